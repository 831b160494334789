"""Settings of an estimate: parameter sets, how their doubt is drawn, school and perception."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import TypeVar

from longtin.errors import ModelError
from longtin.trust.evidence.covariate import SCHOOLS
from longtin.trust.model import conduct_model, exchange_model, issue_model
from longtin.trust.model.conduct_model import NAMES, ConductModel
from longtin.trust.model.exchange_model import ExchangeModel
from longtin.trust.model.issue_model import IssueModel
from longtin.trust.model.parameters import Parameters, dump, load, shipped
from longtin.trust.model.perception import Perception

FORECASTS = "forecast_events"
"""File of the events model that forecasts read."""

ISSUES = "issues"
"""File of the issue model."""

PAIR_DRAWS = 650
"""Draws behind an interval of a pair: as many as keep its ends within 0.02 from seed to seed."""

MANY_DRAWS = 64
"""Draws where many pairs are asked for: a tenth of the gigabytes. Ends of intervals by year then
stay within 0.02 nearly always, by week nineteen times in twenty."""

BESIDE = ("exchanges", *NAMES)
"""What a model may read beside dated acts and what is complete by year."""

Beside = TypeVar("Beside")

FITTED = {2: "two_types_", 9: ""}
"""Numbers of levels with parameters in the package, and how their files' names begin."""


