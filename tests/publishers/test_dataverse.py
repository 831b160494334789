"""Dataverse's answers, as documented and otherwise."""

import json
from dataclasses import dataclass
from typing import Any, cast

import pytest
from hypothesis import given, strategies as st

from longtin.errors import FetchError
from longtin.publishers import publisher_named
from longtin.publishers.dataverse import listed
from longtin.publishers.transfer import Web

POLECAT = publisher_named("polecat")
NAME = "ngecEvents.20230103111842.Release603.DV.txt"
_SPOKEN = (
    *("label", "dataFile", "filename", "id", "filesize", "md5", "checksum", "type", "value"),
    *("tabularData", "originalFileFormat", "originalFileSize", "x"),
)
KEYS = st.sampled_from(_SPOKEN)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(NAME),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@dataclass
class _Answering:
    """A web that has one answer."""

    answer: str

    def text(self, url: str) -> str:  # noqa: ARG002 - as `Web` has it
        """The answer."""
        return self.answer


def asked(files: object) -> list[Any]:
    """What is made of a list of files."""
    answer = json.dumps({"data": {"latestVersion": {"files": files}}})
    return list(listed(POLECAT, cast("Web", _Answering(answer))))


@given(st.lists(ANYTHING, max_size=4) | ANYTHING)
def test_an_answer_in_any_form_is_a_list_or_a_refusal(files: object) -> None:
    """A publisher may change its answers; nobody should meet a traceback for it."""
    try:
        found = asked(files)
    except FetchError as refusal:
        assert "Dataverse documents" in str(refusal)  # noqa: PT017 - either is right
    else:
        assert all(POLECAT.takes(each.name) for each in found)


@pytest.mark.parametrize(
    ("kind", "kept"), [("MD5", "md5:ab"), ("SHA-1", "sha1:ab"), ("SHA-512", "sha512:ab")]
)
def test_other_checksums_than_md5_are_known(kind: str, kept: str) -> None:
    """An installation chooses its own."""
    checksum = {"type": kind, "value": "AB"}

    (found,) = asked([{"label": NAME, "dataFile": {"id": 1, "checksum": checksum}}])

    assert found.checksum == kept
    assert found.size is None
