"""Texts that show something else than they hold, and slips that nobody means."""

import unicodedata
from collections.abc import Iterator
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from longtin import register
from longtin._language import Language, told
from longtin.errors import LongtinError
from longtin.register import log
from longtin.register.entries.clean_texts import check_texts
from longtin.register.entries.following import check_next
from longtin.register.entries.statement import Statement, now_not_before, read_payload
from tests.register.desks import NOTICE, SEALED, Desk, made_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A register that nothing is entered into."""
    place = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(place / "state"))
        return made_desk(place)


@pytest.mark.parametrize(
    ("before", "after", "told_of"),
    [
        pytest.param("POL/1", '"POL/\u202e1"', "U+202E", id="turned round"),
        pytest.param("POL/1", '"POL/\u200b1"', "U+200B", id="no width"),
        pytest.param("POL/1", '"POL\\n1"', "U+000A", id="two lines"),
        pytest.param("POL/1", '"POL\u00a01"', "U+00A0", id="space that does not break"),
        pytest.param("POL/1", '"  "', "symbol", id="blank"),
        pytest.param("POL/1", '"PO\u0415/1"', "U+0415", id="a Cyrillic letter among Latin ones"),
        pytest.param("POL/1", '"\uff30OL/1"', "U+FF30", id="a wide letter"),
        pytest.param("POL/1", '"POL/\u0661"', "U+0661", id="a figure of another script"),
        pytest.param("POL/1", '"POL/\u31641"', "U+3164", id="a letter that is not seen"),
        pytest.param("POL/1", '"POL\ufe0f/1"', "U+FE0F", id="a mark that is not seen"),
        pytest.param("9500", "9500.5", "9500.5", id="half a soldier"),
        pytest.param("Iron Meadow", '"\\e[31mA"', "U+001B", id="colours a terminal"),
        pytest.param("9500", "true", "figures.troops", id="a yes is no figure"),
        pytest.param("9500", "1e300", "figures.troops", id="more than JSON keeps"),
        pytest.param("2026-03-09", "2096-03-09", "2096", id="dated years ahead"),
        pytest.param("2026-03-09", "9999-12-31", "9999", id="dated out of reach"),
        pytest.param("2099-05-04", "1027-05-04", "1027", id="an event out of reach"),
        pytest.param("kind:", "number: 99999999999999999999\nkind:", "number", id="no number"),
    ],
)
def test_what_hides_or_slips_is_refused(desk: Desk, before: str, after: str, told_of: str) -> None:
    """It names the key or the character, in both languages, and nothing is stored."""
    stored = desk.entries()
    with pytest.raises(LongtinError) as refused:
        desk.submit(NOTICE.replace(before, after, 1))
    english, vietnamese = (told(refused.value, Language(code)) for code in ("en", "vi"))
    assert told_of in english
    assert told_of in vietnamese
    assert english != vietnamese
    assert desk.entries() == stored


def test_a_symbol_is_told_apart_by_what_is_seen(tmp_path: Path, desk: Desk) -> None:
    """Letters with marks are one however they were typed; joiners of other scripts stay."""
    spelt = unicodedata.normalize("NFD", "POL/Điện 1")
    joined = NOTICE.replace("Iron Meadow", "\u0645\u06cc\u200c\u062e")
    assert desk.submit(joined.replace("POL/1", spelt)).told.symbol == "POL/Điện 1"  # type: ignore[union-attr]
    with pytest.raises(LongtinError, match="entry"):
        desk.submit(joined.replace("POL/1", "POL/Điện 1"))
    body = {**desk_body(desk), "symbol": unicodedata.normalize("NFD", "POL/Điện 1")}
    with pytest.raises(LongtinError, match="NFC"):
        desk.enter("POL", body)


def desk_body(desk: Desk) -> dict[str, object]:
    """The body of the last entry, as it was signed."""
    found, _ = register.register_statements(desk.folder)
    return {**found[-1].body, "number": found[-1].body["number"] + 1}


def test_duties_from_a_day_after_the_last_are_no_empty_answer(desk: Desk) -> None:
    """Nothing owed and nothing asked for are not the same."""
    _, past = register.register_statements(desk.folder)
    assert past.regime is not None
    returns = register.read_statements(desk.folder)
    day = returns[-1].known
    with pytest.raises(LongtinError, match="earlier day"):
        register.status(returns, past.regime, day, since=day.replace(year=day.year + 2))


def test_what_is_asked_of_nothing_is_said_to_be_nothing(desk: Desk) -> None:
    """An entry that is not there is not called open; a token of a hundred years is the longest."""
    from longtin.register import server

    with pytest.raises(LongtinError, match="There is no entry 999"):
        register.open_entry_of(desk.folder, 999, "DEU", desk.reading("DEU"))
    with pytest.raises(LongtinError, match="at most"):
        server.issue_token(desk.folder, "reader", days=99_999_999)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://[::1", "http://u@:x"])
def test_an_address_that_does_not_answer_is_told_in_both_languages(
    desk: Desk, address: str
) -> None:
    """Nothing of the library's English is left."""
    with pytest.raises(LongtinError) as refused:
        register.audit_register(address, desk.trust, date(2026, 12, 1))
    assert not {"Errno", "Invalid"} & set(told(refused.value, Language("vi")).split())
    assert told(refused.value, Language("vi")) != told(refused.value, Language("en"))


