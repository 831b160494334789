"""Briefs made by hand: no record, no model, every field filled as a real one would be."""

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np

from longtin._data import Bilingual
from longtin.brief import (
    Advice,
    BindingRegime,
    BindingRules,
    Brief,
    Comparison,
    Contribution,
    Direction,
    DomainReading,
    ForecastScore,
    LastingWeight,
    NextStep,
    ObligationDeadline,
    Peer,
    Position,
    PredictiveBand,
    Proposal,
    PublicMood,
    Reading,
    SchoolReading,
    SourceCoverage,
    StateName,
    Status,
    TrustChange,
    TurningPoint,
    render,
)
from longtin.brief.values.other_readings import OtherReading
from longtin.brief.values.position import of_readings
from longtin.game import assumptions
from longtin.trust import Hindcast

AS_OF = date(2014, 8, 1)
NAMES = {
    816: Bilingual(en="Viet Nam", vi="Việt Nam"),
    710: Bilingual(en="China", vi="Trung Quốc"),
    811: Bilingual(en="Cambodia", vi="Campuchia"),
    812: Bilingual(en="Laos", vi="Lào"),
    365: Bilingual(en="Russia", vi="Nga"),
    740: Bilingual(en="Japan", vi="Nhật Bản"),
}
ROWS = tuple(f"icews14:{number}" for number in (31244, 31251, 31260, 31277, 31302))


def both(en: str, vi: str) -> Bilingual:
    """Words in both languages."""
    return Bilingual(en=en, vi=vi)


def party(ccode: int, key: str) -> StateName:
    """A state by its names."""
    return StateName(ccode, key, NAMES[ccode])


def reading(day: date, trust: float, spread: float = 1.0) -> Reading:
    """An estimate whose interval is even in log-odds."""
    middle = math.log(trust / (1 - trust))
    low, high = (1 / (1 + math.exp(-middle - sign * spread)) for sign in (-1, 1))
    return Reading(day, "estimated", round(trust, 6), round(low, 6), round(high, 6))


def nothing(day: date, status: Status) -> Reading:
    """A date without a figure."""
    return Reading(day, status, None, None, None)


def path(seed: int, turns: dict[date, float], bare: tuple[date, date] | None) -> Iterator[Reading]:
    """Ten years of weeks wandering about targets that change on given days."""
    chance = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    logit, day = 1.2, date(2005, 1, 2)
    while day < AS_OF:
        target = next(aim for start, aim in reversed(turns.items()) if day >= start)
        logit += 0.25 * (target - logit) + chance.gauss(0, 0.28)
        trust = 1 / (1 + math.exp(-logit))
        if bare and bare[0] <= day <= bare[1]:
            yield nothing(day, "not covered")
        else:
            yield reading(day, trust, 0.9)
        day += timedelta(weeks=1)


def line(start: date, what: str, weight: float, reports: int, who: str, text: str) -> Contribution:
    """A week's acts of one kind."""
    last = start + timedelta(days=6)
    rows = ROWS[: min(reports, 3)]
    return Contribution(start, last, what, in_points(weight), weight, reports, (who,), text, rows)


def in_points(decibans: float) -> float:
    """Points that go with a weight, as if each deciban made as many."""
    return round(3.6 * decibans, 1)


def lasting(moved: tuple[Contribution, ...], left: float) -> LastingWeight:
    """What is left of the first lines of the year, and of all others."""
    lines = tuple(
        replace(each, points=round(each.points * left, 1), decibans=round(each.decibans * left, 1))
        for each in moved[:3]
    )
    rest = replace(
        line(date(2005, 1, 3), "OTHER", -3.1, 640, "", ""), end=AS_OF, who=(), origins=()
    )
    every = (*lines, rest)
    return LastingWeight(
        sum(each.points for each in every), sum(each.decibans for each in every), every
    )


def peers(listed: tuple[tuple[int, str, float], ...], pair: int) -> tuple[Peer, ...]:
    """States by trust; the last has none to show."""
    ago = AS_OF.replace(year=AS_OF.year - 10)
    known = [
        Peer(party(code, key), reading(AS_OF, trust, 0.7), reading(ago, 0.9, 0.7),
             code == pair)
        for code, key, trust in listed
    ]  # fmt: skip
    dark = replace(known[-1], now=nothing(AS_OF, "too little"), before=nothing(ago, "not covered"))
    return (*known, replace(dark, party=party(740, "JPN"), is_pair=False))


