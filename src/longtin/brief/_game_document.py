"""Document of the game of two states: is trust enough, and what would have to be true."""

from collections.abc import Callable, Iterator

from longtin import game
from longtin._language import Language, degree, message, sentence_case
from longtin.brief.sections.where_the_pair_stands import chances_tables, path_figure
from longtin.brief.values.position import Position, Side, StakeThreshold
from longtin.brief.words import conduct, headline, pair, quadrants
from longtin.page import Cell, Column, Document, Headline, Section, Table

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
    "trust": message("Its trust in {other} is at least {limit} (now {now})."),
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


def document(standing: Position, language: Language) -> Document:
    """A standing in words."""
    here, there = (pair.name(side.truster, language) for side in standing.sides)
    return Document(
        language=language.code,
        title=language.say(
            "Is trust enough? {here} and {there}", here=sentence_case(here), there=there
        ),
        day=standing.as_of.isoformat(),
        kicker=language.say("The game"),
        dated=sentence_case(language.long_date(standing.as_of)),
        note=_note(standing, language),
        headlines=tuple(_headline(side, language) for side in standing.sides),
        summary=_stands(standing, language),
        sections=tuple(_sections(standing, language)),
        colophon=language.say(
            "Longtin · method {method} · record {record}",
            method=conduct.method(standing.method_version),
            record=standing.record_version,
        ),
        page_label=language.say("Page"),
    )


def _note(standing: Position, language: Language) -> str:
    now = [side.now for side in standing.sides]
    read = language.say("Nothing later than this day has been read.")
    return " ".join(filter(None, (headline.last_evidence(now, language), read)))


def _headline(side: Side, language: Language) -> Headline:
    trust = pair.direction_name(side, language)
    if side.supported is None or side.supported_low is None or side.supported_high is None:
        missing = pair.missing(side.now, language)
        claim = language.say("{trust}: {missing}.", trust=trust, missing=missing)
        return Headline(claim)
    now, low, high = (
        quadrants.stake(share, language)
        for share in (side.supported, side.supported_low, side.supported_high)
    )
    if side.now.status == "not observed":
        claim = headline.carried(side.now, trust, language)
    else:
        figure = pair.figure(side.now, language)
        words = degree(side.now.trust or 0.0, language)
        claim = language.say(
            "{trust}: {degree}, {figure}.", trust=trust, degree=words, figure=figure
        )
    if side.now.is_old:
        support = language.say(
            "It supports stakes up to somewhere from {low} to {high}.", low=low, high=high
        )
    else:
        support = language.say(
            "It supports stakes up to {now} (90 % interval: {low}–{high}).",
            now=now,
            low=low,
            high=high,
        )
    return Headline(claim, (support,))


def _stands(standing: Position, language: Language) -> str:
    if standing.cell is None:
        return ""
    reading = language.say(
        "Trust is taken for how often the other would return cooperation, as far as its conduct "
        "shows."
    )
    values = {
        "stake": quadrants.stake(standing.stake, language),
        "needed": quadrants.needed(standing, language),
        "now": quadrants.field(standing, language),
    }
    if any(side.now.status == "not observed" for side in standing.sides):
        said = language.say(
            "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2, "
            "as far as was last known, at {now}.",
            **values,
        )
    else:
        said = language.say(
            "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2 at "
            "{now}.",
            **values,
        )
    why = ""
    if standing.reason:
        why = language.say(
            "Such a stake is that of {reason}.", reason=standing.reason.of(language.code)
        )
    return " ".join(filter(None, (reading, said, why)))


def _sections(standing: Position, language: Language) -> Iterator[Section]:
    heading = language.say("Where the pair stands")
    tables = (_needs(standing, language), *chances_tables(standing, language))
    two_chances = language.say(
        "“Has it” is the chance that trust, the mean of what is believed, would reach the "
        "threshold, had other reports been as likely. “Below the line” is the chance that the "
        "other’s conduct itself stands below it."
    )
    if standing.steps:
        note = language.say(
            "Each point is the pair at the end of a year; the last has its 90 % intervals. The "
            "fields meet at the least trust that a stake of {stake} takes.",
            stake=quadrants.stake(standing.stake, language),
        )
        figures = (path_figure(standing, language),)
        yield Section(
            "standing",
            heading,
            figures=figures,
            figures_table=_path(standing, language),
            notes=(note, two_chances),
            tables=tables,
        )
    else:
        yield Section("standing", heading, notes=(two_chances,), tables=tables)
    for side in standing.sides:
        if side.conditions:
            yield _conditions(side, language)
    yield _assumed(standing, language)


def _needs(standing: Position, language: Language) -> Table:
    columns = [Column(language.say("Stake"), "figure")]
    for side in standing.sides:
        state = sentence_case(pair.name(side.truster, language))
        columns += [
            Column(language.say("{state} needs", state=state), "figure"),
            Column(language.say("has it"), "figure"),
            Column(language.say("below the line"), "figure"),
        ]
    rows = tuple(
        (Cell(quadrants.stake(pair[0].stake, language)), *_need(pair, language))
        for pair in zip(*(side.needs for side in standing.sides), strict=True)
    )
    caption = language.say("The least trust that is enough, and two chances")
    return Table(caption, tuple(columns), rows)


def _need(needs: tuple[StakeThreshold, ...], language: Language) -> Iterator[Cell]:
    for need in needs:
        yield Cell(quadrants.threshold(need, language))
        for chance in (need.chance, need.below):
            yield Cell("–" if chance is None else quadrants.chances(chance, language))


def _path(standing: Position, language: Language) -> Table:
    columns = (
        Column(language.say("Date")),
        *(Column(pair.direction_name(side, language), "figure") for side in standing.sides),
    )
    rows = tuple(
        (
            Cell(language.date(step[0].date)),
            *(Cell(pair.figure(each, language)) for each in step),
        )
        for step in standing.steps
    )
    return Table(language.say("The path in figures"), columns, rows)


def _conditions(side: Side, language: Language) -> Section:
    state = pair.name(side.truster, language)
    stays = side.conditions[0].stays
    stake = quadrants.stake(side.need.stake, language)
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
        show = language.level if found.unknown == "trust" else amount(language)
        values = {"limit": show(found.limit), "now": show(found.now)}
        if found.unknown == "trust":
            values["other"] = pair.name(side.trustee, language)
            if side.now.is_old:
                values["now"] = pair.interval(side.now, language)
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
    return lambda value: quadrants.stake(value, language)


def _assumed(standing: Position, language: Language) -> Section:
    """The payoffs, which are judgements, side by side."""
    sides = standing.sides
    columns = (
        Column(language.say("In units of the common gain at full stake")),
        *(Column(sentence_case(pair.name(side.truster, language)), "figure") for side in sides),
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
