"""Uploads that wait to be stored: kept on disk between a look at them and the click that stores."""

import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Final

from longtin.web.site import Site
from longtin.web.visit import Upload

MOST: Final = 8
"""Files that wait, the last to be sent: each reader, and each of a reader's tabs, has one."""


def _folder(site: Site) -> Path:
    """A folder that nobody else can look into, and that goes when the site is closed."""
    return site.runs.folder / "uploads"


def keep_upload(site: Site, sent: Upload) -> str:
    """Keep a file; by what is returned it is found again."""
    key = sha256(sent.name.encode() + b"\0" + sent.content).hexdigest()
    folder = _folder(site) / key
    folder.mkdir(parents=True, exist_ok=True)
    (folder / sent.name).write_bytes(sent.content)
    folder.touch()
    for old in sorted(_folder(site).iterdir(), key=_last_kept)[:-MOST]:
        rmtree(old, ignore_errors=True)
    return key


def kept_upload(site: Site, key: str) -> Upload | None:
    """The file that was kept, if it still is."""
    if _is_key(key):
        with suppress(OSError):
            for file in (_folder(site) / key).iterdir():
                return Upload(file.name, file.read_bytes())
    return None


def forget_upload(site: Site, key: str) -> None:
    """Keep a file no longer."""
    if _is_key(key):
        rmtree(_folder(site) / key, ignore_errors=True)


def _is_key(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


def _last_kept(folder: Path) -> float:
    with suppress(OSError):
        return folder.stat().st_mtime
    return 0.0