def beside() -> Comparison:
    """Viet Nam's trust in its neighbours, and trust in China of its own."""
    ours = ((812, "LAO", 0.93), (811, "KHM", 0.71), (710, "CHN", 0.03))
    theirs = ((365, "RUS", 0.88), (812, "LAO", 0.8), (816, "VNM", 0.03))
    return Comparison(date(2004, 8, 1), True, peers(ours, 710), peers(theirs, 816))


def elsewhere() -> tuple[OtherReading, ...]:
    """The same conduct by complete counts, and with ties counted."""
    ends = date(2013, 12, 31)
    return (
        OtherReading("by_week", ends, reading(ends, 0.55), reading(ends, 0.7)),
        OtherReading("by_year", ends, reading(ends, 0.41), reading(ends, 0.62)),
        OtherReading("with_ties", AS_OF, reading(AS_OF, 0.05), reading(AS_OF, 0.43)),
    )


def to_china() -> Direction:
    """Viet Nam's trust in China, which falls in May 2014."""
    whole = "China → Viet Nam"
    moved = (
        line(date(2014, 5, 5), "ASSAULT", -9.4, 6, whole, "Use conventional military force"),
        line(date(2014, 5, 12), "ACCUSE", -7.8, 31, whole, "Criticize or denounce"),
        line(
            date(2014, 5, 5),
            "COERCE",
            -6.1,
            4,
            "Coast Guard (China) → Viet Nam",
            "Impose blockade, restrict movement",
        ),
        line(date(2014, 5, 26), "REJECT", -5.2, 9, whole, "Reject"),
        line(
            date(2014, 6, 16),
            "CONSULT",
            4.1,
            12,
            "Yang Jiechi → Foreign Affairs (Viet Nam)",
            "Make a visit",
        ),
        replace(
            line(date(2013, 8, 2), "DRIFT", 3.1, 0, "", ""),
            end=AS_OF,
            who=(),
            origins=(),
        ),
        replace(line(date(2013, 8, 2), "OTHER", -0.3, 64, "", ""), end=AS_OF, who=(), origins=()),
    )
    turn = TurningPoint(date(2014, 5, 5), date(2014, 5, 25), -83.9, -23.3, moved[:3])
    before = reading(date(2013, 8, 1), 0.81, 0.8)
    turns = {date(2005, 1, 1): 1.4, date(2009, 6, 1): 0.6, date(2014, 5, 5): -3.6}
    return Direction(
        truster=party(816, "VNM"),
        trustee=party(710, "CHN"),
        now=Reading(AS_OF, "estimated", 0.03, 0.01, 0.09),
        year_before=before,
        effective_acts=38.4,
        floor=3.0,
        reason="",
        change=TrustChange(
            -77.8,
            -21.6,
            "fell",
            0.998,
            "almost_certain",
            (reading(date(2014, 1, 19), 0.997), reading(date(2014, 6, 15), 0.016)),
            14,
        ),
        turn=turn,
        moved=moved,
        lasting=lasting(moved, 0.8),
        hindcast=Hindcast("share", date(2013, 7, 28), AS_OF, 0.031, 0.012, 0.084, 31, 214),
        schools=(
            SchoolReading("interest", reading(AS_OF, 0.62, 0.7)),
            SchoolReading("norm", reading(AS_OF, 0.08, 0.9)),
            SchoolReading("affinity", reading(AS_OF, 0.11, 0.9)),
        ),
        domains=(
            DomainReading("military", -60.5, -16.8, 22),
            DomainReading("diplomatic", -15.1, -4.2, 141),
            DomainReading("economic", 6.8, 1.9, 17),
        ),
        opinion=PublicMood(34, 27, 12, 3),
        path=(*path(1, turns, None), Reading(AS_OF, "estimated", 0.03, 0.01, 0.09)),
        marks=tuple(sorted(moved[:5], key=lambda each: each.start)),
    )


