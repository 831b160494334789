"""What was written once is read for ever: one file of each version of each format."""

import json
from pathlib import Path

import pytest

from longtin import register
from longtin.errors import RegisterError
from longtin.register import log
from longtin.register.exchange import exporting
from longtin.register.notifications import field_proof
from longtin.register.sealed import sealing
from tests.register.golden import KEPT, PAPER_AT, SEALED_AT

VERSIONS = ("1",)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_register_of_every_version_is_rebuilt_and_read(version: str, tmp_path: Path) -> None:
    """Entries of all kinds, a sealed file and its key, as that version wrote them."""
    kept, copy = KEPT / f"register-{version}", tmp_path / "reg"
    found = register.import_register(kept, copy, kept / "trust.policy")
    register.export_register(copy, tmp_path / "again")
    told = {each.line: each for each in register.read_statements(copy)}
    opened = register.open_entry_of(copy, SEALED_AT, "DEU", KEPT / f"reading-{version}.key")

    assert (found.slip, found.sealed) == (None, 1)
    assert exporting.hashes(tmp_path / "again") == exporting.hashes(kept)
    assert (told[SEALED_AT].secrecy, told[PAPER_AT].attested) == ("revealed", "countersigned")
    assert told[11].secrecy == "deleted"
    assert {each.field: each.value for each in opened.disclosures}["figures.troops"] == 9500


@pytest.mark.parametrize("version", VERSIONS)
def test_disclosed_fields_of_every_version_verify(version: str) -> None:
    """Whoever was given them years ago can still show them."""
    trust = log.parse_policy((KEPT / f"register-{version}" / "trust.policy").read_bytes())
    found = register.verify_fields((KEPT / f"fields-{version}.json").read_bytes(), trust)

    assert found.fields == {"figures.troops": 9500}


def test_the_version_that_is_written_is_kept() -> None:
    """A new version needs new files beside the old ones."""
    written = {exporting.FORMAT, field_proof.FORMAT, sealing.FORMAT}

    assert written <= set(VERSIONS)
    assert all((KEPT / f"register-{version}").is_dir() for version in VERSIONS)


def later(name: str) -> bytes:
    """A kept file as a later version might have it."""
    return log.canonical({**json.loads((KEPT / name).read_bytes()), "format": "99"}) + b"\n"


def test_a_later_version_says_so(tmp_path: Path) -> None:
    """And is not read half."""
    trust = KEPT / "register-1" / "trust.policy"
    (tmp_path / "contents.json").write_bytes(later("register-1/contents.json"))
    with pytest.raises(RegisterError, match="99"):
        register.import_register(tmp_path, tmp_path / "reg", trust)
    with pytest.raises(RegisterError, match="99"):
        register.verify_fields(later("fields-1.json"), log.parse_policy(trust.read_bytes()))
