"""The game of two states in words: is trust enough, and what would have to be true."""

from collections.abc import Callable, Iterator
from math import log10
from pathlib import Path

from longtin import game
from longtin._files import check_place, write_whole
from longtin._language import Language, message
from longtin.brief import _wording
from longtin.brief._brief import Need, Side, Standing
from longtin.brief._figures import path_figure
from longtin.errors import LongtinError, OutputError
from longtin.page import (
    Cell,
    Column,
    Document,
    Headline,
    Section,
    Table,
    as_html,
    as_json,
    as_markdown,
)
from longtin.page.charts import draw

SCHEMA = "longtin.game/1"

STAYS = {
    "trust": message("Its trust in {other} does not fall below {limit} (now {now})."),
    "stake": message("The stake does not pass {limit} (now {now})."),
    "vulnerability": message(
        "Being cheated does not come to cost it more than {limit} (now {now})."
    ),
    "reputation": message(
        "Cheating goes on costing it at least {limit} in reputation and under rules (now {now})."
    ),
    "gain": message("Cooperating goes on bringing it at least {limit} (now {now})."),
    "temptation": message("Cheating does not come to pay it more than {limit} (now {now})."),
}
JOINS = {
    "trust": message("Its trust in {other} is at least {limit} (now {now}): {weight} of evidence."),
    "stake": message("The stake is at most {limit} (now {now})."),
    "vulnerability": message(
        "Guarantees or verification cut what being cheated costs it to {limit} (now {now})."
    ),
    "reputation": message(
        "Cheating would cost it at least {limit} in reputation and under rules (now {now})."
    ),
    "gain": message("Cooperating brings it at least {limit} (now {now})."),
    "temptation": message("Cheating would pay it at most {limit} (now {now})."),
}
ALONE = {
    "trust": message("trust"),
    "stake": message("the stake"),
    "vulnerability": message("guarantees and verification"),
    "reputation": message("reputation"),
    "gain": message("the common gain"),
    "temptation": message("what cheating pays"),
}
PAYOFFS = {
    "gain": message("What cooperating brings"),
    "vulnerability": message("What being cheated costs"),
    "temptation": message("What cheating pays the trustworthy"),
    "cheating": message("What cheating pays the untrustworthy"),
    "reputation": message("What cheating costs in reputation and under rules"),
    "dread": message("Power of the stake with which losses grow"),
}


def standing_json(standing: Standing) -> str:
    """A standing as data: every field under its own name."""
    return as_json(standing, SCHEMA)


def standing_words(standing: Standing, language: str = "en") -> str:
    """A standing as Markdown."""
    return as_markdown(document(standing, Language(language)))


def standing_efg(standing: Standing) -> str:
    """The reassurance game of a pair for Gambit: a first step at the standing's stake, then all.

    Both sides start from today's trust. At full stake there is one step only.

    Raises:
        LongtinError: Trust is not known both ways.
    """
    one, two = standing.sides
    if one.now.trust is None or two.now.trust is None:
        raise LongtinError(
            "There is no game of {one} and {two} on {day}: trust is not known both ways. Choose "
            "another date.",
            one=one.truster.name,
            two=two.truster.name,
            day=standing.as_of,
        )
    stakes = ((standing.stake,), (1.0,)) if standing.stake < 1 else ((1.0,),)
    rounds = game.Reassurance(first=one.payoffs, second=two.payoffs, stakes=stakes)
    names = (one.truster.name, two.truster.name)
    return game.efg(rounds, two.now.trust, one.now.trust, names)


def write_path(standing: Standing, path: str | Path, language: str = "en") -> Path:
    """Draw a pair's path through the 2×2, as SVG, or in a page of its own with all that is said.

    Args:
        standing: Of a pair of which both sides are known.
        path: Ends in `.svg` or `.html`; a file already there is replaced.
        language: Of its words.

    Returns:
        The path written.

    Raises:
        OutputError: The ending is another, it cannot be written there, or there is no path.
    """
    target, words = check_path(path), Language(language)
    if not standing.steps:
        one, two = (side.truster.name for side in standing.sides)
        raise OutputError(
            "There is no path of {one} and {two} on {day}: trust is not known both ways. Choose "
            "another date.",
            one=one,
            two=two,
            day=standing.as_of,
        )
    if target.suffix.lower() == ".svg":
        write_whole(target, draw(path_figure(standing, words).spec, words).encode())
    else:
        write_whole(target, as_html(document(standing, words)).encode())
    return target


