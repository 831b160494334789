"""Document of a portfolio: two pages that decide, and an annex with every figure and its source."""

from collections.abc import Iterator
from typing import Final

from longtin import actors, promises
from longtin._language import Language, sentence_case
from longtin.forums.portfolio._assessment.balance import PowerBalance, PowerTie
from longtin.forums.portfolio._assessment.issue_line import IssueLine
from longtin.forums.portfolio._assessment.meeting_places import MeetingPlace, all_places
from longtin.forums.portfolio._assessment.partners import IssuePartner
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._assessment.state_portfolio import Portfolio
from longtin.forums.portfolio._assessment.weaknesses import HALF, Sign, Weakness
from longtin.forums.portfolio._pages import words
from longtin.forums.portfolio._pages.annex import annex_sections
from longtin.forums.portfolio._reference.vocabulary import portfolio_words
from longtin.page import Column, Document, Headline, Section, Table
from longtin.programme import PRINCIPLE_QUESTIONS

LEANINGS_SHOWN: Final = 6
"""Partners whose leaning the two pages tell."""

DONORS_SHOWN: Final = 8
"""Donors the two pages name."""

LIST_SHOWN: Final = 6
"""Issues that a sentence names before it counts the rest."""


def portfolio_document(found: Portfolio, language: Language, *, annex: bool = False) -> Document:
    """A portfolio in words.

    Args:
        found: What to say.
        language: Of the words.
        annex: Whether every figure follows with its band, day and source.
    """
    name = _inside(found.name.of(language.code), language)
    return Document(
        language=language.code,
        title=language.say(
            "{state}: portfolio of cooperation by issue, partner and forum",
            state=sentence_case(name),
        ),
        day=found.as_of.isoformat(),
        kicker=language.say("Portfolio (draft for decision)"),
        dated=sentence_case(language.long_date(found.as_of)),
        headlines=tuple(_headlines(found, name, language)),
        sections=tuple(_sections(found, language)),
        annex=tuple(annex_sections(found, language)) if annex else (),
        annex_heading=language.say("Annex: figures, bands and sources") if annex else "",
        colophon=f"Longtin · {found.trust_version}" if found.trust_version else "Longtin",
        page_label=language.say("Page"),
        least_size=7.5,
    )


def _inside(name: str, language: Language) -> str:
    return actors.in_sentence(name, language.code)


def _sections(found: Portfolio, language: Language) -> Iterator[Section]:
    yield _issues(found, language)
    if found.balance is not None:
        yield _balance(found, found.balance, language)
    yield _support(found, language)
    yield _weaknesses(found, language)
    if found.answers:
        yield _principles(found, language)
    yield Section("surety", language.say("How sure we are"), sentences=(_surety(found, language),))


def _headlines(found: Portfolio, name: str, language: Language) -> Iterator[Headline]:
    often: dict[str, tuple[float, str]] = {}
    for line in found.lines:
        for each in line.first_partners:
            held = often.get(each.key, (0.0, ""))[0]
            often[each.key] = (held + each.among_first, each.name.of(language.code))
    best = sorted(often.values(), key=lambda one: -one[0])[:3]
    if not best:
        return
    strong = [
        line.name.of(language.code)
        for line in found.lines
        if line.part_proposed != line.part_now and line.part_now != "none"
    ]
    support = []
    if strong:
        support.append(
            language.say(
                "It can take the next part on {issues}.", issues=_listed(strong, language)
            )
        )
    if found.balance is not None:
        support.append(_shift(found.balance, language))
    amiss = [
        language.say(words.WEAKNESS_NAMES[each.key])
        for each in found.weaknesses
        if each.verdict == "found"
    ]
    if amiss:
        support.append(
            language.say("Weaknesses that the record shows: {names}.", names=language.list(amiss))
        )
    yield Headline(
        language.say(
            "On {n} issues, the partners that most often come first for {state} are {partners}.",
            n=len(found.lines),
            state=name,
            partners=language.list([_inside(each, language) for _, each in best]),
        )
        if len(found.lines) > 1
        else language.say(
            "On {issue}, the partners that most often come first for {state} are {partners}.",
            issue=found.lines[0].name.of(language.code),
            state=name,
            partners=language.list([_inside(each, language) for _, each in best]),
        ),
        tuple(support),
    )


def _listed(names: list[str], language: Language) -> str:
    if len(names) <= LIST_SHOWN:
        return language.list(names)
    shown = names[: LIST_SHOWN - 1]
    return language.list([*shown, language.say("{n} more", n=len(names) - len(shown))])


