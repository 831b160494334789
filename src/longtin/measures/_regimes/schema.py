"""The form of a regime's file as JSON Schema, with every word it may use."""

from typing import Any

from longtin.measures._regimes.groups import groups
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.vocabulary import vocabulary


def regime_schema() -> dict[str, Any]:
    """The file of a regime as JSON Schema (draft 2020-12), with every word it may use."""
    schema, words = Regime.model_json_schema(by_alias=True), vocabulary()
    parts = schema["$defs"]
    own = schema["properties"]
    own["zone"]["anyOf"][0]["enum"] = sorted(words.zones)
    duty = parts["Obligation"]["properties"]
    duty["on"]["items"]["enum"] = sorted(words.kinds)
    duty["content"]["items"]["enum"] = sorted(words.contents)
    duty["only_if"]["anyOf"][0]["enum"] = sorted(words.traits)
    node = parts["Trigger"]["properties"]
    for key, known in (
        ("kind", words.kinds),
        ("fact", words.facts),
        ("quantity", words.figures),
        ("distance_to", words.lines),
    ):
        node[key]["anyOf"][0]["enum"] = sorted(known)
    for part in ("Membership", "Suspension"):
        parts[part]["properties"]["group"]["anyOf"][0]["enum"] = sorted(groups())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A treaty, document or declaration as obligations",
        **{key: value for key, value in schema.items() if key != "title"},
    }
