"""The file that a statement is written in: its form, its schema, and what is wrong with one."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Final
from unicodedata import normalize

from pydantic import BeforeValidator, Field

from longtin import actors, measures
from longtin._data import Closed, Place, checked, document, line_of, slips, text_of
from longtin._dates import period
from longtin._moments import moment
from longtin.errors import Either, LongtinError, Phrase
from longtin.register.entries.withheld import SEALABLE, SEALED, check_until
from longtin.register.return_kinds import KINDS
from longtin.register.returns import COLUMNS, duty_from, kind_from, party_from, return_from
from longtin.register.told_values import (
    EARLIEST,
    FARTHEST,
    LATEST,
    check_whole,
    content_from,
    figures_from,
)

FORMED: Final = ("notification", "report", "invitation")
"""Kinds that have to hold all that the obligation asks for."""

FORM_KEYS: Final = ("kind", "obligation", "dated", "symbol", "about", "activity", "event", "period",
                    "refers", "figures", "content", "remark")  # fmt: skip
"""Keys of the body of a return."""

MOST: Final = 2**53 - 1
"""The largest number that every reader of JSON keeps."""


def _counted(value: object) -> object:
    """A figure that is a number: yes and no count nothing."""
    if isinstance(value, bool):
        raise ValueError(Phrase("input should be a valid number."))
    return value


Figure = Annotated[float, Field(ge=-MOST, le=MOST), BeforeValidator(_counted)]


class SealRequest(Closed):
    """To whom a statement is sealed.

    Attributes:
        to: States, by any name; whoever submits is among them without being named.
        fields: Which keys of the form are sealed, `figures.troops` for one within a table.
        until: The day from which any of the readers may reveal it; only its issuer may without.
    """

    to: list[str] = Field(min_length=1)
    fields: list[str] = Field(default=list(SEALED))
    until: str = ""


class StatementForm(Closed):
    """The file that a party submits; days as text, as in a table of returns.

    Attributes:
        kind: A kind of return.
        obligation: Id of the duty.
        dated: The date it bears.
        number: The party's next running number; worked out without it.
        symbol: Its document symbol.
        about: Whose duty it speaks of.
        activity: Which activity.
        event: What the deadline counts from.
        period: When a duty of the calendar falls due.
        refers: Symbol of the paper it changes, repeats or answers.
        figures: By key of the vocabulary.
        content: What the regime asks to be told, by key of the vocabulary.
        remark: Anything else.
        received: When it came, for a paper that the secretariat enters.
        sealed: To whom, if it is not for all parties.
    """

    kind: str
    obligation: str
    dated: str
    number: int | None = Field(default=None, ge=1, le=MOST)
    symbol: str = ""
    about: str = ""
    activity: str = ""
    event: str = ""
    period: str = ""
    refers: str = ""
    figures: dict[str, Figure] = Field(default_factory=dict)
    content: dict[str, str] = Field(default_factory=dict)
    remark: str = ""
    received: str = ""
    sealed: SealRequest | None = None

    def body(self) -> dict[str, Any]:
        """The body of the statement, open and without number."""
        found = self.model_dump(include=set(FORM_KEYS))
        found |= {"received": self.received} if self.received else {}
        return {key: _composed(value) for key, value in found.items()}


def _composed(value: Any) -> Any:
    """Texts with each letter and its mark as one character, as keyboards differ in that."""
    if isinstance(value, dict):
        return {key: _composed(each) for key, each in value.items()}
    return normalize("NFC", value) if isinstance(value, str) else value


def read_form(file: Path, regime: measures.Regime) -> StatementForm:
    """Read the file of a statement.

    Raises:
        DataError: Each thing that is wrong: its line, its value, what to do.
    """
    return parse_form(text_of(file), regime, file.name)


def parse_form(text: str, regime: measures.Regime, where: str) -> StatementForm:
    """The same from text; `where` names it in refusals."""
    value, lines = document(text, where)
    form = checked(value, lines, StatementForm, where)
    wrong = [(line_of(lines, where, place), why) for place, why in _slips(form, regime)]
    if wrong:
        raise slips(wrong)
    return form


def _slips(form: StatementForm, regime: measures.Regime) -> Iterator[tuple[Place, object]]:
    """What is wrong with a form, each with its key; what takes the whole, if all keys are right."""
    today = datetime.now(UTC).date()
    checks: list[tuple[Place, Callable[[], object]]] = [
        (("kind",), lambda: kind_from(form.kind)),
        (("obligation",), lambda: duty_from(form.obligation, regime)),
        *(((key,), lambda text=text: moment(text)) for key in ("dated", "event", "received")
          if (text := getattr(form, key))),
        *([(("period",), lambda: period(form.period))] if form.period else []),
        *([(("about",), lambda: party_from(form.about, today, regime))] if form.about else []),
        *((("figures", key), lambda key=key, value=value:
           check_whole(figures_from(f"{key}={abs(value):.15g}")))
          for key, value in form.figures.items()),
        *((("content", key), lambda key=key: content_from(key)) for key in form.content),
        *(((("sealed", "to", at)), lambda name=name: party_from(name, today, regime))
          for at, name in enumerate(form.sealed.to if form.sealed else ())),
    ]  # fmt: skip
    found: list[tuple[Place, object]] = []
    for place, check in checks:
        try:
            check()
        except LongtinError as error:
            found.append((place, error))
    found += [(("figures", key), Phrase("`{part}` is below 0. Write a number from 0.",
                                        part=f"{key}={value:.15g}"))
              for key, value in form.figures.items() if value < 0]  # fmt: skip
    found += _seal_slips(form)
    found = found or list(_far_days(form, today))
    yield from found or _whole_slips(form, regime, today)


def _far_days(form: StatementForm, today: date) -> Iterator[tuple[Place, object]]:
    """Days with a slip in their year."""
    for key in ("dated", "event"):
        if not (text := getattr(form, key)):
            continue
        year = moment(text).day.year
        if not EARLIEST <= year <= FARTHEST:
            yield (
                (key,),
                Phrase("{year} is out of reach. Give a year from 1945 to 2100.", year=year),
            )
        elif key != "event" and year > today.year + LATEST:
            yield (
                (key,),
                Phrase("{given} is years ahead. Check the year.", given=text),
            )


def _seal_slips(form: StatementForm) -> Iterator[tuple[Place, object]]:
    if form.sealed is None:
        return
    for at, name in enumerate(form.sealed.fields):
        if name.partition(".")[0] not in SEALABLE:
            yield (
                ("sealed", "fields", at),
                Phrase(
                    "`{field}` is not sealed: everybody reads it. What may be sealed: {known}.",
                    field=name,
                    known=Either(SEALABLE, mark="`"),
                ),
            )
    if form.sealed.until:
        try:
            check_until(form.sealed.until, datetime.now(UTC).date())
        except LongtinError as error:
            yield ("sealed", "until"), error


def _whole_slips(
    form: StatementForm, regime: measures.Regime, today: date
) -> Iterator[tuple[Place, object]]:
    """What lacks although each key is right by itself."""
    duty = duty_from(form.obligation, regime)
    if form.kind in FORMED:
        lacking = [key for key in duty.content if not form.content.get(key, "").strip()]
        if lacking:
            yield (
                ("content",),
                Phrase(
                    "{id} asks for {lacking}. Write them under `content`.",
                    id=duty.id,
                    lacking=", ".join(f"`{key}`" for key in lacking),
                ),
            )
    row = {name: str(getattr(form, name, "")) for name in COLUMNS}
    members = measures.members(regime, today)
    row |= {
        "party": _other(members, form.about, today),
        "number": str(form.number or ""),
        "figures": "",
        "content": "",
    }
    try:
        return_from(1, row, regime)
    except LongtinError as error:
        yield _named(str(error)), error


def _other(members: Any, about: str, today: date) -> str:
    """A party that the form may be of, to hold it against the rules for returns."""
    named = actors.find(about, today).ccode if about else None
    code = next(code for code in sorted(members) if code != named)
    return str(actors.near(code, today).key)


def _named(said: str) -> Place:
    """The key of the form that a refusal is about: the first one it names."""
    names = [name for name in re.findall(r"`(\w+)`", said) if name in StatementForm.model_fields]
    return (names[0],) if names else ("kind",)


def statement_form_schema(regime: measures.Regime | None = None) -> dict[str, Any]:
    """The form of a statement as JSON Schema (draft 2020-12).

    Args:
        regime: Name its duties; any text stands for a duty without.
    """
    schema = StatementForm.model_json_schema()
    words = measures.vocabulary()
    fields = schema["properties"]
    fields["kind"]["enum"] = list(KINDS)
    fields["figures"]["propertyNames"] = {"enum": list(words.figures)}
    fields["content"]["propertyNames"] = {"enum": list(words.contents)}
    if regime is not None:
        fields["obligation"]["enum"] = [each.id for each in regime.obligations]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A statement for a register",
        **{key: value for key, value in schema.items() if key != "title"},
    }
