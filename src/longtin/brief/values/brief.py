"""Brief: frozen values, counted once, that each language and format shows."""

from dataclasses import dataclass
from datetime import date

from longtin.brief.values.advice import Advice
from longtin.brief.values.binding_rules import BindingRules
from longtin.brief.values.comparison import Comparison
from longtin.brief.values.direction import Direction
from longtin.brief.values.forecast_scores import ForecastScore
from longtin.brief.values.position import Position, Quadrant
from longtin.brief.values.reading import StateName
from longtin.brief.values.source_coverage import SourceCoverage


@dataclass(frozen=True)
class Brief:
    """Everything a brief says.

    Attributes:
        as_of: Nothing later than this day has been read.
        cell: Where the pair stands in the 2×2 of belief; `None` if either is unknown.
        compared: The pair beside its neighbours and ten years before; `None` if nothing is known.
        advice: What to do next; `None` without a figure for both.
        rules: What binds both; `None` if no regime on file does.
        doubter: Whose trust is not enough when the cell is `fragile`.
        standing: What the 2×2 is drawn at: the stake, what it takes of both, and how sure it is.
        method_version: Of the parameters and code behind the numbers.
        record_version: Of the record.
        citations: Full references of every source used, in alphabetical order.
    """

    as_of: date
    here: StateName
    there: StateName
    cell: Quadrant | None
    cell_year_before: Quadrant | None
    doubter: StateName | None
    standing: Position
    directions: tuple[Direction, Direction]
    compared: Comparison | None
    advice: Advice | None
    rules: BindingRules | None
    coverage: tuple[SourceCoverage, ...]
    scores: tuple[ForecastScore, ...]
    citations: tuple[str, ...]
    method_version: str
    record_version: str
