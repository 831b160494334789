"""Each format has one spelling, and everything else is refused."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given, strategies as st

from longtin.errors import RegisterError, VerificationError
from longtin.register import log
from longtin.register.log.checkpoint import Checkpoint
from longtin.register.log.cosignature import message, sign_checkpoint, signature_line
from longtin.register.log.merkle import EMPTY_ROOT
from longtin.register.log.strict import decode_decimal
from longtin.register.log.tiles import decode_bundle, encode_bundle, parse_tile_path, tile_path
from tests.drawn import few
from tests.register.log.world import ORIGIN, World, seeded

KEY = seeded("quasi.example/k")
NOTE = bytes(log.sign_note(b"One line.\n\nAnother.\n", KEY))
ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
SPECIFIED = b"This is an example message.\n\n\xe2\x80\x94 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"  # noqa: E501 - one line there


def refused(read: Callable[..., object], *given: object) -> str:
    """The check that refuses what is given."""
    with pytest.raises(VerificationError) as error:
        read(*given)
    return error.value.check


def test_the_example_of_the_specification_verifies() -> None:
    """The note that signed-note prints, by the key it prints."""
    key = log.parse_vkey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")

    assert log.verify_note(log.parse_note(SPECIFIED), [key])[0].key == key
    assert key.vkey.startswith("example.com/foo+530d903a+")


@pytest.mark.parametrize(
    "damage",
    [
        lambda note: note[:-1],
        lambda note: note + b"\n",
        lambda note: note.replace(b"\n\n", b"\n"),
        lambda note: note.replace(b"One", b"One\t"),
        lambda note: note.replace(b"One", b"One\r"),
        lambda note: note.replace(b"One", b"\xff"),
        lambda note: note.replace("— quasi".encode(), b"- quasi"),
        lambda note: note.replace(b"example/k", b"exam ple/k"),
        lambda note: note.replace(b"example/k", b"exam+ple/k"),
        lambda note: note.replace(b"example/k", "exam\u00a0ple/k".encode()),
        lambda note: note.replace(b"=\n", b"\n"),
        lambda note: note.replace(b" ", b"  "),
        lambda note: b"\n\n" + note.rpartition(b"\n\n")[2],
        lambda note: note[:0],
        lambda note: note + note.rpartition(b"\n\n")[2] * 120,
        lambda note: note + b"x" * 1_000_001,
    ],
)
def test_a_malformed_note_is_refused(damage: Callable[[bytes], bytes]) -> None:
    """Two readers never see two texts in one note."""
    assert refused(log.parse_note, damage(NOTE)) == "form"


def test_signatures_of_unknown_keys_are_passed_over_and_of_known_ones_are_not() -> None:
    """A line that shares a name only is somebody else's; one that shares name and id must fit."""
    other = log.new_key(KEY.name)
    both = log.sign_note(b"Text.\n", KEY, other)
    false = log.parse_note(bytes(both).replace(b"Text.", b"Tex!."))

    assert [each.key for each in log.verify_note(both, [KEY.verifier])] == [KEY.verifier]
    assert refused(log.verify_note, false, [KEY.verifier]) == "signature"
    assert refused(log.verify_note, both, [seeded("nobody").verifier]) == "signature"


