"""Texts that show something else than they hold, and slips that nobody means."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from longtin import register
from longtin._language import Language, told
from longtin.errors import LongtinError
from longtin.register import log
from tests.register.desks import NOTICE, Desk, made_desk


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
