"""Rules and findings: a page of the handbook, two examples, and a check of what is amiss."""

import abc
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from inspect import getdoc, getmodule
from typing import ClassVar, Final, Literal

from longtin import actors
from longtin._data import Bilingual, Place
from longtin._language import Language, sentence_case
from longtin.errors import ActorError
from longtin.measures import Measure
from longtin.programme import LONG, Objective, Programme, Step, in_sentence

Level = Literal["error", "warning", "advice"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "advice")

Value = str | int | float | date | Bilingual | Sequence["str | Bilingual"]


@dataclass(frozen=True)
class PlacedStep:
    """A step in its place.

    Attributes:
        at: Its number in the file, from 0.
        step: The step.
        measure: What the catalogue knows of its measure.
    """

    at: int
    step: Step
    measure: Measure

    @property
    def place(self) -> Place:
        """Where it stands in the file."""
        return ("steps", self.at)

    @property
    def stake(self) -> float:
        """How exposed those who act are, in [0, 1]."""
        return self.measure.stake if self.step.stake is None else self.step.stake

    @property
    def cost(self) -> float:
        """What it costs, in [0, 1]."""
        return self.measure.cost if self.step.cost is None else self.step.cost

    @property
    def is_channel(self) -> bool:
        """Whether it is, or opens, a line of communication."""
        return self.measure.is_channel


@dataclass(frozen=True)
class Case:
    """A programme before the rules.

    Attributes:
        programme: The programme.
        catalogue: The measures.
        today: The day on which it is judged.
        measured: Reads today's trust of one party in another from a record; nothing if the record
            has nothing to say.
    """

    programme: Programme
    catalogue: Mapping[str, Measure]
    today: date
    measured: Callable[[str, str], float | None]

    @cached_property
    def steps(self) -> tuple[PlacedStep, ...]:
        """The steps in the order of their days."""
        placed = [
            PlacedStep(at, step, self.catalogue[step.measure])
            for at, step in enumerate(self.programme.steps)
        ]
        return tuple(sorted(placed, key=lambda each: (each.step.start, each.step.end, each.at)))

    @cached_property
    def by_id(self) -> Mapping[str, PlacedStep]:
        """The steps by their ids."""
        return {each.step.id: each for each in self.steps}

    @cached_property
    def acting(self) -> tuple[str, ...]:
        """Those who act and trust: the parties in the narrow sense, or all if none is."""
        every = self.programme.parties
        return tuple(each.id for each in every if each.role == "party") or tuple(
            each.id for each in every
        )

    @property
    def days(self) -> int:
        """How long the programme runs."""
        return (self.programme.until - self.programme.start).days + 1

    @property
    def is_long(self) -> bool:
        """Whether it runs for two years or more."""
        return self.days >= LONG

    @cached_property
    def objectives(self) -> Mapping[str, Objective]:
        """The objectives by their ids."""
        return {each.id: each for each in self.programme.objectives}

    def passive(self, placed: PlacedStep) -> tuple[str, ...]:
        """Parties that a step leaves waiting."""
        return tuple(each for each in self.acting if each not in placed.step.by)

    def name(self, code: str) -> Bilingual:
        """What a party is called inside a sentence."""
        found = next((each for each in self.programme.parties if each.id == code), None)
        if found is not None and found.name is not None:
            return found.name
        try:
            state = actors.find(code, self.programme.start)
        except ActorError:
            return Bilingual(en=code, vi=code)
        return in_sentence(Bilingual(en=state.name_en, vi=state.name_vi))

    def names(self, codes: Sequence[str]) -> tuple[Bilingual, ...]:
        """What several are called."""
        return tuple(self.name(code) for code in codes)

    def trust(self, truster: str) -> float | None:
        """Today's trust of a party in the least trusted of the others, where it is known."""
        if truster in self.programme.trust:
            return self.programme.trust[truster]
        found = [self.measured(truster, other) for other in self.acting if other != truster]
        known = [each for each in found if each is not None]
        return min(known) if known else None