def to_viet_nam() -> Direction:
    """China's trust in Viet Nam, which falls less, and has a hole in 2007."""
    whole = "Viet Nam → China"
    moved = (
        line(date(2014, 5, 12), "PROTEST", -4.9, 17, whole, "Demonstrate or rally"),
        line(date(2014, 5, 19), "ACCUSE", -3.6, 24, whole, "Criticize or denounce"),
        line(date(2014, 6, 16), "CONSULT", 2.2, 9, whole, "Host a visit"),
        replace(line(date(2013, 8, 2), "DRIFT", 0.7, 0, "", ""), end=AS_OF, who=(), origins=()),
    )
    turns = {date(2005, 1, 1): 1.2, date(2014, 5, 12): -0.6}
    return Direction(
        truster=party(710, "CHN"),
        trustee=party(816, "VNM"),
        now=reading(AS_OF, 0.39, 0.8),
        year_before=reading(date(2013, 8, 1), 0.72, 0.8),
        effective_acts=31.0,
        floor=3.0,
        reason="",
        change=TrustChange(-21.6, -6.0, "fell", 0.91, "very_likely"),
        turn=TurningPoint(date(2014, 5, 12), date(2014, 5, 25), -30.6, -8.5, moved[:2]),
        moved=moved,
        lasting=lasting(moved, 0.5),
        hindcast=None,
        schools=(
            SchoolReading("interest", reading(AS_OF, 0.62, 0.7)),
            SchoolReading("norm", reading(AS_OF, 0.55, 0.9)),
            SchoolReading("affinity", nothing(AS_OF, "too little")),
        ),
        domains=(
            DomainReading("military", -4.3, -1.2, 8),
            DomainReading("diplomatic", -18.4, -5.1, 120),
        ),
        opinion=PublicMood(9, 4, None, None),
        path=(
            *path(2, turns, (date(2006, 9, 1), date(2009, 3, 1))),
            reading(AS_OF, 0.39, 0.8),
        ),
        marks=moved[:3],
    )


COVERAGE = (
    SourceCoverage(
        "icews14", "ICEWS 2014 benchmark", date(2014, 1, 1), date(2014, 12, 31), 412, on_date=True
    ),
    SourceCoverage(
        "icews0515",
        "ICEWS 2005–2015 benchmark",
        date(2005, 1, 1),
        date(2013, 12, 31),
        288,
        on_date=False,
    ),
    SourceCoverage(
        "icews_year",
        "ICEWS yearly counts",
        date(2002, 1, 1),
        date(2013, 12, 31),
        24,
        on_date=False,
    ),
    SourceCoverage(
        "mid",
        "COW militarised disputes 5.0",
        date(1954, 1, 1),
        date(2014, 12, 31),
        31,
        on_date=True,
    ),
    SourceCoverage("atop", "ATOP alliances 5.1", None, None, 0, on_date=False),
)
SCORES = (
    ForecastScore(
        "annual", "dispute_onset", "auc", 0.957, "peace_years", 0.960, 412_880, date(1990, 12, 31)
    ),
    ForecastScore(
        "annual",
        "dispute_onset",
        "average_precision",
        0.246,
        "peace_years",
        0.215,
        412_880,
        date(1990, 12, 31),
    ),
    ForecastScore(
        "events", "conflict_12w", "brier", 0.081, "persistence", 0.094, 8_120, date(2012, 12, 31)
    ),
)
CITATIONS = (
    (
        "Boschee, E., Lautenschlager, J., O’Brien, S., Shellman, S., Starz, J. & Ward, M. (2015). "
        "ICEWS Coded Event Data. Harvard Dataverse, doi:10.7910/DVN/28075."
    ),
    (
        "Leeds, B. A., Ritter, J. M., Mitchell, S. M. & Long, A. G. (2002). Alliance Treaty "
        "Obligations and Provisions, 1815–1944. International Interactions 28: 237–260."
    ),
    (
        "Palmer, G., McManus, R. W., D’Orazio, V., Kenwick, M. R., Karstens, M., Bloch, C., "
        "Dietrich, N., Kahn, K., Ritter, K. & Soules, M. J. (2022). The MID5 Dataset, 2011–2014. "
        "Conflict Management and Peace Science 39(4): 470–482."
    ),
)


def stood(ways: tuple[Direction, Direction]) -> Position:
    """Where the sample stands, with a hundred draws spread evenly over each interval."""
    one, two = (
        np.linspace(way.now.low or 0.0, way.now.high or 0.0, 100)[:: 1 - 2 * side]
        for side, way in enumerate(ways)
    )
    parties = (ways[0].truster, ways[0].trustee)
    ours, theirs = ((*way.path[:-1], way.now) for way in ways)
    found = of_readings(parties, (ours, theirs), (one, two), assumptions(), None)
    return replace(found, method_version="events-2026.1 (3f9c2a1b)", record_version="5d0e77c4")


