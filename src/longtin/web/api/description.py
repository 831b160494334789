"""The OpenAPI description: every address with the shape of its answer, from the values' classes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from typing import Any, Final

import polars as pl
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from longtin import actors, acts, brief, forums, measures, promises
from longtin._data import Bilingual
from longtin._dates import today
from longtin.forums.portfolio import Portfolio
from longtin.page import JsonSchemas
from longtin.web.api.answers import (
    AssumedNumber,
    FoundAnswer,
    MeasureLinks,
    ProblemsAnswer,
    Refusal,
    StatesAnswer,
    TrustAnswer,
    VersionsAnswer,
)

Schema = dict[str, Any]
PLACE: Final = "#/components/schemas/"


@dataclass(frozen=True)
class Promised:
    """What an address promises.

    Attributes:
        schema: Name and major version of the keys.
        keys: Describes what stands beside `schema`.
    """

    schema: str
    keys: Callable[[JsonSchemas], Schema]


def _of(*kinds: type) -> Callable[[JsonSchemas], Schema]:
    return lambda schemas: _joined(schemas, *kinds)


def _joined(schemas: JsonSchemas, *kinds: type) -> Schema:
    """The keys of several classes in one object."""
    told = [schemas.definitions[_name(schemas.of(kind))] for kind in kinds]
    properties = {name: each for one in told for name, each in one["properties"].items()}
    return {**_object(properties), "description": told[0].get("description", "")}


def _name(reference: Schema) -> str:
    return str(reference["$ref"]).removeprefix(PLACE)


def _brief(schemas: JsonSchemas) -> Schema:
    found = _told(schemas, brief.Brief)
    language = {"enum": ["en", "vi"], "description": "Of names and words."}
    return {**found, **_object({"language": language, **found["properties"]})}


def _told(schemas: JsonSchemas, kind: type) -> Schema:
    """The keys of a class whose words are given in one language."""
    told = JsonSchemas(is_told=True, place=schemas.place)
    found = _joined(told, kind)
    apart = {name: f"{name}.told" for name in told.definitions.keys() & schemas.definitions.keys()}
    schemas.definitions |= _renamed(told.definitions, apart)
    renamed: Schema = _renamed(found, apart)
    return renamed


def _renamed(told: Any, apart: dict[str, str]) -> Any:
    """Schemas under other names, where those are taken by the same class in two languages."""
    if isinstance(told, dict):
        return {apart.get(key, key): _renamed(each, apart) for key, each in told.items()}
    if isinstance(told, list):
        return [_renamed(each, apart) for each in told]
    name = str(told).removeprefix(PLACE)
    return f"{PLACE}{apart[name]}" if told != name and name in apart else told


def _measures(schemas: JsonSchemas) -> Schema:
    found = _joined(schemas, measures.Measure, MeasureLinks)
    return _object({"measures": {"type": "array", "items": found}})


def _measure(schemas: JsonSchemas) -> Schema:
    return _object({"measure": _joined(schemas, measures.Measure, MeasureLinks)})


def _regimes(schemas: JsonSchemas) -> Schema:
    return _object({"regimes": {"type": "array", "items": _as_written(schemas)}})


def _regime(schemas: JsonSchemas) -> Schema:
    return _object({"regime": _as_written(schemas)})


def _as_written(schemas: JsonSchemas) -> Schema:
    """Regimes as their files have them: what is left to its default is left out."""
    found = measures.Regime.model_json_schema(ref_template=f"{PLACE}Regime.{{model}}")
    inner = found.pop("$defs", {})
    schemas.definitions |= {f"Regime.{name}": each for name, each in inner.items()}
    schemas.definitions["Regime"] = found
    return {"$ref": f"{PLACE}Regime"}


def _rows(
    key: str, columns: Callable[[], Mapping[str, pl.DataType]], words: str
) -> Callable[[JsonSchemas], Schema]:
    """Rows of a table under one key.

    Args:
        key: Under which they stand.
        columns: Names and types.
        words: What a row is.
    """

    def keys(schemas: JsonSchemas) -> Schema:
        name = f"{key.removesuffix('s').capitalize()}Row"
        told = {name: _column(kind) for name, kind in columns().items()}
        schemas.definitions[name] = {"description": words, **_object(told)}
        return _object({key: {"type": "array", "items": {"$ref": f"{PLACE}{name}"}}})

    return keys


def _commitments() -> Mapping[str, pl.DataType]:
    return promises.commitment_frame([], promises.statements()).schema


def _positions() -> Mapping[str, pl.DataType]:
    return promises.position_frame([], promises.statements()).schema


def _issues(schemas: JsonSchemas) -> Schema:
    return _object({"issues": schemas.of(dict[str, promises.Issue])})


def _forum(schemas: JsonSchemas) -> Schema:
    """A comparison as `forums.comparison_data` gives it; `history` only where it was judged."""
    kinds = {
        "issue": str, "title": Bilingual, "on": date, "states": tuple[str, ...],
        "for": str | None, "aggregation": str, "divergence": float, "order": tuple[str, ...],
        "results": dict[str, forums.ForumResult], "venues": tuple[forums.JobVenue, ...],
        "influences": tuple[forums.Influence, ...], "pivotal": dict[str, float],
        "least_willing": tuple[str, ...], "assumptions": tuple[AssumedNumber, ...],
        "notes": tuple[dict[str, Any], ...], "is_forecast": bool, "draws": int, "seed": int,
        "record": str,
    }  # fmt: skip
    told = _object({name: schemas.of(kind) for name, kind in kinds.items()})
    told["properties"]["history"] = {"type": "object", "description": "What actually happened."}
    return told


def _column(kind: pl.DataType) -> Schema:
    """The shape of a value of a column; any may be unknown."""
    if kind == pl.Date:
        told = {"type": "string", "format": "date"}
    elif kind == pl.Boolean:
        told = {"type": "boolean"}
    elif kind.is_integer():
        told = {"type": "integer"}
    else:
        told = {"type": "number" if kind.is_float() else "string"}
    return {"anyOf": [told, {"type": "null"}]}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


PROMISED: Final[dict[str, Promised]] = {
    f"/api/v1/{path}": Promised(schema, keys)
    for path, schema, keys in (
        ("states", "longtin.states/1", _of(StatesAnswer)),
        ("search", "longtin.search/1", _of(FoundAnswer)),
        ("trust/{here}/{there}", "longtin.trust/1", _of(TrustAnswer)),
        ("brief/{here}/{there}", brief.SCHEMA, _brief),
        ("contacts/{here}/{there}", "longtin.contacts/1",
         _rows("contacts", lambda: acts.CONTACT, "A contact, as `longtin contacts` has it.")),
        ("ties/{here}/{there}", "longtin.ties/1",
         _rows("ties", lambda: acts.STANDING, "A tie, as `longtin ties` has it.")),
        ("measures", "longtin.measures/1", _measures),
        ("measures/{name}", "longtin.measure/1", _measure),
        ("regimes", "longtin.regimes/1", _regimes),
        ("regimes/{name}", "longtin.regime/1", _regime),
        ("commitments", "longtin.commitments/1",
         _rows("commitments", _commitments, "A commitment and how it stands.")),
        ("commitments/{name}", "longtin.commitment/1", _of(promises.Standing)),
        ("positions", "longtin.positions/1",
         _rows("positions", _positions, "A position, as `longtin positions` has it.")),
        ("issues", "longtin.issues/1", _issues),
        ("issues/{name}", "longtin.issues/1", _issues),
        ("forums", "longtin.forums/1", _of(ProblemsAnswer)),
        ("forums/{scenario}", "longtin.forum-comparison/1", _forum),
        ("portfolio/{state}", "longtin.portfolio/1", lambda each: _told(each, Portfolio)),
        ("versions", "longtin.versions/1", _of(VersionsAnswer)),
    )
}  # fmt: skip
"""Of every address."""


def description(made: FastAPI) -> Schema:
    """The OpenAPI description of an application's addresses."""
    found: Schema = get_openapi(
        title="Longtin",
        version=metadata.version("longtin"),
        description="What the pages of the workbench show, as JSON. Keys are kept within a major "
        "version of `schema`; those listed under `unstable` are not promised yet.",
        routes=made.routes,
    )
    schemas = JsonSchemas(place=PLACE)
    named = _examples()
    refused = {
        "description": "A refusal, in words.",
        "content": {"application/json": {"schema": schemas.of(Refusal)}},
    }
    for path, operations in found["paths"].items():
        promised = PROMISED[path]
        keys = promised.keys(schemas)
        shape = {**keys, **_object({"schema": {"const": promised.schema}, **keys["properties"]})}
        given = {"description": "JSON.", "content": {"application/json": {"schema": shape}}}
        for operation in operations.values():
            operation["responses"] = {"200": given, "default": refused}
            for parameter in operation.get("parameters", ()):
                if told := named.get((path, parameter["name"]), named.get(parameter["name"])):
                    parameter["schema"]["examples"] = [told]
    found["components"] = {"schemas": dict(sorted(schemas.definitions.items()))}
    return found


def _examples() -> dict[object, str]:
    """What may stand in an address, by its name there or by address and name."""
    found: dict[object, str] = {
        name: state.key for name, state in zip(("here", "there"), actors.on(today()), strict=False)
    }
    for path, ids in (
        ("measures", measures.catalogue()),
        ("regimes", measures.regimes()),
        ("commitments", promises.statements().commitments),
        ("issues", promises.issues()),
    ):
        found[f"/api/v1/{path}/{{name}}", "name"] = next(iter(ids))
    return {**found, "scenario": next(iter(forums.scenarios())), "state": found["here"]}
