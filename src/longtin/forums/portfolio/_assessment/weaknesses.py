"""The four weaknesses of cooperation as checks, each with the measures that answer it.

A weakness is found where the tables show it, not found where they show the contrary, and not known
where nothing is on record: that no position is known here is no proof that there is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from longtin import promises
from longtin.forums.portfolio._assessment.balance import PowerBalance, largest_by_kind
from longtin.forums.portfolio._assessment.issue_line import IssueLine
from longtin.forums.portfolio._assessment.meeting_places import all_places
from longtin.forums.portfolio._reference.rows import Dependence, LeadOffice

Verdict = Literal["found", "not_found", "not_known"]
Speaks = Literal["for", "against", "unknown"]

STALE_YEARS: Final = 5
"""Years after which a position is old."""

ENOUGH: Final = 0.5
"""Share of issues with a position in the tables from which silence on the others says something."""

HALF: Final = 0.4
"""Share of one partner from which a state hangs on it."""

REMEDIES: Final = {
    "awareness": ("study", "inform"),
    "aims": ("position", "level"),
    "coordination": ("train", "missions", "office"),
    "pressure": ("inclusive", "spread", "own_budget"),
}
"""Measures that answer each weakness, after source 004."""


@dataclass(frozen=True)
class Sign:
    """One sign of a weakness, or of its absence.

    Attributes:
        key: Which sign.
        values: What fills its sentence.
        issues: Where it shows.
        speaks: Whether it speaks for the weakness, against it, or says that too little is known.
    """

    key: str
    values: Mapping[str, object]
    issues: tuple[str, ...] = ()
    speaks: Speaks = "for"


@dataclass(frozen=True)
class Weakness:
    """A weakness, whether it is found, and what answers it.

    Attributes:
        key: `awareness`, `aims`, `coordination` or `pressure`.
        verdict: Whether it is found.
        signs: What it is read from.
        remedies: Keys of the measures that answer it.
    """

    key: str
    verdict: Verdict
    signs: tuple[Sign, ...]
    remedies: tuple[str, ...]


def weaknesses(
    lines: Sequence[IssueLine],
    balance: PowerBalance | None,
    given: Sequence[promises.Standing],
    owed: Sequence[promises.Standing],
    dependences: Sequence[Dependence],
    offices: Sequence[LeadOffice],
    day: date,
) -> tuple[Weakness, ...]:
    """The four weaknesses of a state's cooperation.

    Args:
        lines: Its issues.
        balance: Between two powers; nothing where there are none.
        given: Commitments of others to it.
        owed: Its own.
        dependences: Its own.
        offices: Its own, where somebody told them.
        day: On which it is judged.

    Source:
        Lê Xuân Thuận, 2 March 2024 (source 004): four weaknesses, five groups of proposals.
    """
    found = {
        "awareness": _awareness(lines, day),
        "aims": _aims(lines),
        "coordination": _coordination(lines, offices, owed),
        "pressure": _pressure(lines, balance, given, dependences),
    }
    return tuple(
        Weakness(key, _verdict(signs), tuple(signs), REMEDIES[key]) for key, signs in found.items()
    )


def _verdict(signs: Sequence[Sign]) -> Verdict:
    said = {each.speaks for each in signs}
    if "for" in said:
        return "found"
    return "not_found" if "against" in said else "not_known"


def _named(lines: Sequence[IssueLine]) -> tuple[str, ...]:
    return tuple(each.issue for each in lines)


def _awareness(lines: Sequence[IssueLine], day: date) -> list[Sign]:
    """Positions that are missing, old, or only name the issue."""
    with_one = [each for each in lines if each.position is not None]
    if len(with_one) < len(lines) * ENOUGH:
        return [_few(with_one, lines)]
    silent = [each for each in lines if each.position is None]
    old = [
        each
        for each in with_one
        if each.position is not None and (day - each.position.on).days > STALE_YEARS * 365
    ]
    signs = []
    if silent:
        signs.append(Sign("no_position", {"n": len(silent)}, _named(silent)))
    if old:
        signs.append(Sign("old_position", {"n": len(old), "years": STALE_YEARS}, _named(old)))
    return signs or [Sign("positions_held", {"n": len(with_one)}, speaks="against")]


def _few(with_one: Sequence[IssueLine], lines: Sequence[IssueLine]) -> Sign:
    """Too few positions are in the tables to say what the state has not thought of."""
    return Sign("few_positions", {"n": len(with_one), "all": len(lines)}, speaks="unknown")


def _aims(lines: Sequence[IssueLine]) -> list[Sign]:
    """Positions without anything that can be checked; a part below one's strength."""
    with_one = [each for each in lines if each.position is not None]
    vague = [each for each in lines if each.position is not None and not each.is_measurable]
    below = [each for each in lines if each.part_now not in {each.part_proposed, "none"}]
    measured = [each for each in lines if each.is_measurable]
    signs = []
    if len(with_one) < len(lines) * ENOUGH:
        signs.append(_few(with_one, lines))
    elif vague:
        signs.append(Sign("no_figure", {"n": len(vague)}, _named(vague)))
    if below:
        signs.append(Sign("part_below", {"n": len(below)}, _named(below)))
    if not signs and measured:
        return [Sign("figures_held", {"n": len(measured)}, speaks="against")]
    return signs


def _coordination(
    lines: Sequence[IssueLine],
    offices: Sequence[LeadOffice],
    standings: Sequence[promises.Standing],
) -> list[Sign]:
    """Issues without a lead office, officials abroad not counted, promises nobody reported on."""
    unreported = [
        each for each in standings if each.status in {"no_delivery_reported", "not_looked_for"}
    ]
    signs = []
    if offices:
        led = {each.issue for each in offices}
        without = [each for each in lines if each.issue not in led]
        if without:
            signs.append(Sign("no_office", {"n": len(without)}, _named(without)))
        empty = [each for each in offices if each.experts == 0]
        if empty:
            issues = tuple(each.issue for each in empty)
            signs.append(Sign("no_experts", {"n": len(empty)}, issues))
        if not signs:
            signs.append(Sign("offices_held", {"n": len(offices)}, speaks="against"))
    if unreported:
        issues = tuple(dict.fromkeys(each.commitment.issue for each in unreported))
        signs.append(Sign("unreported", {"n": len(unreported)}, issues))
    return signs


def _pressure(
    lines: Sequence[IssueLine],
    balance: PowerBalance | None,
    standings: Sequence[promises.Standing],
    dependences: Sequence[Dependence],
) -> list[Sign]:
    """One partner with too large a share, venues with one power only, support that is falling."""
    signs = [
        Sign(
            "hangs_on",
            {"kind": row.kind, "on": row.partner, "share": row.share, "year": row.year},
        )
        for row in largest_by_kind(dependences).values()
        if row.share >= HALF
    ]
    if balance is not None:
        lone = [
            each
            for each in lines
            if not any(len(place.powers) != 1 for place in all_places(each.venues))
            and all_places(each.venues)
        ]
        if lone:
            signs.append(
                Sign("one_power", {"n": len(set(_named(lone)))}, tuple(dict.fromkeys(_named(lone))))
            )
    ended = [each for each in standings if each.status == "ended" or each.is_overdue]
    if ended:
        issues = tuple(dict.fromkeys(each.commitment.issue for each in ended))
        signs.append(Sign("support_falls", {"n": len(ended)}, issues))
    if not signs and (dependences or balance is not None):
        return [Sign("spread", {"n": len(dependences)}, speaks="against")]
    return signs
