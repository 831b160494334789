"""A party's own running numbers: papers and signed statements together, each once, gaps named."""

from typing import TYPE_CHECKING, Final

from longtin.errors import RegisterError
from longtin.register.entries.paper_entries import party_of
from longtin.register.entries.statement import SECRETARIAT, Statement

if TYPE_CHECKING:
    from longtin.register.entries.proceedings import Proceedings

_NUMBERS: Final = "numbers"
"""Where the proceedings keep, by party, its highest number and those before it that are missing."""

MOST_MISSING: Final = 1_000
"""How far ahead of the last number a paper may be; more is a slip of the pen."""


def next_number(past: "Proceedings", party: str) -> int:
    """The next number of a party: one above the highest that stands in the register."""
    return 1 + _known(past, party)[0]


def missing_numbers(past: "Proceedings", party: str) -> tuple[int, ...]:
    """Numbers of a party below its highest that stand in no entry."""
    return tuple(_known(past, party)[1])


def _known(past: "Proceedings", party: str) -> tuple[int, list[int]]:
    highest, missing = past.kept.get(_NUMBERS, {}).get(party, (0, []))
    return highest, list(missing)


def check_number(past: "Proceedings", statement: Statement) -> None:
    """Refuse a number that stands already, or that leaves a gap where none need be.

    A paper may leave one: what was sent before it has perhaps not arrived. It is named from then
    on, and whatever arrives later may fill it.

    Raises:
        RegisterError: Why.
    """
    number = statement.body.get("number")
    if number is None:
        return
    party = party_of(statement)
    highest, missing = _known(past, party)
    if type(number) is not int or not 1 <= number <= highest + MOST_MISSING:
        raise RegisterError("`number` is {given}, and the next of {party} is {next}. Write that, "
                            "or none.", given=number, party=party, next=highest + 1)  # fmt: skip
    if number <= highest and number not in missing:
        raise RegisterError(
            "number {n} of {party} stands in the register already. Numbers of a party run on; give "
            "this paper its own: {next}.",
            n=number,
            party=party,
            next=highest + 1,
        )
    if number > highest + 1 and statement.issuer != SECRETARIAT:
        raise RegisterError(
            "`number` is {given}, and the next of {party} is {next}. Write that, or none.",
            given=number,
            party=party,
            next=highest + 1,
        )


def keep_number(past: "Proceedings", statement: Statement) -> None:
    """Remember a number that was checked."""
    number = statement.body.get("number")
    if number is None:
        return
    party = party_of(statement)
    highest, missing = _known(past, party)
    if number > highest:
        missing += range(highest + 1, number)
        highest = number
    else:
        missing.remove(number)
    past.kept.setdefault(_NUMBERS, {})[party] = [highest, missing]