def check_path(path: str | Path) -> Path:
    """Refuse a file that no path can be drawn in, before any work is done.

    Raises:
        OutputError: Its ending is not known, or it cannot stand there.
    """
    target = Path(path)
    if target.suffix.lower() not in {".svg", ".html"}:
        raise OutputError(
            "{file}: a path is drawn as `.svg` or `.html`. Let the name end so.", file=target
        )
    check_place(target)
    return target


def document(standing: Standing, language: Language) -> Document:
    """A standing in words."""
    here, there = (_wording.name(side.truster, language) for side in standing.sides)
    return Document(
        language=language.code,
        title=language.say(
            "Is trust enough? {here} and {there}", here=_wording.sentence_case(here), there=there
        ),
        day=standing.as_of.isoformat(),
        kicker=language.say("The game"),
        dated=_wording.sentence_case(language.long_date(standing.as_of)),
        note=language.say("Nothing later than this day has been read."),
        headlines=tuple(_headline(side, language) for side in standing.sides),
        summary=_stands(standing, language),
        sections=tuple(_sections(standing, language)),
        colophon=language.say(
            "Longtin · method {method} · record {record}",
            method=standing.method_version,
            record=standing.record_version,
        ),
        page_label=language.say("Page"),
    )


def _headline(side: Side, language: Language) -> Headline:
    trust = _wording.direction_name(side, language)
    if side.supported is None or side.supported_low is None or side.supported_high is None:
        missing = _wording.missing(side.now, language)
        claim = language.say("{trust}: {missing}.", trust=trust, missing=missing)
        return Headline(claim)
    now, low, high = (
        _wording.stake(share, language)
        for share in (side.supported, side.supported_low, side.supported_high)
    )
    claim = language.say(
        "{trust}: {figure}.", trust=trust, figure=_wording.figure(side.now, language)
    )
    support = language.say(
        "It supports stakes up to {now} (90 % interval: {low}–{high}).", now=now, low=low, high=high
    )
    return Headline(claim, (support,))


def _stands(standing: Standing, language: Language) -> str:
    if standing.cell is None:
        return ""
    said = language.say(
        "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2 at "
        "{now}.",
        stake=_wording.stake(standing.stake, language),
        needed=_wording.needed(standing, language),
        now=_wording.field(standing, language),
    )
    if not standing.reason:
        return said
    why = language.say("Such a stake is that of {reason}.", reason=standing.reason)
    return f"{said} {why}"


def _sections(standing: Standing, language: Language) -> Iterator[Section]:
    heading = language.say("Where the pair stands")
    tables = (_needs(standing, language), *chances_tables(standing, language))
    if standing.steps:
        note = language.say(
            "Each point is the pair at the end of a year; the last has its 90 % intervals. The "
            "fields meet at the least trust that a stake of {stake} takes.",
            stake=_wording.stake(standing.stake, language),
        )
        figures = (path_figure(standing, language),)
        yield Section(
            "standing",
            heading,
            figures=figures,
            figures_table=_path(standing, language),
            notes=(note,),
            tables=tables,
        )
    else:
        yield Section("standing", heading, tables=tables)
    for side in standing.sides:
        if side.conditions:
            yield _conditions(side, language)
    yield _assumed(standing, language)


def _needs(standing: Standing, language: Language) -> Table:
    columns = [Column(language.say("Stake"), "figure")]
    for side in standing.sides:
        state = _wording.sentence_case(_wording.name(side.truster, language))
        columns += [
            Column(language.say("{state} needs", state=state), "figure"),
            Column(language.say("has it"), "figure"),
        ]
    rows = tuple(
        (Cell(_wording.stake(pair[0].stake, language)), *_need(pair, language))
        for pair in zip(*(side.needs for side in standing.sides), strict=True)
    )
    caption = language.say("The least trust that is enough, and the chance that trust reaches it")
    return Table(caption, tuple(columns), rows)


def _need(needs: tuple[Need, ...], language: Language) -> Iterator[Cell]:
    for need in needs:
        yield Cell(_wording.threshold(need, language))
        yield Cell("–" if need.chance is None else _wording.chances(need.chance, language))