def _issues(found: Portfolio, language: Language) -> Section:
    say = language.say
    columns = (
        Column(say("Issue"), wraps=True),
        Column(say("Partners that come first"), wraps=True),
        Column(say("Where to talk"), wraps=True),
        Column(say("Where to act"), wraps=True),
        Column(say("Part: now → next"), wraps=True),
        Column(say("Means: own; of partners"), wraps=True),
    )
    rows = [_issue_row(line, language) for line in found.lines]
    note = say(
        "In brackets: share of draws over all weights and bands in which the partner is among the "
        "first three of {n} compared, by strength on the issue, common interest, trust, level of "
        "partnership and what runs already.",
        n=len(found.compared),
    )
    return Section(
        "issues",
        say("With whom, where and how"),
        notes=(note,),
        tables=(Table.of("", columns, rows).sized((0.9, 1.7, 1.5, 1.2, 1.0, 1.5)),),
    )


def _issue_row(line: IssueLine, language: Language) -> tuple[str, ...]:
    known = portfolio_words()
    partners = [
        f"{each.name.of(language.code)} ({language.percent(each.among_first)})"
        for each in line.first_partners
    ]
    now, then = (words.part_name(level, language) for level in (line.part_now, line.part_proposed))
    own = words.words_of(line.own_means, known.brings, language)
    theirs = words.words_of(line.outside_means, known.brings, language)
    return (
        sentence_case(line.name.of(language.code)),
        ", ".join(partners) or "–",
        "; ".join(place.venue.name.of(language.code) for place in line.venues.talk) or "–",
        _act(line, language),
        now if now == then else f"{now} → {then}",
        f"{own}; {theirs}",
    )


def _act(line: IssueLine, language: Language) -> str:
    if line.form == "triangular" and line.venues.act is None:
        return language.say(words.FORMS["triangular"])
    place = line.venues.act
    return place.venue.name.of(language.code) if place else language.say(words.FORMS["bilateral"])


def _balance(found: Portfolio, balance: PowerBalance, language: Language) -> Section:
    first, second = (each.of(language.code) for each in balance.names)
    columns = (
        Column(language.say("Tie"), wraps=True),
        Column(first, "figure"),
        Column(second, "figure"),
    )
    ties = Table.of("", columns, [_tie_row(each, language) for each in balance.ties])
    return Section(
        "balance",
        language.say(
            "Between {first} and {second}",
            first=_inside(first, language),
            second=_inside(second, language),
        ),
        sentences=(
            " ".join(
                filter(
                    None,
                    (
                        _shift(balance, language),
                        _sided(balance, language),
                        *_bodies(found, balance, language),
                        _unsided(found, balance, language),
                    ),
                )
            ),
        ),
        tables=(ties, _leanings(found, balance, language)),
        is_paired=True,
    )


def _tie_row(tie: PowerTie, language: Language) -> tuple[str, ...]:
    return (
        sentence_case(words.tie_name(tie.kind, language)),
        *(_tie_cell(tie, each, language) for each in (tie.first, tie.second)),
    )


def _tie_cell(tie: PowerTie, value: Rated | float | None, language: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, Rated):
        return words.band(value, language)
    if tie.kind == "partnership":
        rank = round(value * 5)
        return language.say("step {rank} of {most}", rank=rank, most=5) if rank else "–"
    return language.whole(round(value)) if tie.unit == "number" else language.percent(value)


def _leanings(found: Portfolio, balance: PowerBalance, language: Language) -> Table:
    placed: dict[str, float] = {}
    for line in found.lines:
        for each in line.first_partners:
            placed[each.key] = placed.get(each.key, 0.0) + each.among_first
    shown = sorted(
        (each for each in balance.leanings if each.key in placed and not each.is_power),
        key=lambda each: -placed[each.key],
    )[:LEANINGS_SHOWN]
    names = dict(zip(balance.powers, balance.names, strict=True))
    columns = (
        Column(language.say("Partner")),
        Column(language.say("Nearer than we are to"), wraps=True),
        Column(language.say("Defence pact with"), wraps=True),
    )
    rows = [
        (
            each.name.of(language.code),
            _nearer(each.beyond, each.low, each.high, balance, language),
            language.list([names[key].of(language.code) for key in each.allied]) or "–",
        )
        for each in shown
    ]
    return Table.of("", columns, rows)


def _nearer(
    beyond: float | None,
    low: float | None,
    high: float | None,
    balance: PowerBalance,
    language: Language,
) -> str:
    if beyond is None or low is None or high is None:
        return "–"
    if low <= 0.0 <= high:
        return language.say("neither: {shift}", shift=language.number(beyond, signed=True))
    which = balance.names[0 if beyond > 0 else 1].of(language.code)
    return f"{which}: {language.number(abs(beyond))}"


