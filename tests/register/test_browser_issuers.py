"""The browser and Python agree on whose words an entry holds, whatever an operator has entered.

An operator can put anything into his log and hash it; what he cannot do is sign for a party. Each
entry below is proven to stand in the log. Most of them nobody may take for their issuer's.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from longtin import register
from longtin.register import log
from longtin.register.entries.statement import TYPE, entry_of, open_entry
from longtin.register.entry_desk import NextPlace, signed_statement
from longtin.register.offline import verify_data
from tests.register.browser import Asked, answered, differences
from tests.register.log.operator import fetched, flipped, signed
from tests.register.log.world import ORIGIN, World, seeded

DAY = "2026-11-30T12:00:00+00:00"
LOG = seeded(ORIGIN)
POL, POL2, DEU, STRANGER = (seeded(name) for name in ("pol", "pol-2", "deu", "stranger"))
ML_DSA = seeded("pol", log.ML_DSA)
NIL = {"kind": "nil"}


def said(
    issuer: str, body: Mapping[str, object], *keys: log.SigningKey, origin: str = ORIGIN
) -> log.Envelope:
    """A statement, signed by whom it says or not."""
    place = NextPlace(origin, "vienna-2011", 1, "", log.Head(0, bytes(32)))
    return signed_statement(place, issuer, body, *keys)


def key_of(party: str, key: log.SigningKey) -> dict[str, object]:
    """The body by which a key is entered."""
    return {"kind": "key.enter", "party": party, "key": key.verifier.vkey}


def entry(envelope: log.Envelope, admitted: str = DAY) -> bytes:
    """As it goes into a log."""
    return entry_of(envelope, admitted).entry


def payload(change: Callable[[dict[str, Any]], object]) -> bytes:
    """An entry whose payload was changed before it was signed."""
    found = json.loads(said("POL", NIL, POL).payload)
    made = change(found)
    data = made if isinstance(made, bytes) else json.dumps(
        found, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()  # fmt: skip
    return entry(log.sign_statement(data, TYPE, POL))


def nested(levels: int) -> list[Any]:
    """Lists within each other."""
    found: list[Any] = []
    for _ in range(levels - 1):
        found = [found]
    return found


def signatures(envelope: log.Envelope, *names: str) -> bytes:
    """An entry whose signatures are called otherwise."""
    bare = [each for _, each in envelope.signatures]
    pairs = tuple(zip(names, bare, strict=False))
    return entry(log.Envelope(envelope.payload, envelope.type, pairs))


TRUE = said("POL", NIL, POL)
BOTH = said("POL", key_of("POL", POL2), POL, POL2)
NAME = POL.verifier.fingerprint

KEYS: dict[str, bytes] = {
    "POL's first key": entry(said("secretariat", key_of("POL", POL), LOG)),
    "DEU's first key": entry(said("secretariat", key_of("DEU", DEU), LOG)),
    "POL's next key": entry(BOTH),
    "a key of POL that DEU enters": entry(said("DEU", key_of("POL", STRANGER), DEU)),
    "a key of POL that a stranger enters": entry(said("secretariat", key_of("POL", STRANGER),
                                                      STRANGER)),
    "a key of POL for another log": entry(said("secretariat", key_of("POL", POL2), LOG,
                                               origin="other.example")),
    "POL's key taken by DEU": entry(said("DEU", key_of("DEU", POL), DEU, POL)),
    "a next key that has not signed": entry(said("POL", key_of("POL", POL2), POL)),
    "a key of another type": entry(said("POL", key_of("POL", ML_DSA), POL, ML_DSA)),
    "a key of nobody": entry(said("secretariat", {"kind": "key.enter"}, LOG)),
    "a key in a list": entry(said("secretariat", {**key_of("POL", POL),
                                                  "key": [POL.verifier.vkey]}, LOG)),
}  # fmt: skip

SAID: dict[str, bytes] = {
    "POL, by its first key": entry(TRUE),
    "POL, by its next key": entry(said("POL", NIL, POL2)),
    "POL, by DEU's key": entry(said("POL", NIL, DEU)),
    "POL, by a stranger's key": entry(said("POL", NIL, STRANGER)),
    "POL, for another log": entry(said("POL", NIL, POL, origin="other.example")),
    "the secretariat": entry(said("secretariat", NIL, LOG)),
    "the secretariat, by POL's key": entry(said("secretariat", NIL, POL)),
    "two signatures": entry(said("POL", NIL, POL, DEU)),
    "one signature twice": entry(said("POL", NIL, POL, POL)),
    "a signature by another name": signatures(TRUE, DEU.verifier.fingerprint),
    "two names in one": signatures(BOTH, f"{NAME},{POL2.verifier.fingerprint}"),
    "another payload": entry(log.Envelope(said("POL", {"kind": "nix"}, POL).payload, TYPE,
                                          TRUE.signatures)),
    "another type": entry(log.sign_statement(TRUE.payload, "text/plain", POL)),
    "no record": b"Notification 1",
    "no envelope": b'{"admitted":"2026-11-30T12:00:00+00:00"}',
    "no time zone": entry(TRUE, "2026-11-30T12:00:00"),
    "number true": payload(lambda it: it.update(number=True)),
    "number in words": payload(lambda it: it.update(number="1")),
    "number 0": payload(lambda it: it.update(number=0)),
    "number with a fraction": payload(lambda it: it.update(number=1.5)),
    "number as a float": payload(lambda it: it.update(number=1.0)),
    "number past 2^53": payload(lambda it: it.update(number=2**53)),
    "number with an exponent": payload(lambda it: it.update(number=1e21)),
    "another format": payload(lambda it: it.update(format="2")),
    "a body in a list": payload(lambda it: it.update(body=[NIL])),
    "a part too many": payload(lambda it: it.update(more=1)),
    "a key given twice": payload(lambda it: json.dumps(it).encode()[:-1] + b',"number":1}'),
    "blanks": payload(lambda it: json.dumps(it, sort_keys=True).encode()),
    "half a pair": payload(lambda it: json.dumps({**it, "regime": "\ud800"}, sort_keys=True,
                                                separators=(",", ":")).encode()),
    "not UTF-8": payload(lambda _: b'{"body":"\xff"}'),
    "64 levels": payload(lambda it: it["body"].update(deep=nested(63))),
    "65 levels": payload(lambda it: it["body"].update(deep=nested(64))),
    "letters of all kinds": payload(lambda it: it["body"].update(remark='é"\\\u2028😀\x7f')),
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A log whose readers ask for no witness."""
    return World(tmp_path_factory.mktemp("log"), names={})


