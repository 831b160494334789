"""Vectors of others behave as they are labelled."""

import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from longtin.errors import VerificationError
from longtin.register import log
from longtin.register.log.canonical_json import canonical, read_json
from longtin.register.log.cosignature import message
from longtin.register.log.merkle import verify_consistency, verify_inclusion
from longtin.register.log.subtree import verify_subtree, verify_subtree_inclusion
from longtin.register.log.tiles import decode_bundle
from tests.register.log.packed import HERE, packed

TESSERA = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"

MIRRORED = "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706"


def raw(text: str | None) -> bytes:
    """Bytes of a field."""
    return b64decode(text or "")


def hashes(case: Mapping[str, Any]) -> list[bytes]:
    """The proof of a case."""
    return [raw(each) for each in case["proof"] or []]


ASK: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {
    "inclusion": lambda case: verify_inclusion(
        raw(case["leafHash"]), case["leafIdx"], case["treeSize"], hashes(case), raw(case["root"])
    ),
    "consistency": lambda case: verify_consistency(
        case["size1"], case["size2"], hashes(case), raw(case["root1"]), raw(case["root2"])
    ),
    "subtreeinclusion": lambda case: verify_subtree_inclusion(
        raw(case["leafHash"]),
        case["leafIdx"],
        case["start"],
        case["end"],
        hashes(case),
        raw(case["root"]),
    ),
    "subtreeconsistency": lambda case: verify_subtree(
        case["start"],
        case["end"],
        case["size"],
        hashes(case),
        raw(case["root1"]),
        raw(case["root2"]),
    ),
}


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("inclusion", 98),
        ("consistency", 98),
        ("subtreeinclusion", 204),
        ("subtreeconsistency", 118),
    ],
)
def test_proofs_behave_as_labelled(kind: str, count: int) -> None:
    """One wrongly accepted proof is an entry that was never logged."""
    files = {path: json.loads(data) for path, data in packed("merkle").items()}
    cases = {path: case for path, case in files.items() if path.startswith(f"{kind}/")}
    wrong = []
    for path, case in cases.items():
        try:
            ASK[kind](case)
            refused = False
        except VerificationError as error:
            refused = error.check in {"inclusion", "consistency"}
        if refused != case["wantErr"]:
            wrong.append(path)

    assert wrong == []
    assert len(cases) == count


def test_the_log_of_tessera_is_made_again_byte_for_byte(tmp_path: Any) -> None:
    """What another implementation serves, ours serves too: every tile and bundle of every size."""
    files, key = packed("tessera"), log.parse_vkey(TESSERA)
    store = log.SqliteStore(tmp_path / "log.db", key.name)
    bundle = files["tile/entries/000.p/15"]
    entries = decode_bundle(bundle)
    compared = 0
    for size in range(16):
        signed = log.verify_checkpoint(files[f"checkpoint.{size}"], [key])
        if size:
            store.append([log.NewEntry(entries[size - 1], b"%d" % size)])
            for path in (f"tile/0/000.p/{size}", f"tile/entries/000.p/{size}"):
                assert store.serve(path) == files[path]
                compared += 1
        assert (signed.checkpoint.size, signed.checkpoint.root) == (size, store.head().root)
        assert signed.checkpoint.text == signed.note.text
        assert bytes(signed.note) == files[f"checkpoint.{size}"]

    assert compared == 30
    store.close()


@pytest.mark.parametrize(
    ("description", "folder"),
    [
        ("witness/witness.v0.json", "witness/"),
        ("witness2/witness.v0.json", "witness2/"),
        ("witness/mirror/mirror.v0.json", "witness/mirror/"),
    ],
)
def test_cosignatures_of_others_verify(description: str, folder: str) -> None:
    """Witnesses and mirrors that run elsewhere are believed by their keys."""
    files = packed("sunlight")
    key = log.parse_vkey(json.loads(files[description])["verifier_keys"][0])
    path = next(
        path
        for path in files
        if path.startswith(folder)
        and path.endswith("/checkpoint")
        and len(path.split("/")[-2]) == 64
        and path.count("/") == folder.count("/") + 1
    )
    note = log.parse_note(files[path])

    assert [each.key for each in log.verify_note(note, [key], message)] == [key]
    with pytest.raises(VerificationError, match="does not fit"):
        log.verify_note(log.parse_note(files[path].replace(b"\n300\n", b"\n301\n")), [key], message)


def test_hash_tiles_of_others_give_their_root() -> None:
    """Tiles of 300 leaves that another implementation made, up to the root of their checkpoint."""
    files, folder = packed("sunlight"), f"witness/mirror/{MIRRORED}/"
    head = log.parse_checkpoint(log.parse_note(files[f"{folder}checkpoint"]).text)
    tiles = log.VerifiedTiles(lambda path: files[f"{folder}{path}"], head)

    assert [len(tiles.tile(0, 0)), len(tiles.tile(0, 1))] == [256 * 32, 44 * 32]


def test_a_stand_in_for_a_tile_is_refused() -> None:
    """Beside that log lie files of some words where tiles belong."""
    files = packed("sunlight")
    head = log.parse_checkpoint(log.parse_note(files["tree/checkpoint"]).text)

    with pytest.raises(VerificationError, match="26 bytes stand where 1408 belong"):
        log.VerifiedTiles(lambda path: files[f"tree/{path}"], head)


def test_edge_cases_of_ed25519_are_refused() -> None:
    """With a key of low order one signature fits many messages: its owner could deny his words."""
    cases = json.loads((HERE / "ed25519vectors.json").read_text(encoding="utf-8"))
    accepted = []
    for case in cases:
        key = log.VerifierKey("a", log.ED25519, bytes.fromhex(case["key"]))
        try:
            key.verify(case["msg"].encode(), bytes.fromhex(case["sig"]))
            accepted.append(case)
        except VerificationError:
            pass

    assert len(cases) == 914
    assert [case["flags"] for case in accepted] == [None]


def test_canonical_json_is_that_of_the_specification() -> None:
    """Two programs that sign the same statement have to sign the same bytes."""
    files = packed("jcs")
    names = [path.removeprefix("input/") for path in files if path.startswith("input/")]

    assert len(names) == 6
    for name in names:
        expected = files[f"output/{name}"]
        assert canonical(read_json(files[f"input/{name}"])) == expected
        stem = name.removesuffix(".json")
        assert bytes.fromhex(files[f"outhex/{stem}.txt"].decode()) == expected
