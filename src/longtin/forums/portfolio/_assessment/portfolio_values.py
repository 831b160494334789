"""A state's portfolio as a frozen value, and what it is read from beside the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from longtin import promises
from longtin._data import Bilingual
from longtin.acts import SimulatedHistory
from longtin.forums.portfolio._assessment.balance import PowerBalance
from longtin.forums.portfolio._assessment.institution_choice import InstitutionChoice
from longtin.forums.portfolio._assessment.issue_line import IssueLine
from longtin.forums.portfolio._assessment.principle_tests import PrincipleAnswer
from longtin.forums.portfolio._assessment.weaknesses import Weakness
from longtin.forums.portfolio._reference.reference_tables import PortfolioTables
from longtin.forums.portfolio._reference.rows import Dependence
from longtin.page import in_notebook
from longtin.programme import PrinciplePreset


@dataclass(frozen=True)
class PortfolioGrounds:
    """What a portfolio is read from beside the record; the shipped ones where one is left out.

    Attributes:
        tables: Partnerships, strengths, parts, venues, shares, offices.
        statements: Commitments and positions.
        principles: What it is held against; without it the state's own, where they ship.
    """

    tables: PortfolioTables | None = None
    statements: promises.Statements | None = None
    principles: PrinciplePreset | None = None


@in_notebook(
    "longtin.forums.portfolio._pages.portfolio_document:portfolio_document",
    lambda found: f"Portfolio of {found.state}, {found.as_of}: {len(found.lines)} issues",
)
@dataclass(frozen=True)
class Portfolio:
    """A state's portfolio of cooperation.

    Attributes:
        state: ISO code.
        ccode: COW code.
        name: In both languages.
        as_of: Nothing later was read.
        lines: Its issues.
        compared: ISO codes of the partners compared.
        are_chosen: Whether the user named them.
        balance: Between two great powers; nothing where it is one of two, or none are known.
        dependences: Published shares of its trade, arms and aid.
        given: Commitments of others to it.
        owed: Its own commitments.
        weaknesses: The four weaknesses.
        principles: The principles it was held against; nothing where none are known.
        answers: What they ask, answered.
        sources: Of the tables, by key.
        seed: Of the draws.
        trust_version: Of the belief model.
        institutions: Which institution delivers most on each issue, where that was asked for.
        simulated: Which history of which world the record is; `None` of what happened.
    """

    state: str
    ccode: int
    name: Bilingual
    as_of: date
    lines: tuple[IssueLine, ...]
    compared: tuple[str, ...]
    are_chosen: bool
    balance: PowerBalance | None
    dependences: tuple[Dependence, ...]
    given: tuple[promises.Standing, ...]
    owed: tuple[promises.Standing, ...]
    weaknesses: tuple[Weakness, ...]
    principles: PrinciplePreset | None
    answers: tuple[PrincipleAnswer, ...]
    sources: Mapping[str, Bilingual]
    seed: int
    trust_version: str
    institutions: tuple[InstitutionChoice, ...] = ()
    simulated: SimulatedHistory | None = None