def _shift(balance: PowerBalance, language: Language) -> str:
    first, second = (_inside(each.of(language.code), language) for each in balance.names)
    if balance.shift is None or balance.low is None or balance.high is None:
        return language.say(
            "Votes say too little of how its partners lean between {first} and {second}.",
            first=first,
            second=second,
        )
    ends = f"{language.number(balance.low)}–{language.number(balance.high)}".replace("–", " … ")
    if balance.low <= 0.0 <= balance.high:
        return language.say(
            "Its first partners other than the two lean between {first} and {second} as it does "
            "itself ({shift}, {ends}).",
            first=first,
            second=second,
            shift=language.number(balance.shift, signed=True),
            ends=ends,
        )
    return language.say(
        "Its first partners other than the two lean more towards {power} than it does itself "
        "({shift}, {ends}, of a scale of 2).",
        power=first if balance.shift > 0 else second,
        shift=language.number(abs(balance.shift)),
        ends=ends,
    )


def _sided(balance: PowerBalance, language: Language) -> str:
    first, second = (_inside(each.of(language.code), language) for each in balance.names)
    return language.say(
        "Of the first places, {one} go to {first} or its allies, {two} to {second} or its allies, "
        "{rest} to others.",
        one=language.percent(balance.sides["first"]),
        two=language.percent(balance.sides["second"]),
        rest=language.percent(balance.sides["neither"]),
        first=first,
        second=second,
    )


def _bodies(found: Portfolio, balance: PowerBalance, language: Language) -> Iterator[str]:
    """Whether bodies on the issues hold both powers."""
    inclusive = [
        line.name.of(language.code)
        for line in found.lines
        if any(len(place.powers) == 2 for place in all_places(line.venues))
    ]
    lone: dict[str, list[str]] = {key: [] for key in balance.powers}
    for line in found.lines:
        places = all_places(line.venues)
        held = {key for place in places for key in place.powers}
        if len(held) == 1 and not any(len(place.powers) == 2 for place in places):
            lone[next(iter(held))].append(line.name.of(language.code))
    if inclusive:
        yield language.say(
            "Both sit in a body of its own on {n} of {all} issues.",
            n=len(inclusive),
            all=len(found.lines),
        )
    for key, name in zip(balance.powers, balance.names, strict=True):
        if lone[key]:
            yield language.say(
                "Only {power} does on {issues}: there the other is told beforehand.",
                power=_inside(name.of(language.code), language),
                issues=_listed(lone[key], language),
            )


def _unsided(found: Portfolio, balance: PowerBalance, language: Language) -> str:
    """For issues whose first partner is a power or its ally: the best partner that is neither."""
    leanings = {each.key: each for each in balance.leanings}

    def is_sided(each: IssuePartner) -> bool:
        return each.key in balance.powers or bool(leanings[each.key].allied)

    told = []
    for line in found.lines:
        if not line.partners or not is_sided(line.partners[0]):
            continue
        other = next((each for each in line.partners if not is_sided(each)), None)
        if other is not None:
            told.append((line.name.of(language.code), other.name.of(language.code)))
    if not told:
        return ""
    by_partner: dict[str, list[str]] = {}
    for issue, partner in told:
        by_partner.setdefault(partner, []).append(issue)
    shown = [
        language.say(
            "{partner} ({issues})",
            partner=_inside(partner, language),
            issues=_listed(issues, language),
        )
        for partner, issues in by_partner.items()
    ]
    return language.say(
        "Where a power or its ally comes first, the best partner that is neither: {partners}.",
        partners="; ".join(shown),
    )


def _support(found: Portfolio, language: Language) -> Section:
    points = [*_dependence(found, language), *_donors(found, language)]
    if not points:
        points.append(
            language.say(
                "No share of trade, arms or aid and no commitment to it is on record here. "
                "`--own` takes yours."
            )
        )
    return Section("support", language.say("Donors and dependence"), points=tuple(points))


def _dependence(found: Portfolio, language: Language) -> Iterator[str]:
    kinds = portfolio_words().dependences
    for kind, name in kinds.items():
        rows = [row for row in found.dependences if row.kind == kind]
        if not rows:
            continue
        latest = max(row.year for row in rows)
        shown = sorted(
            (row for row in rows if row.year >= latest - 1), key=lambda row: -row.share
        )
        parts = [
            f"{actors.find(row.partner, found.as_of).name(language.code)} "
            f"{language.percent(row.share)} ({row.year})"
            for row in shown
        ]
        yield f"{sentence_case(name.of(language.code))}: {', '.join(parts)}"


