"""The verifier in the browser and the one in Python agree, on what is true and on what is not.

Two programs in two languages, with two libraries each, written from the specifications: a mistake
of one of them shows as a difference.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from longtin.register import log
from longtin.register.log.merkle import verify_consistency, verify_inclusion
from longtin.register.log.strict import decode_decimal
from tests.register.browser import Asked, answered, differences
from tests.register.log.operator import ATTACKS, fetched, flipped, signed
from tests.register.log.packed import HERE, packed
from tests.register.log.test_formats import NOTE
from tests.register.log.test_vectors import hashes, raw
from tests.register.log.world import World, seeded


def test_they_agree_on_proofs(page: Page) -> None:
    """Every inclusion and consistency proof of the vectors."""
    cases: list[Asked] = []
    for path, data in packed("merkle").items():
        case = json.loads(data)
        proof: Any = hashes(case)
        if path.startswith("inclusion/"):
            given = (
                raw(case["leafHash"]),
                case["leafIdx"],
                case["treeSize"],
                proof,
                raw(case["root"]),
            )
            cases.append((["verifyInclusion", *given], partial(verify_inclusion, *given)))
        elif path.startswith("consistency/"):
            sizes = (case["size1"], case["size2"], proof, raw(case["root1"]), raw(case["root2"]))
            cases.append((["verifyConsistency", *sizes], partial(verify_consistency, *sizes)))

    assert len(cases) == 196
    assert differences(page, cases) == []


def test_they_agree_on_edge_cases_of_ed25519(page: Page) -> None:
    """All 914, of which one is accepted."""
    cases: list[Asked] = []
    for case in json.loads((HERE / "ed25519vectors.json").read_text(encoding="utf-8")):
        key, signature = bytes.fromhex(case["key"]), bytes.fromhex(case["sig"])
        text = case["msg"].encode()
        check = partial(log.VerifierKey("a", log.ED25519, key).verify, text, signature)
        cases.append((["verifySignature", key, text, signature], check))

    assert differences(page, cases) == []


def test_they_agree_on_ml_dsa(page: Page) -> None:
    """Hints and norms at their limits, keys and signatures of another length among them."""
    lines = (HERE / "mldsa44.jsonl").read_text(encoding="utf-8").splitlines()
    cases: list[Asked] = []
    for case in map(json.loads, lines):
        key, *given = (bytes.fromhex(case[name]) for name in ("publicKey", "msg", "sig"))
        check = partial(log.VerifierKey("a", log.ML_DSA, key).verify, *given)
        cases.append((["verifyMlDsa", key, *given], check))
        assert answered(check) == {"valid": "accepted", "invalid": "signature"}[case["result"]]

    assert differences(page, cases) == []


def test_they_agree_on_every_changed_byte_of_a_receipt(page: Page, tmp_path: Path) -> None:
    """The same refusal, or the same acceptance."""
    world = World(tmp_path, {"east": ["e1"], "west": ["w1"]})
    true = [b"entry %d" % number for number in range(30)]
    served = fetched(signed(world, true, *world.witnesses))
    whole, entry = bytes(log.receipt_from(served, world.policy, 17)), b"entry 17"
    given = [whole, *(flipped(whole, at) for at in range(len(whole)))]
    given += [whole[:at] for at in range(0, len(whole), 7)]
    cases: list[Asked] = [
        (
            ["verifyReceipt", data, world.trust, entry, True],
            partial(log.verify_proof, entry, data, world.policy),
        )
        for data in given
    ]

    assert answered(cases[0][1]) == "accepted"
    assert differences(page, cases) == []


def test_they_agree_on_what_a_hostile_operator_signs(page: Page, world: World) -> None:
    """Heads of every attack, with a quorum asked for and without."""
    true = [b"entry %d" % number for number in range(300)]
    heads = [attack.serves(world, true)["checkpoint"] for attack in ATTACKS]
    cases: list[Asked] = [
        (
            ["verifyHead", head, world.trust, quorum],
            partial(log.verify_witnessed, head, world.policy, quorum=quorum),
        )
        for head in heads
        for quorum in (True, False)
    ]

    assert {answered(check) for _, check in cases} >= {"accepted", "quorum", "signature"}
    assert differences(page, cases) == []


TRUST = (
    "",
    "quorum none\n",
    "quorum none",
    "quorum none\nquorum none\n",
    "quorum x\n",
    "witness a {A}\nwitness b {A}\nquorum none\n",
    "witness a {A}\nwitness a {B}\nquorum none\n",
    "witness none {A}\nquorum none\n",
    "witness a {A}\ngroup g 2 a\nquorum g\n",
    "witness a {A}\ngroup g 0 a\nquorum g\n",
    "witness a {A}\ngroup g 01 a\nquorum g\n",
    "witness a {A}\ngroup g all a a\nquorum g\n",
    "witness a {A}\ngroup g all a\ngroup h all a\nquorum g\n",
    "group g all a\nwitness a {A}\nquorum g\n",
    "group g all\nquorum none\n",
    "witness a {LOG}\nquorum none\n",
    "log {A}\nquorum none\n",
    "log {LOG}\nlog {LOG}\nquorum none\n",
    "log a+00000000+AAAA\nquorum none\n",
    "quorum none\r\n",
    "watch me\nquorum none\n",
    "  witness\t a  {A}  http://a \n# b\n\n group g any a\nquorum g\n",
    "log {LOG} x y\nquorum none\n",
    "group g any none\nquorum g\n",
    "group g any g\nquorum g\n",
    "log {LOG}\nquorum none\n\x7f",
    "witness ü {A}\ngroup Kelvin any ü\nquorum Kelvin\n",
    "log\nquorum none\n",
    "log {M}\nquorum none\n",
)


def test_they_agree_on_trust_files(page: Page) -> None:
    """Whom to believe must not depend on the program that reads it."""
    keys = {
        "A": seeded("a", log.COSIGNATURE).verifier.vkey,
        "B": seeded("b", log.COSIGNATURE).verifier.vkey,
        "M": seeded("m", log.ML_DSA).verifier.vkey,
        "LOG": seeded("l").verifier.vkey,
    }
    texts = [text.format(**keys).encode() for text in TRUST]
    cases: list[Asked] = [
        (["parsePolicy", data], partial(log.parse_policy, data)) for data in texts
    ]

    assert {answered(check) for _, check in cases} == {"accepted", "form"}
    assert differences(page, cases) == []


SPACES = ("\u00a0", "\u2003", "\ufeff", "\x1c", "\x85")
WORDS = ("QQ==", "QQ==\n", "QQ", "QR==", "QQ=", " QQ==", "Q_==", "QQ==QQ==", "", "QUI=", "QUJD")
NUMBERS = ("0", "1", "01", "-1", "", "1\n", " 1", "9" * 19, str(2**63 - 1), str(2**63), "\u0661")


def test_they_agree_on_notes_numbers_and_base64(page: Page) -> None:
    """One spelling here, and the same one there."""
    notes = [NOTE, b"", b"\n", NOTE[:-1], NOTE + b"\n", b"\xef\xbb\xbf" + NOTE]
    notes += [flipped(NOTE, at) for at in range(len(NOTE))]
    notes += [NOTE.replace(b" ", space.encode()) for space in SPACES]
    notes += [NOTE.replace(b"example/k", f"exam{space}ple/k".encode()) for space in SPACES]
    cases: list[Asked] = [(["parseNote", data], partial(log.parse_note, data)) for data in notes]
    cases += [
        (["decodeBase64", word], partial(log.decode_base64, word.encode(), "x")) for word in WORDS
    ]
    cases += [
        (["decodeDecimal", word], partial(decode_decimal, word.encode(), "x")) for word in NUMBERS
    ]

    assert differences(page, cases) == []
