"""The JSON Schema of a programme, by which editors complete and check while one writes."""

import re
from inspect import getdoc
from typing import Any, Final

from longtin._data import Bilingual
from longtin.plan import _programme, _step
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
    return {"$schema": ADDRESS, **found}
