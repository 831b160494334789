"""States of the state system: when each lived, and its codes and names on a date."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from longtin.actors import _tables
from longtin.actors._spans import turning_days
from longtin.actors._tables import Code, Name, Span
from longtin.errors import ActorError, Listing, Phrase, Term

_ISO = ("iso3", "iso3_historic")


@dataclass(frozen=True)
class State:
    """A state as it was on a date.

    Attributes:
        ccode: Correlates of War code, the same through changes of name and regime.
        key: ISO 3166 alpha-3 of that day; the Correlates of War abbreviation where ISO has none.
        name_en: Short English name of that day.
        name_vi: Short Vietnamese name of that day.
    """

    ccode: int
    key: str
    name_en: str
    name_vi: str

    def name(self, language: str) -> str:
        """The short name in a language.

        Args:
            language: `en` or `vi`.

        Raises:
            ActorError: There are no names in that language.
        """
        match language:
            case "en":
                return self.name_en
            case "vi":
                return self.name_vi
        raise ActorError(
            "Names of states in '{code}' are not at hand. Ask for 'en' (English) or 'vi' "
            "(Vietnamese).",
            code=language,
        )


def spells(ccode: int) -> tuple[tuple[date, date | None], ...]:
    """When a state was a member of the state system.

    Args:
        ccode: Correlates of War code.

    Returns:
        First and last day of each spell, oldest first; a last day of `None` means still alive
        when the source ends (2016-12-31) and taken to be alive since.

    Raises:
        ActorError: No state has this code.

    Source:
        Correlates of War, state system membership v2016.
    """
    return tuple((span.start or date.min, span.end) for span in _life(ccode))


@lru_cache(maxsize=4096)
def on(day: date) -> tuple[State, ...]:
    """Every state alive on a day, by code.

    Example:
        >>> from datetime import date
        >>> len(on(date(1950, 1, 1))), len(on(date(2014, 1, 1)))
        (75, 195)
    """
    return tuple(as_of(ccode, day) for ccode in living(day))


@lru_cache(maxsize=4096)
def living(day: date) -> tuple[int, ...]:
    """Codes of the states alive on a day, in order: `on` for those who need no names.

    Example:
        >>> from datetime import date
        >>> len(living(date(2014, 1, 1)))
        195
    """
    return tuple(ccode for first, last, ccode in _lives() if first <= day <= last)


@cache
def _lives() -> tuple[tuple[date, date, int], ...]:
    """First day, last day and code of every life, by code."""
    return tuple(
        (span.start or date.min, span.end or date.max, ccode)
        for ccode, spans in _tables.spells().items()
        for span in spans
    )


def state(ccode: int, day: date) -> State:
    """A state as it was on a day.

    Args:
        ccode: Correlates of War code.
        day: Any day of its life.

    Raises:
        ActorError: No state has this code, or it was not a member of the state system on that
            day; the message says when it was, and who came before and after.
    """
    if not is_alive(ccode, day):
        raise out_of_life(ccode, day)
    return as_of(ccode, day)


@lru_cache(maxsize=4096)
def as_of(ccode: int, day: date) -> State:
    """A state with the key and names of a day, without asking whether it was alive.

    For labels of what happened outside a state's life: an office held, a border drawn. Whether
    it was a member of the state system on that day is what `state` asks.

    Args:
        ccode: Correlates of War code.
        day: Any day.

    Raises:
        ActorError: No state has this code.
    """
    _life(ccode)
    english, vietnamese = (_short_name(ccode, language, day) for language in ("en", "vi"))
    return State(ccode=ccode, key=_key(ccode, day), name_en=english, name_vi=vietnamese)


def gwcode(ccode: int, day: date) -> int | None:
    """A state's Gleditsch–Ward number on a day, by their dates.

    Returns:
        `None` where they list no such state on that day. Their dates are not those of Correlates
        of War, so a state may have a number before it is a member there.
    """
    for code in _codes_of().get(ccode, ()):
        if code.system == "gw" and code.span.covers(day):
            return int(code.code)
    return None


def ccode_from(system: str, code: str | int, day: date) -> int | None:
    """The state that a code, or a name in roll calls, stood for on a day.

    Args:
        system: `cow_abb`, `gw`, `iso3`, `iso3_historic`, `iso2`, `icews` (the three letters of the
            yearly ICEWS counts), `gdelt_cameo`, `fips`, `un_m49`, `un_seat` (who sat for a member
            of the United Nations, where that was not the state of its code); or `un_votes` for a
            country name as the roll-call data spell it. `iso3` also reads the codes of states that
            are gone.
        code: As the system writes it; case matters.
        day: The day of the act.

    Returns:
        Its Correlates of War code whether or not it was a member on that day; `None` if the code
        stood for nobody.

    Raises:
        ActorError: There is no such system.
    """
    table = _by_system().get(system)
    if table is None:
        raise ActorError(
            "There is no code system '{system}'. Choose one of: {known}.",
            system=system,
            known=", ".join(sorted(_by_system())),
        )
    for span, ccode in table.get(str(code), ()):
        if span.covers(day):
            return ccode
    return None


def code_turns(system: str, code: str) -> tuple[date, ...]:
    """Days on which `ccode_from` may give another answer for a code, or its state begin or end.

    Args:
        system: As in `ccode_from`, or any with a code of digits, which is a state's own.
        code: As the system writes it.

    Returns:
        In order of time.
    """
    held = _by_system().get(system, {}).get(code, ())
    ccodes = {ccode for _, ccode in held}
    if code.isdecimal():
        ccodes.add(int(code[:6]))
    lives = [span for ccode in ccodes for span in _tables.spells().get(ccode, ())]
    return turning_days([*(span for span, _ in held), *lives])


def state_turns(ccode: int) -> tuple[date, ...]:
    """Days on which a state may begin or end, or its key, names or codes may become others.

    From one of these days to the day before the next, `near` and `gwcode` give one answer; so does
    the stretch before the first.

    Args:
        ccode: Correlates of War code.

    Returns:
        In order of time.

    Raises:
        ActorError: No state has this code.
    """
    life = _life(ccode)
    names = [_short_names()[ccode, language] for language in ("en", "vi")]
    named = (row.span for each in names for row in each)
    coded = (row.span for row in _codes_of()[ccode])
    return turning_days([*life, *coded, *named])


def near(ccode: int, day: date) -> State:
    """A state as of the day of its life nearest to a day, the earlier side first."""
    if is_alive(ccode, day):
        return as_of(ccode, day)
    ended = [span.end for span in _life(ccode) if span.end and span.end < day]
    return as_of(ccode, ended[-1] if ended else _life(ccode)[0].start or day)


# --- for this part only --------------------------------------------------------------------------


def is_alive(ccode: int, day: date) -> bool:
    """Whether a state was a member of the state system on a day."""
    return any(span.covers(day) for span in _tables.spells().get(ccode, ()))


def last_day(ccode: int) -> date:
    """The last day of a state's life; the end of the calendar while it lives."""
    return _life(ccode)[-1].end or date.max


