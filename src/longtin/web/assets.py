"""Assets: style sheet, script and fonts, shipped, compressed once, and named by what is in them."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib.resources import files
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from longtin.page import font_files, site_style

A_YEAR: Final = 31_536_000

VERIFIER: Final = ("verify.js", "ml_dsa.js", "issuer.js")
"""Modules that verify receipts in the browser, by themselves."""

MEDIA: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff2": "font/woff2",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """A file that pages point at.

    Attributes:
        content: As it is.
        packed: Compressed; as it is where that saves nothing.
    """

    content: bytes
    packed: bytes
    media: str


@cache
def assets() -> dict[str, Asset]:
    """Every asset by its name."""
    found = {"site.css": site_style().encode(), "site.js": _own("site.js"),
             "icon.svg": _own("icon.svg"), "receipt.js": _own("receipt.js")}  # fmt: skip
    found |= {name: files("longtin.register").joinpath(name).read_bytes() for name in VERIFIER}
    found |= font_files()
    return {name: _asset(name, content) for name, content in found.items()}


@cache
def version() -> str:
    """By what these assets are told from others: a part of their addresses, so they may be kept."""
    together = b"".join(each.content for each in assets().values())
    return sha256(together).hexdigest()[:12]


def address(name: str) -> str:
    """Where an asset is."""
    return f"/static/{version()}/{name}"


def serve(request: Request, version: str, name: str) -> Response:  # noqa: ARG001 - of the address
    """An asset, compressed where the browser takes it so."""
    found = assets().get(name)
    if found is None:
        return PlainTextResponse("There is no such file.\n", status_code=HTTPStatus.NOT_FOUND)
    headers = {"cache-control": f"public, max-age={A_YEAR}, immutable", "vary": "accept-encoding"}
    if found.packed is not found.content and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(found.packed, media_type=found.media, headers=headers)
    return Response(found.content, media_type=found.media, headers=headers)


def _asset(name: str, content: bytes) -> Asset:
    ending = name.rpartition(".")[2]
    packed = content if ending == "woff2" else gzip.compress(content, 9, mtime=0)
    return Asset(content, packed, MEDIA[ending])


def _own(name: str) -> bytes:
    return files("longtin").joinpath("web", "static", name).read_bytes()
