"""The JSON showing: every field of a brief under its own name, for programs.

Keys are the names of the fields of `Brief` and of the values in it, in their order, after `schema`.
Dates are ISO 8601, probabilities lie in [0, 1], weights are decibans, and what is not known is
`null` beside a `status` that says why. `method_version` and `coverage` are always there. Within a
major version of `schema` keys are added but never renamed or given another meaning.
"""

import json
from dataclasses import asdict
from datetime import date

from longtin.brief._brief import Brief

SCHEMA = "longtin.brief/1"


def render_json(brief: Brief) -> bytes:
    """A brief as data, UTF-8."""
    content = {"schema": SCHEMA, **asdict(brief)}
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=iso)
    return f"{text}\n".encode()


def iso(value: object) -> str:
    """A date for JSON."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a brief.")