def next_steps() -> Advice:
    """Two steps of a plan, its outlook, and a sentence of each kind."""
    words = (both("Sentence one.", "Câu một."), both("Sentence two.", "Câu hai."))
    hotline = both("foreign ministry hotline", "đường dây nóng bộ ngoại giao")
    dates = tuple(date(2014 + month // 12, month % 12 + 1, 1) for month in range(7, 20))
    spread = [step / 12 for step in range(13)]
    return Advice(
        phase="prevention",
        steps=(
            NextStep(
                "foreign-ministry-hotline",
                hotline,
                0.06,
                0.03,
                both("0.03", "0,03"),
                0.14,
                0.05,
                0.01,
                both("0.05; 0.01", "0,05; 0,01"),
            ),
            NextStep(
                "wait",
                both("wait", "chờ"),
                None,
                0.05,
                both("0.05", "0,05"),
                None,
                None,
                None,
                both("", ""),
            ),
        ),
        running=(both(f"{hotline.en} (2011)", f"{hotline.vi} (2011)"),),
        why=words,
        later=words[:1],
        terms=words[1:],
        mind=words,
        dates=dates,
        threshold=0.68,
        fans=(
            PredictiveBand(
                "plan",
                both("the plan", "kế hoạch"),
                tuple(0.02 for _ in spread),
                tuple(0.03 + 0.3 * share for share in spread),
                tuple(0.08 + 0.8 * share for share in spread),
                0.21,
                0.1,
            ),
            PredictiveBand(
                "nothing",
                both("doing nothing", "không làm gì"),
                tuple(0.02 for _ in spread),
                tuple(0.03 + 0.26 * share for share in spread),
                tuple(0.08 + 0.3 * share for share in spread),
                0.0,
                0.0,
            ),
        ),
        conduct=PredictiveBand(
            "conduct",
            both("their conduct itself, whatever is done", "hành vi của họ, dù làm gì"),
            tuple(0.0 for _ in spread),
            tuple(0.03 + 0.26 * share for share in spread),
            tuple(0.4 + 0.5 * share for share in spread),
            0.15,
            0.0,
        ),
        proposals=(
            Proposal(
                move="foreign-ministry-hotline",
                name=hotline,
                description=both("A line for incidents.", "Kênh xử lý sự cố."),
                leads=("foreign_ministry", "defence"),
                runs_by=date(2014, 10, 24),
                again=False,
                cost="little",
                stake="some",
                refuses=0.14,
                instead=both("wait", "chờ"),
            ),
        ),
    )


def rules() -> BindingRules:
    """Two regimes, one more than binding in law, and two dates."""
    return BindingRules(
        bonds=(
            BindingRegime(
                "viet-nam-china",
                both("Viet Nam–China arrangements", "Các thỏa thuận Việt Nam - Trung Quốc"),
                *("PB", date(2004, 6, 30), 2, 11, 8),
            ),
            BindingRegime(
                "tac-1976",
                both("Treaty of Amity", "Hiệp ước Thân thiện"),
                *("LB", date(1976, 7, 15), 31, 6, 5),
            ),
        ),
        due=(
            ObligationDeadline(
                day=date(2014, 12, 31),
                is_fixed=False,
                obligations=("VNCN-4",),
                regime=both("Viet Nam–China", "Việt Nam - Trung Quốc"),
                says=(both("Meet twice a year.", "Gặp hai lần một năm."),),
                binding="PB",
                certainty="verified",
                times=2,
                owed_by="both",
            ),
            ObligationDeadline(
                day=date(2015, 4, 15),
                is_fixed=True,
                obligations=("BWC-A", "BWC-B"),
                regime=both("BWC", "Công ước Vũ khí sinh học"),
                says=(both("Report A.", "Báo cáo A."), both("Report B.", "Report B.")),
                binding="VOL",
                certainty="memory",
                times=1,
                owed_by="there",
            ),
        ),
    )


@cache
def full() -> Brief:
    """Viet Nam and China on 1 August 2014, everything known."""
    ways = (to_china(), to_viet_nam())
    return Brief(
        as_of=AS_OF,
        here=party(816, "VNM"),
        there=party(710, "CHN"),
        cell="collapse",
        cell_year_before="win-win",
        doubter=None,
        standing=stood(ways),
        directions=ways,
        acts_until=AS_OF,
        compared=beside(),
        other_readings=elsewhere(),
        advice=next_steps(),
        rules=rules(),
        coverage=COVERAGE,
        scores=SCORES,
        citations=CITATIONS,
        method_version="events-2026.1 (3f9c2a1b)",
        record_version="5d0e77c4",
    )


def bare(direction: Direction, status: Status, reason: str, effective: float) -> Direction:
    """The same direction with no figure, and all that hangs on one gone."""
    return replace(
        direction,
        now=nothing(direction.now.date, status),
        year_before=nothing(direction.year_before.date, "not covered"),
        effective_acts=effective,
        reason=reason,
        change=None,
        turn=None,
        moved=(),
        lasting=None,
        hindcast=None,
        schools=(),
        domains=(),
        opinion=None,
        path=tuple(
            nothing(each.date, status) if each.date > date(2011, 3, 1) else each
            for each in direction.path
        ),
        marks=(),
    )


@cache
def thin() -> Brief:
    """One direction has too little evidence, so the pair has no place in the 2×2."""
    brief = full()
    ours, theirs = brief.directions
    ways = (ours, bare(theirs, "too little", "thin", 1.4))
    return replace(
        brief,
        cell=None,
        cell_year_before=None,
        standing=stood(ways),
        directions=ways,
        advice=None,
    )


@cache
def uncovered() -> Brief:
    """A date before the record: neither direction is covered."""
    brief = full()
    day = date(1940, 1, 1)
    ours, theirs = (
        replace(
            bare(each, "not covered", "not_a_state", 0.0),
            now=nothing(day, "not covered"),
            year_before=nothing(date(1939, 1, 1), "not covered"),
            path=(),
        )
        for each in brief.directions
    )
    return replace(
        brief,
        as_of=day,
        cell=None,
        cell_year_before=None,
        standing=stood((ours, theirs)),
        directions=(ours, theirs),
        acts_until=None,
        compared=None,
        other_readings=(),
        advice=None,
        rules=None,
        coverage=tuple(replace(each, rows=0, on_date=False) for each in COVERAGE),
        scores=(),
    )


@cache
def fragile() -> Brief:
    """A steady pair of which one doubts, by a yearly record."""
    brief = full()
    ours, theirs = brief.directions
    years = [date(year, 12, 31) for year in range(1980, 2014)]
    ours = replace(
        ours,
        now=reading(AS_OF, 0.36),
        change=TrustChange(-1.4, -0.4, "steady", 0.51, "roughly_even"),
        year_before=reading(date(2013, 8, 1), 0.38),
        turn=None,
        moved=(),
        hindcast=Hindcast("dispute", date(2012, 12, 31), date(2013, 12, 31), 0.31, 0.22, 0.4, 1, 1),
        marks=(
            Contribution(
                date(1988, 1, 1),
                date(1988, 12, 31),
                "DISPUTE_4",
                -29.5,
                -8.2,
                1,
                (),
                "",
                ("mid:88",),
            ),
        ),
        path=tuple(reading(day, 0.2 + 0.25 * (day.year - 1980) / 34) for day in years),
    )
    theirs = replace(
        theirs,
        now=reading(AS_OF, 0.66),
        change=TrustChange(4.3, 1.2, "rose", 0.7, "likely"),
        year_before=reading(date(2013, 8, 1), 0.59),
        turn=None,
        moved=(),
        hindcast=Hindcast("dispute", date(2012, 12, 31), date(2013, 12, 31), 0.12, 0.06, 0.2, 0, 1),
        marks=(),
        path=tuple(reading(day, 0.4 + 0.25 * (day.year - 1980) / 34) for day in years),
    )
    return replace(
        brief,
        cell="fragile",
        cell_year_before="fragile",
        doubter=brief.here,
        standing=stood((ours, theirs)),
        directions=(ours, theirs),
    )


BRIEFS = {"full": full, "thin": thin, "uncovered": uncovered, "fragile": fragile}


@cache
def shown(kind: str, code: str, form: str) -> bytes:
    """A sample as a file, each made once for all who only look at it."""
    return render(BRIEFS[kind](), form, language=code)