def chances_tables(standing: Standing, language: Language) -> Iterator[Table]:
    """How likely each field of the 2×2 is."""
    if not standing.chances:
        return
    columns = (Column(language.say("Field of the 2×2")), Column(language.say("Chance"), "figure"))
    rows = tuple(
        (
            Cell(_wording.sentence_case(_wording.field_name(cell, standing.sides, language))),
            Cell(_wording.chances(chance, language)),
        )
        for cell, chance in standing.chances.items()
    )
    stake = _wording.stake(standing.stake, language)
    yield Table(language.say("How sure that is, at a stake of {stake}", stake=stake), columns, rows)


def _path(standing: Standing, language: Language) -> Table:
    columns = (
        Column(language.say("Date")),
        *(Column(_wording.direction_name(side, language), "figure") for side in standing.sides),
    )
    rows = tuple(
        (
            Cell(language.date(step[0].date)),
            *(Cell(_wording.figure(each, language)) for each in step),
        )
        for step in standing.steps
    )
    return Table(language.say("The path in figures"), columns, rows)


def _conditions(side: Side, language: Language) -> Section:
    state = _wording.name(side.truster, language)
    stays = side.conditions[0].stays
    stake = _wording.stake(side.need.stake, language)
    if stays:
        lead = language.say(
            "At a stake of {stake}, {state} has reason to stay in as long as each of these holds, "
            "all else as it is:", stake=stake, state=state,
        )  # fmt: skip
    else:
        lead = language.say(
            "At a stake of {stake}, {state} has reason to stay in if one of these is true, all "
            "else as it is:", stake=stake, state=state,
        )  # fmt: skip
    return Section(
        f"conditions-{side.truster.key.lower()}",
        language.say("What would have to be true for {state} to stay in", state=state),
        notes=(lead,),
        points=(*_possible(side, language), *_impossible(side, stays, language)),
    )


def _possible(side: Side, language: Language) -> Iterator[str]:
    for found in side.conditions:
        if found.limit is None:
            continue
        show = language.probability if found.unknown == "trust" else amount(language)
        values = {"limit": show(found.limit), "now": show(found.now)}
        if found.unknown == "trust":
            values["other"] = _wording.name(side.trustee, language)
            if not found.stays:
                values["weight"] = _wording.decibans(_weight(found.now, found.limit), language)
        words = (STAYS if found.stays else JOINS)[found.unknown]
        yield language.say(words, **values)


def _impossible(side: Side, stays: bool, language: Language) -> Iterator[str]:
    alone = [language.say(ALONE[each.unknown]) for each in side.conditions if each.limit is None]
    listed = language.list(alone)
    if alone and stays:
        yield language.say("None of these drives it out alone: {listed}.", listed=listed)
    elif alone:
        yield language.say("None of these is enough alone: {listed}.", listed=listed)


def amount(language: Language) -> Callable[[float], str]:
    """How a stake or a payoff is written: two decimals, unless they would hide it."""
    return lambda value: _wording.stake(value, language)


def _weight(now: float, limit: float) -> float:
    """Decibans of evidence from one trust to another."""
    now, limit = (min(max(trust, 1e-9), 1 - 1e-9) for trust in (now, limit))
    return 10 * log10(limit / (1 - limit) * (1 - now) / now)


def _assumed(standing: Standing, language: Language) -> Section:
    """The payoffs, which are judgements, side by side."""
    sides = standing.sides
    columns = (
        Column(language.say("In units of the common gain at full stake")),
        *(
            Column(_wording.sentence_case(_wording.name(side.truster, language)), "figure")
            for side in sides
        ),
    )
    rows = tuple(
        (
            Cell(language.say(words), small=game.assumptions().reasons[key].why.of(language.code)),
            *(Cell(language.number(getattr(side.payoffs, key))) for side in sides),
        )
        for key, words in PAYOFFS.items()
    )
    caution = language.say(
        "Nobody has measured these: they are judgements to argue with, and a file of your own "
        "can replace any of them."
    )
    table = Table(language.say("What an act of cooperation is worth"), columns, rows)
    return Section("assumed", language.say("What this assumes"), notes=(caution,), tables=(table,))