@dataclass(frozen=True)
class Model:
    """The two parameter sets, and how their uncertainty is sampled.

    Attributes:
        annual: Of the annual model.
        events: Of the events model.
        draws: Draws from the parameters and from the reports; 0 for no intervals.
        seed: Same seed, same draws; a pair's draws do not depend on which others are asked for.
        school: `interest`, `norm` or `affinity` for that school alone.
        exchanges: Of the exchange model, which speaks where no acts can be named; `None` leaves
            it out, as it does the models below.
        forecasts: Of the events model that forecasts read: with graded levels it counts reports
            another way, for what orders pairs best does not foretell best. `None` where forecasts
            read `events`.
        perception: How much of what is reported by week is misread, in quiet weeks and in a
            crisis; without it, no more than is in the weights.
        third_parties: Of what the trustee did to those like the truster.
        mirror: Of what the truster did to the trustee.
        monthly: Of monthly counts, where dated acts are thin.
        issues: Of how conduct in a field departs from the level at large; read by `by_issue` alone.
        tie_weight: η, how far an alliance and a long peace lift what belief goes towards; 0 lets
            conduct speak alone.
    """

    annual: Parameters
    events: Parameters
    draws: int = PAIR_DRAWS
    seed: int = 0
    school: str | None = None
    perception: Perception | None = None
    exchanges: ExchangeModel | None = None
    third_parties: ConductModel | None = None
    mirror: ConductModel | None = None
    monthly: ConductModel | None = None
    forecasts: Parameters | None = None
    issues: IssueModel | None = None
    tie_weight: float = 0.0

    def __repr__(self) -> str:
        """In short."""
        versions = f"annual {self.annual.version}, events {self.events.version}"
        return f"<Model: {versions}, {self.draws} draws, seed {self.seed}>"

    def with_ties(self, weight: float = 1.0) -> "Model":
        """The same with alliance and long peace counted: a second figure, never the first.

        Alliances do not show in conduct, and opinion knows of them all the same. Where two states
        have a defence pact and more than twenty years without a dispute, the distribution that
        belief goes towards is lifted by `exp(η s)`, s going from −1 to 1 with the level.

        Args:
            weight: η; 1 puts old allies above good neighbours about every other time.

        Raises:
            ModelError: The model is of two types, which have no scale to be lifted on.
        """
        if self.annual.anchors is None:
            raise ModelError(
                "Alliance and long peace are counted on nine levels, and this model is of two "
                "types. Use `Model.shipped()`."
            )
        return replace(self, tie_weight=weight)

    @property
    def further(self) -> tuple[ConductModel, ...]:
        """Models of what else speaks of a pair's weeks.

        A school alone reads only what the trustee did to the truster.
        """
        known = (self.third_parties, self.mirror, self.monthly)
        return tuple(one for one in known if one and self.school is None)

    @property
    def version(self) -> str:
        """Of all parameters that weekly numbers are read with."""
        beside = (self.exchanges, *self.further)
        return "+".join(one.version for one in (self.events, self.annual, *beside) if one)

    def for_forecasts(self) -> "Model":
        """The model that forecasts of conduct read belief with.

        Third parties and the mirror stay silent in it: they were fitted on kinds of act that it
        does not tell apart.
        """
        if self.forecasts is None:
            return self
        bare = self.without("third_parties", "mirror")
        return replace(bare, events=self.forecasts, forecasts=None)

    def files(self) -> dict[str, tuple[str, str]]:
        """Names of the files that `fitted` reads, with their text and version."""
        sets = {"annual": self.annual, "events": self.events, FORECASTS: self.forecasts}
        found = {f"{name}.json": (dump(each), each.version) for name, each in sets.items() if each}
        beside = {name: getattr(self, name) for name in (*BESIDE, ISSUES)}
        return found | {
            f"{name}.json": (each.dump(), each.version) for name, each in beside.items() if each
        }

    @classmethod
    def shipped(
        cls, draws: int = PAIR_DRAWS, seed: int = 0, school: str | None = None, levels: int = 9
    ) -> "Model":
        """With the parameters inside the package.

        Args:
            draws: As in `Model`, with the next two.
            seed: See there.
            school: See there.
            levels: 2 for the types trustworthy and not; 9 for graded levels, read from an enemy in
                arms (0) to an ally of long standing (1).

        Raises:
            ModelError: No parameters are shipped for so many levels, or no such school.
        """
        if levels not in FITTED:
            raise ModelError(
                "No parameters for {n} levels are in the package. Ask for 9 or 2.", n=levels
            )
        annual, events = (shipped(f"{FITTED[levels]}{name}") for name in ("annual", "events"))
        graded = annual.anchors is not None
        third_parties, mirror, monthly = (
            conduct_model.shipped(name) if graded else None for name in NAMES
        )
        return cls(
            annual, events, draws, seed, _known(school),
            exchanges=exchange_model.shipped(f"{FITTED[levels]}exchanges"),
            third_parties=third_parties, mirror=mirror, monthly=monthly,
            forecasts=shipped(FORECASTS) if graded else None,
            issues=issue_model.shipped() if graded else None,
        )  # fmt: skip

    @classmethod
    def fitted(
        cls,
        folder: str | FilePath,
        draws: int = PAIR_DRAWS,
        seed: int = 0,
        school: str | None = None,
    ) -> "Model":
        """With parameters of your own: `annual.json` and `events.json` of a folder.

        `longtin fit --into FOLDER` writes them, `forecast_events.json`, `exchanges.json` and what
        else speaks (`third_parties.json`, `mirror.json`, `monthly.json`, `issues.json`), which may
        be missing and then stay silent. The rest is as in `Model`.

        Raises:
            ModelError: One of the files is not there, or holds something else.
        """
        annual, events = (_of_file(FilePath(folder), name) for name in ("annual", "events"))
        foretold = FilePath(folder) / f"{FORECASTS}.json"
        third_parties, mirror, monthly = (
            _beside(FilePath(folder), name, conduct_model.load) for name in NAMES
        )
        return cls(
            annual, events, draws, seed, _known(school),
            exchanges=_beside(FilePath(folder), "exchanges", exchange_model.load),
            third_parties=third_parties, mirror=mirror, monthly=monthly,
            forecasts=_of_file(FilePath(folder), FORECASTS) if foretold.exists() else None,
            issues=_beside(FilePath(folder), ISSUES, issue_model.load),
        )  # fmt: skip

    def without(self, *names: str) -> "Model":
        """The same with some of what it reads left out.

        Args:
            names: Of `exchanges`, `third_parties`, `mirror` and `monthly`.

        Raises:
            ModelError: No such name.

        Example:
            >>> Model.shipped().without("mirror").mirror is None
            True
        """
        for name in names:
            if name not in BESIDE:
                raise ModelError(
                    "A model reads nothing by the name '{name}' that can be left out. Leave out "
                    "some of {known}.",
                    name=name,
                    known=", ".join(BESIDE),
                )
        return replace(
            self,
            exchanges=None if "exchanges" in names else self.exchanges,
            third_parties=None if "third_parties" in names else self.third_parties,
            mirror=None if "mirror" in names else self.mirror,
            monthly=None if "monthly" in names else self.monthly,
        )


def _known(school: str | None) -> str | None:
    if school not in (None, *SCHOOLS):
        raise ModelError(
            "No school '{school}'. The schools are interest, norm and affinity; leave it out for "
            "all three together.",
            school=school,
        )
    return school


def _beside(folder: FilePath, name: str, read: Callable[[str], Beside]) -> Beside | None:
    """What is in a file of a folder, if there is one."""
    file = folder / f"{name}.json"
    return read(file.read_text("utf-8")) if file.exists() else None


def _of_file(folder: FilePath, name: str) -> Parameters:
    """The parameters in a file of a folder."""
    file = folder / f"{name}.json"
    try:
        found = load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            "{file} cannot be read: {why}. Name a folder that `longtin fit --into FOLDER` has "
            "filled.",
            file=file,
            why=error,
        ) from error
    if found.model != name.removeprefix("forecast_"):
        raise ModelError(
            "{file} holds the parameters of the model {found}, not of {wanted}. Name a folder "
            "that `longtin fit --into FOLDER` has filled.",
            file=file,
            found=found.model,
            wanted=name,
        )
    return found