@pytest.mark.parametrize(
    "text",
    [
        f"o\n0\n{ROOT}",
        f"o\n00\n{ROOT}\n",
        f"o\n-1\n{ROOT}\n",
        f"o\n+1\n{ROOT}\n",
        f"o\n1 \n{ROOT}\n",
        f"o\n{2**63}\n{ROOT}\n",
        f"o\n0x1\n{ROOT}\n",
        f"o\n\u0661\n{ROOT}\n",
        f"\n0\n{ROOT}\n",
        "o\n0\n",
        f"o\n0\n{ROOT}\n\next\n",
        f"o\n0\n{ROOT[:-1]}\n",
        f"o\n0\n{ROOT[:-2]}V=\n",
        "o\n0\nAAAA\n",
        "o\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    """Size and root are read together, in one spelling."""
    assert refused(log.parse_checkpoint, text.encode()) == "form"


def test_lines_of_both_algorithms_stand_beside_each_other() -> None:
    """ML-DSA-44 covers name, time, size and root; one key may serve its one name only."""
    old, new = seeded(ORIGIN), seeded(ORIGIN, log.ML_DSA)
    note = sign_checkpoint(Checkpoint(ORIGIN, 0, EMPTY_ROOT), [old, new], 7)
    both = log.verify_checkpoint(note, [old.verifier, new.verifier])
    renamed = log.VerifierKey("other", log.ML_DSA, new.verifier.public)
    line = signature_line(both.checkpoint, new, 7)

    assert set(both.log_keys) == {old.verifier, new.verifier}
    assert log.verify_checkpoint(note, [new.verifier]).log_keys == (new.verifier,)
    with pytest.raises(VerificationError, match="does not fit"):
        renamed.verify(*message(renamed, note.text, line.signature))


def test_the_minutes_hold_three_lines_and_short_signatures(world: World) -> None:
    """What is typed in again from paper verifies as the whole checkpoint does."""
    both = World(world.folder, keys=(seeded(ORIGIN), seeded(ORIGIN, log.ML_DSA)))
    head = both.log().publish().witnessing
    printed = bytes(log.for_minutes(head))

    assert len(printed.decode().splitlines()) == 3 + 1 + 1 + 4
    assert max(map(len, printed.decode().splitlines())) < 140
    assert log.verify_witnessed(printed, both.policy).level == "quorum"


def test_a_witness_alone_signs_no_head(world: World) -> None:
    """A cosignature is no log's signature."""
    head = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    line = signature_line(head, world.witness_keys["e1"], 1)

    assert refused(log.verify_witnessed, log.Note(head.text, (line,)), world.policy) == "signature"


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":1}}',
        b"\xef\xbb\xbf{}",
        b"{} {}",
        b"{'a':1}",
        b"[1,]",
        b"NaN",
        b"-Infinity",
        b"[1e999]",
        b"9007199254740992",
        b"-0",
        b'"\\ud800"',
        b'{"\\udfff":1}',
        b'"\xff"',
        b"[" * 100 + b"]" * 100,
        b"[" * 100_000,
        b"",
    ],
)
def test_json_that_can_be_read_in_two_ways_is_refused(data: bytes) -> None:
    """The last of two keys, a rounded number: what was signed must mean one thing."""
    assert refused(log.read_json, data) == "form"


@pytest.mark.parametrize("value", [2.0**53, 1e20, float("nan"), "\ud800", 2**53, {1: 2}, object()])
def test_what_not_all_readers_keep_is_not_written(value: object) -> None:
    """A statement is refused before it is signed, not when somebody else reads it."""
    assert refused(log.canonical, value) == "form"


@pytest.mark.parametrize("data", [b'{"b":1,"a":2}', b'{"a": 1}', b"1.0", b'"\\u0041"', b"1e2"])
def test_json_in_another_spelling_is_not_canonical(data: bytes) -> None:
    """Bytes are compared, so there is one spelling."""
    log.read_json(data)

    assert refused(log.read_canonical, data) == "form"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-(2.0**53) + 1, 2.0**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda each: (
        st.lists(each, max_size=4) | st.dictionaries(st.text(max_size=3), each, max_size=4)
    ),
    max_leaves=12,
)


@few(40)
@given(VALUES)
def test_what_is_written_canonically_is_read_back(value: object) -> None:
    """One value, one byte string, and back."""
    written = log.canonical(value)  # type: ignore[arg-type]  # any JSON

    assert log.canonical(log.read_canonical(written)) == written
    assert json.loads(written) == value


@pytest.mark.parametrize(
    "text", [b"QQ==\n", b"QQ", b"QR==", b"QQ=", b" QQ==", b"Q_==", b"QQ==QQ=="]
)
def test_base64_of_another_spelling_is_refused(text: bytes) -> None:
    """Decoders that forgive let a receipt be changed without anybody noticing."""
    assert refused(log.decode_base64, text, "text") == "form"


