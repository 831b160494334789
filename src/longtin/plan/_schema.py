"""The JSON Schema of a programme, by which editors complete and check while one writes."""

import re
from inspect import getdoc
from typing import Any, Final

from longtin import measures
from longtin._data import Bilingual
from longtin.plan import _programme, _step
from longtin.plan._lint import handbook
from longtin.plan._programme import Programme

ADDRESS: Final = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The JSON Schema; what each key means stands beside it."""
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
    _offer(definitions)
    return {"$schema": ADDRESS, **found}


def _offer(definitions: dict[str, Any]) -> None:
    """Names that editors complete; others stay allowed, for catalogues of the user's own."""
    known = {"measure": [*measures.catalogue()], "rule": [*handbook()]}
    for part in definitions.values():
        for key, about in part.get("properties", {}).items():
            if key in known:
                about.pop("type")
                about["anyOf"] = [{"enum": known[key]}, {"type": "string"}]
