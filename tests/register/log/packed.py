"""Vectors of others, as files by their paths."""

import json
from base64 import b64decode
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "vectors"


@cache
def packed(name: str) -> dict[str, bytes]:
    """The files of one packed folder: content by path."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {each["path"]: b64decode(each["base64"]) for each in map(json.loads, lines)}
