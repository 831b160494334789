"""What a matrix of duties shows was done and left undone, as acts that `longtin import` reads.

A duty done in time is cooperation towards the other parties; one that nothing was entered for, a
month after its day, is a refusal (PLOVER `REJECT`) towards them. What was notified and found as
told is cooperation towards the observer; found otherwise, a refusal towards it – unless the party
has objected: then only the observer's words are an act, an accusation.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from longtin import actors
from longtin.register.duty_status import status
from longtin.register.entry_desk import regime_named
from longtin.register.notifications.told import returns_told
from longtin.register.status_matrix import DutyStatus, FigureDifference, StatusMatrix
from longtin.register.submitting import register_statements

if TYPE_CHECKING:
    import polars as pl

GRACE: Final = 30
"""Days after the day within which a duty not done is not yet told as a refusal; our choice."""

TOLERANCE: Final = 0.1
"""Share of the notified figure by which an observed one may differ; unless told otherwise."""

MOST_PARTIES: Final = 40
"""Other parties up to which a duty towards all is told as an act towards each."""

COLUMNS: Final = ("date", "source", "target", "type", "count", "text")


def deed_rows(
    matrix: StatusMatrix, among: Collection[int], *, tolerance: float = TOLERANCE
) -> list[dict[str, Any]]:
    """Rows `date, source, target, type, count, text` of what was done and left undone.

    Late papers, papers that are sealed, contested findings and what nobody can judge are no act of
    the party.

    Args:
        matrix: What `status` returned.
        among: Correlates of War codes of those towards whom a duty towards all is done.
        tolerance: A share from 0 to 1.
    """
    rows: list[dict[str, Any]] = []
    for each in matrix.duties:
        for day, source, target, kind, text in _acts(each, matrix.as_of, among, tolerance):
            if source != target:
                rows.append(
                    {
                        "date": day.isoformat(),
                        "source": _key(source, day),
                        "target": _key(target, day),
                        "type": kind,
                        "count": 1,
                        "text": text,
                    }
                )
    return sorted(rows, key=lambda row: (row["date"], row["source"], row["target"], row["text"]))


def _key(code: int, day: date) -> str:
    return str(actors.near(code, day).key)


Act = tuple[date, int, int, str, str]


def _acts(duty: DutyStatus, as_of: date, among: Collection[int], tolerance: float) -> Iterator[Act]:
    others = [code for code in among if code != duty.party]
    if len(others) > MOST_PARTIES:
        others = []
    name = f"{duty.obligation.id} {duty.activity}".strip()
    if duty.timeliness == "in_time" and duty.original and duty.original.known <= as_of:
        day, symbol = duty.original.known, duty.original.symbol
        for other in others:
            yield day, duty.party, other, "COOPERATE", f"{name}: {symbol or 'done'}"
    if duty.timeliness == "overdue" and duty.due:
        told = duty.due.day + timedelta(days=GRACE)
        if told <= as_of:
            for other in others:
                yield told, duty.party, other, "REJECT", f"{name}: nothing entered"
    for difference in duty.differences:
        yield from _seen(duty, difference, name, tolerance)


def _seen(duty: DutyStatus, found: FigureDifference, name: str, tolerance: float) -> Iterator[Act]:
    day, observer = found.source.known, found.observer
    text = f"{name}: {found.figure} {found.notified:.15g}/{found.observed:.15g}"
    if abs(found.difference) <= tolerance * found.notified:
        yield day, duty.party, observer, "COOPERATE", text
    elif _is_disputed(duty, found):
        yield day, observer, duty.party, "ACCUSE", text
    else:
        yield day, duty.party, observer, "REJECT", text


def _is_disputed(duty: DutyStatus, found: FigureDifference) -> bool:
    return any(
        each.finding is found.source and each.state in {"disputed", "answered"}
        for each in duty.findings
    )


def deed_frame(
    matrix: StatusMatrix, among: Collection[int], *, tolerance: float = TOLERANCE
) -> "pl.DataFrame":
    """`deed_rows` as a data frame, to be written and imported."""
    import polars as pl

    rows = deed_rows(matrix, among, tolerance=tolerance)
    if rows:
        return pl.DataFrame(rows)
    return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))


def register_deeds(folder: Path, as_of: date, *, tolerance: float = TOLERANCE) -> "pl.DataFrame":
    """What a register shows was done and left undone up to a day, as `deed_frame` has it.

    Duties towards all are told as acts towards each other party that has a key in the register.

    Args:
        folder: The register's.
        as_of: The day.
        tolerance: A share from 0 to 1.

    Raises:
        RegisterError: It has no regime, or an entry is no statement.
    """
    statements, past = register_statements(folder)
    regime = regime_named(past.rules[0] if past.rules else "", folder)
    among = [actors.find(each).ccode for each in past.keys.parties()]
    told = returns_told(statements, regime, as_of=as_of)
    first = min((each.known for each in told), default=as_of)
    matrix = status(told, regime, as_of, parties=among, since=first, ahead=0)
    return deed_frame(matrix, among, tolerance=tolerance)
