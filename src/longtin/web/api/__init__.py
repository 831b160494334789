"""The API: what pages show, as JSON under promised keys, with an OpenAPI description.

Keys are the names of the fields of the values that Python gives. One shape for every refusal:
`{"error": {"status", "message", "language"}}`.
"""

from functools import cache

from fastapi import FastAPI
from starlette.responses import JSONResponse, Response

from longtin.web.api.description import description
from longtin.web.api.endpoints import (
    addresses as addresses,
    refusal as refusal,
    whole as addressed,
)


def add(made: FastAPI) -> None:
    """Add the addresses of the API, and its description, to an application."""
    made.include_router(addressed)

    @cache
    def whole() -> dict[str, object]:
        return description(made)

    @made.get("/api/openapi.json", include_in_schema=False)
    def described() -> Response:
        return JSONResponse(whole())