def _donors(found: Portfolio, language: Language) -> Iterator[str]:
    for each in found.given[:DONORS_SHOWN]:
        one = each.commitment
        givers = [
            promises.party_name(party, one.made, language.code) for party in one.by
        ]
        yield language.say(
            "{givers}, {issue}: {what} ({status})",
            givers=language.list([sentence_case(giver) for giver in givers]),
            issue=promises.issue_names()[one.issue].of(language.code),
            what=one.title.of(language.code),
            status=promises.status_name(each, language),
        )
    rest = len(found.given) - DONORS_SHOWN
    if rest > 0:
        yield language.say("and {n} more commitments to it", n=rest)


def _weaknesses(found: Portfolio, language: Language) -> Section:
    columns = (
        Column(language.say("Weakness"), wraps=True),
        Column(language.say("On record"), wraps=True),
        Column(language.say("What shows it"), wraps=True),
        Column(language.say("What answers it"), wraps=True),
    )
    rows = [_weakness_row(each, found, language) for each in found.weaknesses]
    return Section(
        "weaknesses",
        language.say("Four weaknesses, and what answers them"),
        tables=(Table.of("", columns, rows).sized((1.1, 0.6, 2.0, 1.7)),),
    )


def _weakness_row(one: Weakness, found: Portfolio, language: Language) -> tuple[str, ...]:
    signs = [_sign(each, found, language) for each in one.signs]
    return (
        sentence_case(language.say(words.WEAKNESS_NAMES[one.key])),
        language.say(words.VERDICTS[one.verdict]),
        sentence_case("; ".join(signs))
        or language.say("nothing on record tells; `--own` takes offices and experts"),
        sentence_case("; ".join(language.say(words.REMEDY_WORDS[key]) for key in one.remedies)),
    )


def _sign(sign: Sign, found: Portfolio, language: Language) -> str:
    names = promises.issue_names()
    issues = [names[key].of(language.code) for key in sign.issues]
    filled = dict(sign.values)
    if "kind" in filled:
        filled["kind"] = portfolio_words().dependences[str(filled["kind"])].of(language.code)
    if "on" in filled:
        name = actors.find(str(filled["on"]), found.as_of).name(language.code)
        filled["on"] = _inside(name, language)
    if isinstance(share := filled.get("share"), float):
        filled["share"] = language.percent(share)
    return language.say(
        words.SIGNS[sign.key],
        **filled,
        issues=_listed(issues, language),
        half=language.percent(HALF),
    )


def _principles(found: Portfolio, language: Language) -> Section:
    names = promises.issue_names()
    columns = (
        Column(language.say("Principle"), wraps=True),
        Column(language.say("It asks"), wraps=True),
        Column(language.say("Answer"), wraps=True),
    )
    rows = []
    before = 0
    for each in found.answers:
        where = _listed([names[key].of(language.code) for key in each.issues], language)
        said = language.say(words.ANSWERS[each.answer])
        rows.append(
            (
                f"{each.principle}. {sentence_case(each.says.of(language.code))}"
                if each.principle != before
                else "",
                sentence_case(language.say(PRINCIPLE_QUESTIONS[each.asks])),
                f"{said}: {where}" if each.issues else said,
            )
        )
        before = each.principle
    source = found.principles.source.of(language.code) if found.principles else ""
    return Section(
        "principles",
        language.say("Own principles as tests"),
        notes=(source,),
        tables=(Table.of("", columns, rows).sized((2.0, 1.2, 1.7)),),
    )


def _surety(found: Portfolio, language: Language) -> str:
    return language.say(
        "Strength on an issue and most parts taken are judgements, marked so in the tables; votes "
        "are counted to {votes}, trust is read from acts on record, carried on where these have "
        "ended. What no table holds is shown as not known, never as nil. No order of partners is a "
        "forecast; ministries’ own knowledge goes in with `--own`.",
        votes=_votes_until(found, language),
    )


def _votes_until(found: Portfolio, language: Language) -> str:
    days = [
        each.criteria["interest"].until
        for line in found.lines
        for each in line.partners
        if each.criteria["interest"].basis == "counted"
    ]
    known = [each for each in days if each is not None]
    return language.date(max(known)) if known else "–"


def place_name(place: MeetingPlace, language: Language) -> str:
    """A venue with what it can do and how it decides."""
    known = portfolio_words()
    return language.say(
        "{name} ({jobs}; {decides})",
        name=place.venue.name.of(language.code),
        jobs=language.list([known.jobs[job].of(language.code) for job in place.jobs]),
        decides=known.decides[place.venue.decides].of(language.code),
    )