@dataclass(frozen=True)
class Finding:
    """Something a rule found.

    Attributes:
        code: Of the rule.
        level: How much it matters.
        place: Where in the file.
        message: What, as a message of the catalogues.
        values: What fills it.
        about: Id of the step, objective, risk or party it is about; empty for the whole.
        silenced: The reason given for silence; none if the finding speaks.
    """

    code: str
    level: Level
    place: Place
    message: str
    values: Mapping[str, Value]
    about: str = ""
    silenced: Bilingual | None = None

    def say(self, language: Language) -> str:
        """What was found, in a language."""
        filled = {name: said(value, language) for name, value in self.values.items()}
        return sentence_case(language.say(self.message, **filled))

    def reason(self, language: Language) -> str:
        """Why it is silenced, in a language; empty if it speaks."""
        return self.silenced.of(language.code) if self.silenced else ""


def said(value: Value, language: Language) -> str:
    """A value as a language writes it."""
    if isinstance(value, Bilingual):
        return value.of(language.code)
    if isinstance(value, date):
        return language.date(value)
    if isinstance(value, int):
        return language.whole(value)
    if isinstance(value, float):
        return language.number(value)
    if isinstance(value, str):
        return value
    return language.list([said(each, language) for each in value])


@dataclass(frozen=True)
class RulePage:
    """A rule's page of the handbook; words are English and keys of the catalogues.

    Attributes:
        title: The rule in a line.
        looks: What it looks at.
        why: Why it matters.
        breaks: YAML that breaks it, to be completed by the example programme.
        keeps: YAML that keeps it.
        fix: What to do.
        sources: What it rests on: a key of the bibliography and a place in it.
    """

    title: str
    looks: str
    why: str
    breaks: str
    keeps: str
    fix: str
    sources: tuple[str, ...]

    @property
    def messages(self) -> tuple[str, ...]:
        """The words that are translated."""
        return (self.title, self.looks, self.why, self.fix, *self.sources)


HEADINGS: Final = (
    "What it looks at",
    "Why it matters",
    "Breaks the rule",
    "Keeps the rule",
    "How to fix it",
    "Sources",
)


class Rule(abc.ABC):
    """Looks at one thing in a programme.

    The class is named after its code, and its module's docstring is its page.

    Attributes:
        level: `error` for what would defeat the programme, `warning` for what endangers it,
            `advice` for what would make it better.
    """

    level: ClassVar[Level]

    @abc.abstractmethod
    def check(self, case: Case) -> Iterator[Finding]:
        """What is amiss."""

    @property
    def code(self) -> str:
        """The rule's code."""
        return type(self).__name__

    @property
    def page(self) -> RulePage:
        """The rule's page."""
        return _page(type(self))

    def finding(self, place: Place, message: str, /, about: str = "", **values: Value) -> Finding:
        """Something found.

        Args:
            place: Where in the file.
            message: What, marked by `message` so that the catalogues have it.
            about: Id of the step, objective, risk or party it is about.
            values: What fills the message.
        """
        return Finding(self.code, self.level, place, message, values, about)

    def finding_in(
        self, placed: PlacedStep, message: str, /, key: str = "", **values: Value
    ) -> Finding:
        """Something found in a step, whose id fills `{step}`.

        Args:
            placed: The step.
            message: As for `finding`.
            key: Which key of the step it is about, if one.
            values: What else fills the message.
        """
        place, step = placed.place, placed.step.id
        return self.finding(
            (*place, key) if key else place, message, about=step, step=step, **values
        )


@cache
def _page(rule: type[Rule]) -> RulePage:
    title, *rest = re.split(r"^## (.+)$", getdoc(getmodule(rule)) or "", flags=re.MULTILINE)
    found = dict(zip(rest[::2], rest[1::2], strict=True))
    if tuple(found) != HEADINGS:
        raise ValueError(f"The page of {rule.__name__} needs these headings: {HEADINGS}.")
    looks, why, breaks, keeps, fix, sources = found.values()
    return RulePage(
        _flowing(title).rstrip("."),
        _flowing(looks),
        _flowing(why),
        _fenced(breaks),
        _fenced(keeps),
        _flowing(fix),
        tuple(_flowing(each) for each in re.split(r"^- ", sources, flags=re.MULTILINE)[1:]),
    )


def _flowing(text: str) -> str:
    return " ".join(text.split())


def _fenced(text: str) -> str:
    return text.strip().removeprefix("```yaml\n").removesuffix("```")