def receipts(place: World, entries: Sequence[bytes]) -> list[bytes]:
    """The receipt of each entry of a log of all of them."""
    served = fetched(signed(place, entries))
    return [bytes(log.receipt_from(served, place.policy, at)) for at in range(len(entries))]


def asked(place: World, receipt: bytes, keys: Sequence[bytes]) -> Asked:
    """The same question to both."""
    return (
        ["verifyStatement", receipt, place.trust, list(keys), None, True],
        partial(verify_data, receipt, place.trust, None, keys),
    )


def test_they_agree_on_whose_words_an_entry_holds(page: Page, place: World) -> None:
    """By no key, by every one or two of those that are entered, and by one entered too late."""
    names = [*KEYS, *SAID, "POL's first key again"]
    made = dict(zip(names, receipts(place, [*KEYS.values(), *SAID.values(),
                                            KEYS["POL's first key"]]), strict=True))  # fmt: skip
    first, second, following, *others = KEYS
    usual = [(), (first,), (second,), (first, following), ("POL's first key again",)]
    every = [*usual, *((name,) for name in others), *((first, name) for name in others),
             (second, others[0]), ("POL, by its first key",)]  # fmt: skip
    cases = {
        (name, keys): asked(place, made[name], [made[each] for each in keys])
        for name in names
        for keys in (every if name.endswith(("first key", "stranger's key")) else usual)
    }

    told = {case: answered(check) for case, (_, check) in cases.items()}

    assert told["POL, by its first key", (first,)] == f"accepted POL {NAME} 0"
    assert told["POL, by its next key", (first, following)].startswith("accepted POL")
    assert told["POL, by a stranger's key", (second, others[0])] == "issuer"
    assert set(told.values()) >= {"issuer", "origin", "signature", "form", "accepted"}
    believed = {name for (name, keys), one in told.items() if one.startswith("accepted POL ")}
    assert believed == {"POL, by its first key", "POL, by its next key", "POL's next key",
                        "64 levels", "letters of all kinds"}  # fmt: skip
    assert differences(page, list(cases.values())) == []


