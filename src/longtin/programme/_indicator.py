"""Indicators through time: what was reported of an objective, and what a record can tell of it."""

from typing import Literal

from pydantic import Field

from longtin.programme._fields import Amount, Day, Names, ProgrammePart, Said


class IndicatorValue(ProgrammePart):
    """What was reported of an indicator on a day.

    Attributes:
        on: The day.
        value: Where it stood, in the objective's unit, or in words.
        sources: Ids of sources.
    """

    on: Day
    value: Amount
    sources: Names = ()


class RecordSeries(ProgrammePart):
    """What a record can tell of an indicator, in place of a report.

    Attributes:
        what: `trust` of one party in the other; `force`, reports of material conflict since the
            start; or `contacts`, visits, meetings and calls since the start.
        of: Who trusts, or one of the two; `from` in the file.
        to: Who is trusted, or the other of the two.
    """

    what: Literal["trust", "force", "contacts"]
    of: Said = Field(alias="from")
    to: Said