@pytest.mark.parametrize("text", [b"", b"01", b"1_0", b" 1", b"1\n", "\u0661".encode(), b"9" * 19])
def test_numbers_have_one_spelling(text: bytes) -> None:
    """Also those that Python would read."""
    assert refused(decode_decimal, text, "number") == "form"


@pytest.mark.parametrize(
    ("index", "path"),
    [(0, "tile/0/000"), (1_234_067, "tile/0/x001/x234/067"), (999, "tile/0/999")],
)
def test_paths_of_tiles_are_those_of_the_specification(index: int, path: str) -> None:
    """There and back."""
    assert tile_path(0, index) == path
    assert parse_tile_path(path) == (0, index, 256)


@pytest.mark.parametrize(
    "path",
    ["tile/00/000", "tile/64/000", "tile/0/0", "tile/0/001/000", "tile/0/x000/000",
     "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000/", "../tile/0/000"],
)  # fmt: skip
def test_no_other_path_is_served(path: str) -> None:
    """Two paths for one tile would be two answers."""
    assert refused(parse_tile_path, path) == "form"


def test_a_bundle_that_breaks_off_is_refused() -> None:
    """Lengths have to end where the bundle ends."""
    whole = encode_bundle([b"one", b"", b"three"])

    assert decode_bundle(whole, 3) == [b"one", b"", b"three"]
    assert {refused(decode_bundle, whole[:cut], 3) for cut in range(len(whole))} == {"form"}
    assert refused(encode_bundle, [b"x" * 65_536]) == "form"


A, B = seeded("a", log.COSIGNATURE).verifier.vkey, seeded("b", log.COSIGNATURE).verifier.vkey
LOG = seeded(ORIGIN).verifier.vkey


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no line `quorum`"),
        ("quorum none\nquorum none\n", "a second line"),
        ("quorum x\n", "is not defined before it"),
        (f"witness a {A}\nwitness b {A}\nquorum none\n", "listed already"),
        (f"witness a {A}\nwitness a {B}\nquorum none\n", "is taken"),
        (f"witness none {A}\nquorum none\n", "is taken"),
        (f"witness a {A}\ngroup g 2 a\nquorum g\n", "none of all, any"),
        (f"witness a {A}\ngroup g 0 a\nquorum g\n", "none of all, any"),
        (f"witness a {A}\ngroup g all a a\nquorum g\n", "a member twice"),
        (f"witness a {A}\ngroup g all a\ngroup h all a\nquorum g\n", "a member twice"),
        (f"group g all a\nwitness a {A}\nquorum g\n", "is not defined before it"),
        ("group g all\nquorum none\n", "none of its lines"),
        (f"witness a {LOG}\nquorum none\n", "does not belong there"),
        (f"log {A}\nquorum none\n", "does not belong there"),
        (f"log {LOG}\nlog {LOG}\nquorum none\n", "listed already"),
        ("log a+00000000+AAAA\nquorum none\n", "none of 01, 04 and 06"),
        ("quorum none\r\n", "control characters"),
        ("watch me\nquorum none\n", "none of its lines"),
    ],
)
def test_a_trust_file_with_a_fault_is_refused_with_its_line(text: str, why: str) -> None:
    """What it takes to be believed must not depend on the reader's guess."""
    with pytest.raises(VerificationError, match=why):
        log.parse_policy(text.encode())


