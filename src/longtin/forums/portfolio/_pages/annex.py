"""Annex of a portfolio: each issue's partners with every figure, its band, day and source."""

from collections.abc import Iterator

from longtin import promises
from longtin._alphabet import alphabetical
from longtin._language import Language, sentence_case
from longtin.forums.portfolio._assessment.issue_line import IssueLine
from longtin.forums.portfolio._assessment.meeting_places import all_places
from longtin.forums.portfolio._assessment.partners import CRITERIA, IssuePartner
from longtin.forums.portfolio._assessment.portfolio_values import Portfolio
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._pages import phrases
from longtin.forums.portfolio._reference.rows import Partnership, begins
from longtin.forums.portfolio._reference.vocabulary import portfolio_words
from longtin.page import Cell, Column, Section, Table


def annex_sections(found: Portfolio, language: Language) -> Iterator[Section]:
    """A section for each issue, the partnerships, and the sources."""
    for line in found.lines:
        yield _issue(line, found, language)
    yield _partnerships(found, language)
    yield _sources(found, language)


def _issue(line: IssueLine, found: Portfolio, language: Language) -> Section:
    say = language.say
    leanings = {each.key: each for each in found.balance.leanings} if found.balance else {}
    columns = [
        Column(say("Partner")),
        Column(say("Among first three"), "figure"),
        Column(say("Ranks first"), "figure"),
        *(Column(say(phrases.CRITERION_NAMES[name]), "figure", wraps=True) for name in CRITERIA),
    ]
    if leanings:
        columns.append(Column(say("Nearer than we are to"), wraps=True))
    rows = []
    for each in line.partners:
        cells = _partner_row(each, language)
        if leanings and found.balance:
            told = phrases.nearer(leanings[each.key], found.balance, language)
            cells = (*cells, phrases.allied(leanings[each.key], found.balance, told, language))
        rows.append(cells)
    return Section(
        f"issue-{line.issue.replace('_', '-')}",
        sentence_case(line.name.of(language.code)),
        sentences=(*_amounts_to(line, found, language), *_said(line, language)),
        tables=(Table.of("", columns, rows),),
    )


def _partner_row(each: IssuePartner, language: Language) -> tuple[str | Cell, ...]:
    return (
        each.name.of(language.code),
        language.percent(each.among_first),
        language.percent(each.first),
        *(
            Cell(phrases.band(rated, language), small=_basis(rated, language))
            for rated in each.criteria.values()
        ),
    )


def _basis(rated: Rated, language: Language) -> str:
    """What a criterion rests on and up to when; of a deed or declaration the year."""
    said = language.say(phrases.BASES[rated.basis])
    if rated.until is None or rated.basis == "carried":
        return said
    day = str(rated.until.year) if rated.basis == "told" else language.date(rated.until)
    return f"{said}, {day}"


def _amounts_to(line: IssueLine, found: Portfolio, language: Language) -> Iterator[str]:
    """What the issue amounts to, which way it goes, and whether the state is worst hit."""
    known = promises.issues().get(line.issue)
    if known is None:
        return
    for each in known.indicators[:2]:
        yield language.say(
            "{what}: {value} ({source}, {year}); {trend}.",
            what=sentence_case(each.what.of(language.code)),
            value=promises.indicator_value(each, language),
            year=each.year,
            trend=promises.indicator_trend(each, language),
            source=each.source.of(language.code),
        )
    for hit in known.worst_hit:
        if hit.who == found.state:
            yield language.say(
                "{state} is among the worst hit: {why} ({source}).",
                state=found.name.of(language.code),
                why=hit.why.of(language.code),
                source=hit.source.of(language.code),
            )


def _said(line: IssueLine, language: Language) -> Iterator[str]:
    if line.position is not None:
        yield language.say(
            "Position on record: {says} ({document}, {day}).",
            says=line.position.says.of(language.code).rstrip("."),
            document=line.position.stated.document.of(language.code),
            day=language.date(line.position.on),
        )
    for part in line.parts:
        yield language.say(
            "{part}: {what} ({day}; {certainty}).",
            part=sentence_case(phrases.part_name(part.level, language)),
            what=part.what.of(language.code),
            day=part.day if len(part.day) < 10 else language.date(begins(part.day)),
            certainty=language.say(phrases.CERTAINTIES[part.certainty]),
        )
    places = all_places(line.venues)
    if places:
        known = portfolio_words()
        yield language.say(
            "Bodies: {bodies}.",
            bodies="; ".join(
                f"{place.venue.name.of(language.code)} "
                f"({language.list([known.jobs[job].of(language.code) for job in place.jobs])}; "
                f"{known.decides[place.venue.decides].of(language.code)})"
                for place in places
            ),
        )
    strong = [each for each in line.partners if each.strong_because is not None]
    if strong:
        yield language.say(
            "Held to be strong: {why}.",
            why="; ".join(
                f"{each.name.of(language.code)} – {each.strong_because.why.of(language.code)}"
                for each in strong
                if each.strong_because is not None
            ),
        )
    runs = [
        f"{each.name.of(language.code)} – "
        + ", ".join(one.arrangement.what.of(language.code) for one in each.arrangements)
        for each in line.first_partners
        if each.arrangements
    ]
    if runs:
        yield language.say("Runs already: {what}.", what="; ".join(runs))


def _partnerships(found: Portfolio, language: Language) -> Section:
    say = language.say
    columns = (
        Column(say("Partner")),
        Column(say("Level"), wraps=True),
        Column(say("Since"), "figure"),
        Column(say("Certainty")),
        Column(say("Source"), wraps=True),
    )
    held: dict[str, tuple[str, Partnership]] = {}
    for line in found.lines:
        for each in line.partners:
            for row in (each.standing.level, *each.standing.fields):
                if row is not None:
                    held[f"{each.key}{row.since}{row.tier}"] = (each.name.of(language.code), row)
    rows = [
        (
            name,
            tier_name(row, language),
            since(row, language),
            say(phrases.CERTAINTIES[row.certainty]),
            found.sources[row.source].of(language.code),
        )
        for name, row in sorted(held.values(), key=lambda one: (alphabetical(one[0]), one[1].since))
    ]
    return Section(
        "partnerships",
        say("Levels of partnership"),
        tables=(Table.of("", columns, rows).sized((0.8, 1.5, 0.7, 0.7, 2.0)),),
    )


def tier_name(row: Partnership, language: Language) -> str:
    """What a partnership is called: its level, its field, its own title."""
    said = portfolio_words().tiers[row.tier].name.of(language.code)
    if row.title is not None and row.issues:
        return row.title.of(language.code)
    if row.title is not None:
        said = f"{said} ({row.title.of(language.code)})"
    elif row.issues:
        names = promises.issue_names()
        said = f"{said}: {language.list([names[key].of(language.code) for key in row.issues])}"
    return said


def since(row: Partnership, language: Language) -> str:
    """The day, month or year from which a partnership holds, as far as known."""
    if len(row.since) == 10:
        return language.date(begins(row.since))
    return language.month(begins(row.since)) if len(row.since) == 7 else row.since


def _sources(found: Portfolio, language: Language) -> Section:
    used = {
        part
        for line in found.lines
        for each in line.partners
        for rated in each.criteria.values()
        for part in rated.source.split("; ")
    }
    used |= {row.source for row in found.dependences}
    used |= {part.source for line in found.lines for part in line.parts}
    points = [found.sources[key].of(language.code) for key in sorted(used) if key in found.sources]
    return Section("sources", language.say("Sources of the tables"), points=tuple(points))
