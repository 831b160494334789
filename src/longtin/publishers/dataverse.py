"""Dataverse: the files of data sets by persistent identifier, through its native API.

A table that Dataverse has taken in is offered in two forms, and the checksum is that of the file as
it was uploaded, so that is the one fetched (`format=original`).

Source: Dataverse guides 6.10, Native API (JSON representation of a dataset) and Data Access API
(basic file access); IQSS/dataverse issues 8449 and 9501 on which form the checksum is of.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from longtin.errors import FetchError
from longtin.publishers.published_file import PublishedFile
from longtin.publishers.publisher import Publisher
from longtin.publishers.transfer import Web

_ODD = (AttributeError, KeyError, OverflowError, TypeError, ValueError)
"""What reading of an answer in another form raises."""


def listed(publisher: Publisher, web: Web) -> Iterator[PublishedFile]:
    """Every file that the latest published version of each data set has and we read.

    Raises:
        FetchError: Dataverse cannot be reached, or answers otherwise than it documents.
    """
    base = publisher.address.rstrip("/")
    for identifier in publisher.datasets:
        url = f"{base}/api/v1/datasets/:persistentId/?persistentId={quote(identifier, safe=':/')}"
        for entry in _files(web.text(url), url):
            try:
                found = _file(entry, publisher, base)
            except _ODD as error:
                raise _not_documented(url) from error
            if found:
                yield found


def _files(answer: str, url: str) -> list[dict[str, Any]]:
    try:
        files = json.loads(answer)["data"]["latestVersion"]["files"]
    except _ODD as error:
        raise _not_documented(url) from error
    if not isinstance(files, list):
        raise _not_documented(url)
    return files


def _file(entry: dict[str, Any], publisher: Publisher, base: str) -> PublishedFile | None:
    held = entry["dataFile"]
    name = str(entry.get("label") or held["filename"])
    if not publisher.takes(name):
        return None
    uploaded = held.get("originalFileFormat") or held.get("tabularData")
    size = held.get("originalFileSize") if uploaded else held.get("filesize")
    checksum = held.get("checksum") or {"type": "MD5", "value": held.get("md5") or ""}
    form = "?format=original" if uploaded else ""
    return PublishedFile(
        name=name,
        place=f"{base}/api/v1/access/datafile/{int(held['id'])}{form}",
        size=None if size is None else int(size),
        checksum=_checksum(str(checksum["type"]), str(checksum["value"])),
        last=publisher.last_day(name),
    )


def _checksum(kind: str, value: str) -> str:
    return f"{kind.lower().replace('-', '')}:{value.lower()}" if value else ""


def _not_documented(url: str) -> FetchError:
    return FetchError(
        "{url} – this is not the list of files that Dataverse documents. The address may have "
        "moved; give one of your own with --publishers.",
        url=url,
    )
