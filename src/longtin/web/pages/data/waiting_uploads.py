"""Uploads that wait to be stored: kept on disk between a look at them and the click that stores."""

import hmac
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

from longtin.web.site import Site
from longtin.web.visit import Upload


def _folder(site: Site) -> Path:
    """A folder that only this site knows the name of."""
    name = hmac.new(site.secret, b"uploads", sha256).hexdigest()[:24]
    return Path(gettempdir()) / f"longtin-{name}"


def keep_upload(site: Site, sent: Upload) -> str:
    """Keep a file, and no other; by what is returned it is found again."""
    forget_uploads(site)
    key = sha256(sent.content).hexdigest()
    folder = _folder(site) / key
    folder.mkdir(parents=True, mode=0o700)
    (folder / Path(sent.name).name).write_bytes(sent.content)
    return key


def kept_upload(site: Site, key: str) -> Upload | None:
    """The file that was kept, if it still is."""
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        return None
    with suppress(OSError):
        for file in (_folder(site) / key).iterdir():
            return Upload(file.name, file.read_bytes())
    return None


def forget_uploads(site: Site) -> None:
    """Keep nothing any longer."""
    rmtree(_folder(site), ignore_errors=True)
