"""The OpenAPI description: every address with the shape of its answer, from the values' classes."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from typing import Any, Final

import polars as pl
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from longtin import actors, brief, measures, promises
from longtin._dates import today
from longtin.page import JsonSchemas
from longtin.web.api.answers import (
    FoundAnswer,
    MeasureLinks,
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
    told = JsonSchemas(is_told=True, place=schemas.place)
    found = _joined(told, brief.Brief)
    schemas.definitions |= told.definitions
    language = {"enum": ["en", "vi"], "description": "Of names and words."}
    return {**found, **_object({"language": language, **found["properties"]})}


def _measures(schemas: JsonSchemas) -> Schema:
    found = _joined(schemas, measures.Measure, MeasureLinks)
    return _object({"measures": {"type": "array", "items": found}})


def _regimes(schemas: JsonSchemas) -> Schema:
    """Regimes as their files have them: what is left to its default is left out."""
    found = measures.Regime.model_json_schema(ref_template=f"{PLACE}Regime.{{model}}")
    inner = found.pop("$defs", {})
    schemas.definitions |= {f"Regime.{name}": each for name, each in inner.items()}
    schemas.definitions["Regime"] = found
    return _object({"regimes": {"type": "array", "items": {"$ref": f"{PLACE}Regime"}}})


def _commitments(schemas: JsonSchemas) -> Schema:
    columns = promises.commitment_frame([], promises.statements()).schema
    schemas.definitions["Commitment"] = {
        "description": "A commitment and how it stands, as `longtin commitments --json` has it.",
        **_object({name: _column(kind) for name, kind in columns.items()}),
    }
    row = {"$ref": f"{PLACE}Commitment"}
    return _object({"commitments": {"type": "array", "items": row}})


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
    "/api/v1/states": Promised("longtin.states/1", _of(StatesAnswer)),
    "/api/v1/search": Promised("longtin.search/1", _of(FoundAnswer)),
    "/api/v1/trust/{here}/{there}": Promised("longtin.trust/1", _of(TrustAnswer)),
    "/api/v1/brief/{here}/{there}": Promised(brief.SCHEMA, _brief),
    "/api/v1/measures": Promised("longtin.measures/1", _measures),
    "/api/v1/regimes": Promised("longtin.regimes/1", _regimes),
    "/api/v1/commitments": Promised("longtin.commitments/1", _commitments),
    "/api/v1/versions": Promised("longtin.versions/1", _of(VersionsAnswer)),
}
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
    pair = {
        name: state.key for name, state in zip(("here", "there"), actors.on(today()), strict=False)
    }
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
                if parameter["name"] in pair:
                    parameter["schema"]["examples"] = [pair[parameter["name"]]]
    found["components"] = {"schemas": dict(sorted(schemas.definitions.items()))}
    return found
