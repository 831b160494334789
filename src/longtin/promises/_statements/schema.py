"""The form of a file of statements as JSON Schema, with every word it may use."""

from typing import Any

from longtin.promises._statements.statement_files import StatementFile
from longtin.promises._statements.vocabulary import vocabulary


def statements_schema() -> dict[str, Any]:
    """A file of commitments and positions as JSON Schema (draft 2020-12)."""
    schema, words = StatementFile.model_json_schema(), vocabulary()
    parts = schema["$defs"]
    for part, key, known in (
        ("Commitment", "issue", words.issues),
        ("Commitment", "rung", words.rungs),
        ("Commitment", "entry", words.entries),
        ("StatedPosition", "issue", words.issues),
        ("StatedPosition", "strength", words.strengths),
        ("Follow", "kind", words.follows),
        ("Amount", "unit", words.units),
    ):
        parts[part]["properties"][key]["enum"] = list(known)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Commitments and positions",
        **{key: value for key, value in schema.items() if key != "title"},
    }