MOMENTS = ("2026-02-29T12:00:00+00:00", "2024-02-29T12:00:00+00:00", "2026-11-30T24:00:00+00:00",
           "2026-11-30T12:00:60+00:00", "2026-11-30T12:00:00Z", "2026-11-30 12:00:00+00:00",
           "2026-11-30T12:00:00-00:00", "2026-11-30T12:00:00+23:59", "2026-11-30T12:00:00+24:00",
           "2026-11-30T12:00:00.5+00:00", "2026-11-30T12:00:00.500000+07:00",
           "2026-11-30T12:00:00.000000+00:00", "0000-01-01T00:00:00+00:00", "2026-11-30",
           "0001-01-01T00:00:00+00:00", "2026-11-30T12:00:00+07:00:30", "2026-13-01T12:00:00+00:00",
           "2026-11-30T12:00:00+07:00:00", "2026-11-30T12:00:00-07:00:00.500000", "",
           "\uff12\uff1026-11-30T12:00:00+00:00", "2026-11-30T12:00:00-05:00\n")  # fmt: skip


def test_they_agree_on_the_form_of_statements(page: Page) -> None:
    """Every bit, every kind of number, every spelling of a moment: read by both, or by neither."""
    whole = entry(TRUE)
    given = [*KEYS.values(), *SAID.values(), *(entry(TRUE, each) for each in MOMENTS)]
    given += [flipped(whole, at) for at in range(len(whole))]
    cases: list[Asked] = [(["openEntry", data], partial(open_entry, 0, data)) for data in given]
    numbers = [0, -1, 1.5, 1e-7, 1e21, -1e21, 123456789.125, 5e-324, 1.7976931348623157e308, 2**53]
    texts = [json.dumps({"a": each}).replace(" ", "").encode() for each in numbers]
    texts += [b'{"a":1e+21}', b"[-0]", b"[1.0]", b"[1e2]", b'{"b":1,"a":1}', b'{"__proto__":1}',
              '{"\ufffd":1,"😀":1}'.encode(), '{"😀":1,"\ufffd":1}'.encode(), b"[1e400]", b"[NaN]",
              b'\xef\xbb\xbf{}', b'"\\u00e9"', b'"\\/"', b"null", b""]  # fmt: skip
    cases += [(["readCanonical", data], partial(log.read_canonical, data)) for data in texts]

    assert differences(page, cases) == []


def test_a_true_register_is_believed_by_its_receipts_of_keys(
    page: Page, kept_desk: Path, tmp_path: Path
) -> None:
    """As a party has them: made by the commands, verified by both."""
    trust = kept_desk / "reg" / "trust.policy"
    found, _ = register.register_statements(kept_desk / "reg")
    entered = next(each for each in found if each.body.get("party") == "DEU")
    spoken = next(each for each in found if each.issuer == "DEU")
    told = [
        bytes(register.receipt(str(kept_desk / "reg"), trust, each.index, quorum=False))
        for each in (spoken, entered)
    ]
    cases: list[Asked] = [
        (
            ["verifyStatement", told[0], trust.read_bytes(), told[1:], None, False],
            partial(verify_data, told[0], trust.read_bytes(), None, told[1:], quorum=False),
        )
    ]

    key = found[entered.index].body["key"]
    name = log.parse_vkey(key).fingerprint
    assert answered(cases[0][1]) == f"accepted DEU {name} {entered.index}"
    assert differences(page, cases) == []
