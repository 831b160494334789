"""Commitments and positions in a register: from a file of statements, and back to one."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from longtin import promises
from longtin._data import document, text_of
from longtin.errors import RegisterError
from longtin.register import log
from longtin.register.entries.promised import COMMITMENT, POSITION, PROMISED
from longtin.register.entries.statement import Statement


def holds_statements(file: Path) -> bool:
    """Whether a file is one of commitments and positions.

    Raises:
        DataError: It cannot be read, or is not YAML.
    """
    value, _ = document(text_of(file), file.name)
    return isinstance(value, dict) and bool({"commitments", "positions"} & set(value))


def promised_bodies(file: Path) -> list[dict[str, Any]]:
    """The bodies of statements that enter what a file promises and says, in its order of time.

    Raises:
        DataError: The file is not as it should be; it is named with its line.
    """
    found = promises.read_statements(file)
    own = document(text_of(file), file.name)[0].get("sources", {})
    bodies = [
        {"holds": each.model_dump(mode="json", exclude_defaults=True), "kind": kind, "sources": own}
        for kind, held in ((COMMITMENT, found.commitments), (POSITION, found.positions))
        for each in held.values()
    ]
    return [{**body, "sources": _needed(body)} for body in bodies]


def _needed(body: Mapping[str, Any]) -> dict[str, Any]:
    """Of the sources of a file, those that a statement names."""
    written = log.canonical(body["holds"]).decode()
    return {key: said for key, said in body["sources"].items() if f'"{key}"' in written}


def promised_file(statements: Iterable[Statement]) -> str:
    """What a register holds of commitments and positions, as a file of statements (YAML).

    Of several with one id the last counts: a party enters a commitment again when something was
    delivered.

    Args:
        statements: Verified, in their order.
    """
    held: dict[str, dict[str, dict[str, Any]]] = {COMMITMENT: {}, POSITION: {}}
    sources: dict[str, Any] = {}
    for each in statements:
        if each.kind in PROMISED:
            said = each.body["holds"]
            held[each.kind][str(said["id"])] = said
            sources |= each.body["sources"]
    found = {
        "commitments": list(held[COMMITMENT].values()),
        "positions": list(held[POSITION].values()),
        "sources": sources,
    }
    kept = {key: value for key, value in found.items() if value}
    if not kept:
        raise RegisterError(
            "The register holds no commitments and no positions. A party enters them with "
            "`longtin register submit FILE`."
        )
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100)