def test_what_is_no_json_is_told_in_vietnamese() -> None:
    """Where it stops, without the library's English."""
    with pytest.raises(LongtinError) as refused:
        log.read_json(b"{")
    assert "Expecting" not in told(refused.value, Language("vi"))


LIES: dict[str, tuple[dict[str, object], str]] = {
    "half a soldier": ({"figures": {"troops": 9500.5}}, "9500.5"),
    "an event out of reach": ({"event": "9999-12-31"}, "9999"),
    "dated out of reach": ({"dated": "0001-01-01"}, "1"),
    "dated years ahead": ({"dated": "2096-03-09"}, "2096"),
    "a period out of reach": ({"period": "1815"}, "1815"),
}


@pytest.mark.parametrize("case", LIES)
def test_a_party_that_signs_with_a_program_of_its_own_is_held_to_the_same(
    desk: Desk, case: str
) -> None:
    """The form is a help; what counts is checked where an entry is let in and where it is read."""
    change, told_of = LIES[case]
    body = {**read_body(), **change, "symbol": "POL/77"}

    with pytest.raises(LongtinError) as refused:
        desk.enter("POL", body)

    assert told_of in str(refused.value)


def read_body() -> dict[str, object]:
    """The notice as a party would sign it."""
    form = yaml.safe_load(NOTICE)
    empty = dict.fromkeys(("about", "period", "refers", "remark"), "")
    return {**empty, **form, "event": str(form["event"]), "dated": str(form["dated"])}


ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    2**53 - 1,
    "",
    "x",
    "\u202e",
    [],
    [1],
    {},
    {"a": [{}]},
    "9999-12-31",
)


def changed(value: Any) -> Iterator[Any]:
    """The same with one part of it gone, or another."""
    yield from ODD
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(
        value, list) else ()  # fmt: skip
    for key, part in parts:
        less = copy(value)
        del less[key]
        yield less
        for other in changed(part):
            more = copy(value)
            more[key] = other
            yield more


def test_no_body_however_odd_is_more_than_refused(parties_desk: Desk) -> None:
    """A party can sign anything; it must not bring down whoever reads, nor be let in unread."""
    desk = parties_desk
    desk.submit(NOTICE)
    sealed, paper = desk.submit(SEALED.replace("POL/1", "POL/2")), desk.paper()
    found, _ = register.register_statements(desk.folder)
    last = {each.kind: each for each in found}
    held = {"entry": sealed.index, "payload": found[sealed.index].hash}
    hidden = {**found[sealed.index].body, "number": 3, "symbol": "POL/10"}
    bodies: list[tuple[str, dict[str, Any]]] = [
        ("secretariat", dict(found[0].body)),
        *(("secretariat", dict(last["key.enter"].body)), ("POL", dict(last["key.reader"].body))),
        ("POL", {**found[sealed.index - 1].body, "number": 3, "symbol": "POL/9"}),
        ("POL", {**hidden, "sealed": {**hidden["sealed"], "digests": ["0" * 64]}}),
        ("secretariat", {**found[paper.index].body, "number": 2, "symbol": "FRA/10"}),
        ("FRA", {"agrees": True, "entry": paper.index, "kind": "countersignature",
                 "payload": found[paper.index].hash, "remark": ""}),
        ("POL", {**held, "kind": "redaction", "why": "x"}),
        ("POL", {**held, "kind": "reveal",
                 "disclosures": [["A" * 22 + "==", "figures.troops", 1]]}),
        ("POL", {"kind": "key.revoke", "party": "POL", "key": "0" * 64, "reason": "r"}),
        ("POL", {"kind": "commitment", "holds": {"id": "x", "by": "POL"}, "sources": {}}),
    ]  # fmt: skip
    with register.at_desk(desk.folder) as at:
        past, places = at.past, {issuer: at.place(issuer) for issuer, _ in bodies}
    keys = {issuer: log.read_key(desk.signer(issuer).key or desk.folder / "log.key")
            for issuer in places}  # fmt: skip

    refused: list[LongtinError] = []
    for issuer, body in bodies:
        for other in (each for each in changed(body) if isinstance(each, dict)):
            try:
                envelope = register.signed_statement(places[issuer], issuer, other, keys[issuer])
                said, admitted = read_payload(envelope), now_not_before(past.admitted)
                check_next(past, Statement(past.size, admitted, said, envelope))
                check_texts(dict(said["body"]))
            except LongtinError as error:
                refused.append(error)

    assert len(refused) > 1_200
    assert all(told(error, Language("vi")) for error in refused)
