"""Asks an API what its description allows and what it does not, and holds each answer to it."""

import contextlib
from collections.abc import Iterator
from typing import Any

import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance
from starlette.types import ASGIApp, Receive, Scope, Send


def without_life(app: ASGIApp) -> ASGIApp:
    """The application as it runs already: it is neither started nor ended for each request."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            with contextlib.suppress(KeyError):
                while True:
                    kind = (await receive())["type"]
                    await send({"type": f"{kind}.complete"})
                    if kind == "lifespan.shutdown":
                        return
        await app(scope, receive, send)

    return answering


def operations(app: ASGIApp) -> Iterator[tuple[str, Any]]:
    """Each address and method that is described."""
    found = schemathesis.openapi.from_asgi("/api/openapi.json", without_life(app))
    for each in found.get_all_operations():
        operation = each.ok()  # type: ignore[union-attr]  # raises where it is none
        yield f"{operation.method.upper()} {operation.path}", operation


def asked(operation: Any, cases: int, headers: dict[str, str]) -> int:
    """Ask one address so many times what is allowed, and what is not.

    Returns:
        How many answers were held against the description.
    """
    counted = 0
    left_out = [ignored_auth]  # who may ask is told by the matrix of `test_access.py`
    if operation.method == "post":
        left_out.append(positive_data_acceptance)  # no drawn statement is signed by a party
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        if mode is GenerationMode.NEGATIVE and not _takes_anything(operation):
            continue

        @settings(max_examples=cases, deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def hold(case: Any) -> None:
            nonlocal counted
            assume(_arrives(case))
            counted += 1
            case.call_and_validate(headers=headers, excluded_checks=left_out)

        with contextlib.suppress(Unsatisfiable):  # whatever is written there, is allowed there
            hold()
    return counted


def _arrives(case: Any) -> bool:
    """Whether every parameter is sent: an empty list is none, whatever the tool thinks of it."""
    return all(each not in ([], {}, [[]], [{}]) for each in (case.query or {}).values())


def _takes_anything(operation: Any) -> bool:
    parts = (operation.path_parameters, operation.query, operation.body)
    return any(len(list(each)) for each in parts)
