"""JSON Schema of a programme, by which editors complete and check while one writes."""

import re
from collections.abc import Iterable
from inspect import getdoc
from typing import Any

from longtin import measures
from longtin._data import Bilingual
from longtin.programme import _programme, _step
from longtin.programme._programme import Programme


def schema(rules: Iterable[str]) -> dict[str, Any]:
    """The JSON Schema; what each key means stands beside it.

    Args:
        rules: Codes of rules that an author may silence, for editors to complete.
    """
    found = Programme.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = found.get("$defs", {})
    for name, part in {"Programme": found, **definitions}.items():
        model = (
            Bilingual
            if name == Bilingual.__name__
            else getattr(_programme, name, None) or getattr(_step, name)
        )
        doc = getdoc(model) or ""
        part["description"] = doc.partition("\n\n")[0]
        meanings = dict(re.findall(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", doc, re.MULTILINE))
        for key, about in part.get("properties", {}).items():
            field = "of" if key == "from" else key
            about["description"] = " ".join(meanings[field].split())
            about.pop("title", None)
    _offer(definitions, {"measure": [*measures.catalogue()], "rule": [*rules]})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _offer(definitions: dict[str, Any], known: dict[str, list[str]]) -> None:
    """Names that editors complete; others stay allowed, for catalogues of the user's own."""
    for part in definitions.values():
        for key, about in part.get("properties", {}).items():
            if key in known:
                about.pop("type")
                about["anyOf"] = [{"enum": known[key]}, {"type": "string"}]