def test_the_policy_of_the_specification_means_what_it_says() -> None:
    """Two of three on one side, any on the other, both joined by `all`."""
    names = ["x1", "x2", "x3", "y1", "y2", "y3"]
    lines = [f"witness {name} {seeded(name, log.COSIGNATURE).verifier.vkey}" for name in names]
    lines += ["group x 2 x1 x2 x3", "\tgroup  y any y1 y2 y3 ", "# both", "group both all x y"]
    policy = log.parse_policy(("\n".join([*lines, "quorum both"]) + "\n").encode())

    assert policy.reaches_quorum(frozenset({"x1", "x3", "y2"}))
    assert not policy.reaches_quorum(frozenset({"x1", "y1", "y2", "y3"}))
    assert not policy.reaches_quorum(frozenset({"x1", "x2", "x3"}))
    assert policy.witnessed(frozenset({"x1", "x2"})) == {"x1", "x2", "x"}


def test_one_key_under_two_names_counts_once(world: World) -> None:
    """A side cannot stand for the other by listing its key again."""
    ends = world.ends
    twice = log.Endpoint("again", ends["e1"].key)

    with pytest.raises(RegisterError, match="listed already"):
        log.write_policy([], {"east": [ends["e1"]], "west": [twice]})


def test_a_mirror_group_is_asked_for_where_loss_is_feared(world: World) -> None:
    """One of the mirrors has to hold it all."""
    ends = world.ends
    text = log.write_policy([], {"east": [ends["e1"]], "west": [ends["w1"]]}, [ends["e2"]])
    policy = log.parse_policy(text)

    assert not policy.reaches_quorum(frozenset({"e1", "w1"}))
    assert policy.reaches_quorum(frozenset({"e1", "w1", "e2"}))


def test_statements_are_signed_over_their_type_and_bytes() -> None:
    """DSSE: nothing is written again before it is verified."""
    key = seeded("pol")
    envelope = log.sign_statement(b'{"a":1}', "application/vnd.example", key)
    read = log.parse_envelope(bytes(envelope))
    whole = json.loads(bytes(envelope))

    assert log.verify_statement(read, "application/vnd.example", [key.verifier]) == b'{"a":1}'
    assert refused(log.verify_statement, read, "text/plain", [key.verifier]) == "form"
    assert refused(log.verify_statement, read, read.type, [seeded("fra").verifier]) == "signature"
    for false in (
        {**whole, "more": 1},
        {**whole, "signatures": []},
        {**whole, "payload": whole["payload"].rstrip("=")},
        {**whole, "signatures": [{"sig": whole["signatures"][0]["sig"]}]},
    ):
        assert refused(log.parse_envelope, json.dumps(false).encode()) == "form"
    other = log.Envelope(b'{"a":2}', read.type, read.signatures)
    assert refused(log.verify_statement, other, read.type, [key.verifier]) == "signature"


def test_the_log_loads_without_the_numerical_stack() -> None:
    """A witness runs on a small machine, and reads nothing of measures."""
    code = (
        "import sys, longtin.register.log\n"
        "heavy = {'numpy', 'polars', 'duckdb', 'scipy', 'longtin.measures', 'longtin.acts'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"


def test_a_store_of_the_first_format_is_read_for_ever(tmp_path: Path) -> None:
    """One file of each version that was ever written is kept, and read."""
    kept = Path(__file__).parent / "formats" / "store-1.sql"
    import sqlite3

    file = tmp_path / "old.db"
    with sqlite3.connect(file) as database:
        database.executescript(kept.read_text(encoding="utf-8"))
    database.close()
    store = log.SqliteStore(file)
    policy = log.parse_policy((kept.parent / "trust-1.policy").read_bytes())
    receipt = (kept.parent / "receipt-1.tlog-proof").read_bytes()

    assert log.audit(store.serve, policy).witnessing.signed.checkpoint.size == 3
    assert log.verify_proof(store.entries(1, 2)[0], receipt, policy).index == 1
    store.close()


def test_what_verifies_answers_with_what_was_verified_and_never_with_yes_or_no() -> None:
    """Whoever forgets to look at a `False` has verified nothing."""
    answers = {
        name: get_type_hints(part)["return"]
        for name in dir(log)
        if name.startswith("verify") and callable(part := getattr(log, name))
    }

    assert len(answers) >= 4
    assert not {name for name, answer in answers.items() if answer in {bool, type(None)}}