def lives(ccode: int) -> Listing:
    """When a state was a member of the state system, in words."""
    return Listing(
        (
            Phrase("from {start} to {end}", start=span.start or date.min, end=span.end)
            if span.end
            else Phrase("from {start} on", start=span.start or date.min)
            for span in _life(ccode)
        ),
        between=" and ",
    )


def out_of_life(ccode: int, day: date) -> ActorError:
    """Why a state cannot be had on a day: when it lived and who came before and after."""
    before, after = _listed(_before(ccode, day), day), _listed(_after(ccode, day), day)
    told: dict[str, object] = {
        "state": name_and_key(near(ccode, day)),
        "day": day,
        "lives": lives(ccode),
    }
    match before, after:
        case None, None:
            return ActorError(
                "{state} was not a member of the state system on {day}, only {lives}. Ask for "
                "another date.",
                **told,
            )
        case _, None:
            return ActorError(
                "{state} was not a member of the state system on {day}, only {lives}. Before it "
                "came {before}. Ask for another date or for another state.",
                **told,
                before=before,
            )
        case _:
            return ActorError(
                "{state} was not a member of the state system on {day}, only {lives}. After it "
                "came {after}. Ask for another date or for another state.",
                **told,
                after=after,
            )


def _before(ccode: int, day: date) -> list[int]:
    first = _life(ccode)[0].start or date.min
    if day >= first:
        return []
    rows = [row for row in _tables.successions() if row.successor == ccode and row.day <= first]
    return [row.predecessor for row in rows]


def _after(ccode: int, day: date) -> list[int]:
    last = last_day(ccode)
    if day <= last:
        return []
    rows = [row for row in _tables.successions() if row.predecessor == ccode and row.day >= last]
    return [row.successor for row in rows]


def _listed(ccodes: list[int], day: date) -> Listing | None:
    """States in words, if there are any."""
    shown = [name_and_key(near(ccode, day)) for ccode in ccodes]
    return Listing(shown, last=" and ") if shown else None


def name_and_key(found: State) -> Term:
    """A state's name with its key."""
    return Term(f"{found.name_en} ({found.key})", f"{found.name_vi} ({found.key})")


def _life(ccode: int) -> tuple[Span, ...]:
    life = _tables.spells().get(ccode)
    if life is None:
        raise ActorError(
            "No state has the Correlates of War code {ccode}. Give a code of the state system "
            "list, or find the state by its name.",
            ccode=ccode,
        )
    return life


def _key(ccode: int, day: date) -> str:
    owned = _codes_of()[ccode]
    iso = [row.code for row in owned if row.system in _ISO and row.span.covers(day)]
    return iso[0] if iso else next(row.code for row in owned if row.system == "cow_abb")


def _short_name(ccode: int, language: str, day: date) -> str:
    dated = _short_names()[ccode, language]
    return next((row.name for row in dated if row.span.covers(day)), dated[-1].name)


@cache
def _short_names() -> dict[tuple[int, str], tuple[Name, ...]]:
    grouped: dict[tuple[int, str], list[Name]] = {}
    for row in _tables.names():
        if row.kind == "short":
            grouped.setdefault((row.ccode, row.language), []).append(row)
    return {
        key: tuple(sorted(found, key=lambda row: row.span.start or date.min))
        for key, found in grouped.items()
    }


@cache
def _codes_of() -> dict[int, tuple[Code, ...]]:
    grouped: dict[int, list[Code]] = {}
    for row in _tables.codes():
        grouped.setdefault(row.ccode, []).append(row)
    return {ccode: tuple(found) for ccode, found in grouped.items()}


@cache
def _by_system() -> dict[str, dict[str, list[tuple[Span, int]]]]:
    systems: dict[str, dict[str, list[tuple[Span, int]]]] = {}
    for row in _tables.codes():
        wanted = _ISO if row.system == "iso3_historic" else (row.system,)
        for system in wanted:
            systems.setdefault(system, {}).setdefault(row.code, []).append((row.span, row.ccode))
    for name in _tables.names():
        if name.kind == "un_votes":
            found = systems.setdefault("un_votes", {}).setdefault(name.name, [])
            found.append((name.span, name.ccode))
    return systems
