"""Settings of an estimate: parameter sets, how their doubt is drawn, school and perception."""

from dataclasses import dataclass, field
from pathlib import Path as FilePath

from longtin.errors import ModelError
from longtin.trust.evidence.covariate import SCHOOLS
from longtin.trust.model import exchange_model
from longtin.trust.model.exchange_model import ExchangeModel
from longtin.trust.model.parameters import Parameters, load, shipped
from longtin.trust.model.perception import Perception

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
        exchanges: Of the exchange model, which speaks where no acts can be named.
        perception: How much of what is reported by week is misread, in quiet weeks and in a
            crisis; without it, no more than is in the weights.
    """

    annual: Parameters
    events: Parameters
    draws: int = 256
    seed: int = 0
    school: str | None = None
    perception: Perception | None = None
    exchanges: ExchangeModel = field(default_factory=exchange_model.shipped)

    @classmethod
    def shipped(
        cls, draws: int = 256, seed: int = 0, school: str | None = None, levels: int = 2
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
                "No parameters for {n} levels are in the package. Ask for 2 or 9.", n=levels
            )
        annual, events = (shipped(f"{FITTED[levels]}{name}") for name in ("annual", "events"))
        return cls(annual, events, draws, seed, _known(school))

    @classmethod
    def fitted(
        cls, folder: str | FilePath, draws: int = 256, seed: int = 0, school: str | None = None
    ) -> "Model":
        """With parameters of your own: `annual.json` and `events.json` of a folder.

        `longtin fit --into FOLDER` writes them, and `exchanges.json`, which may be missing. The
        rest is as in `Model`.

        Raises:
            ModelError: One of the files is not there, or holds something else.
        """
        annual, events = (_of_file(FilePath(folder), name) for name in ("annual", "events"))
        own = FilePath(folder) / "exchanges.json"
        told = exchange_model.load(own.read_text("utf-8")) if own.exists() else None
        return cls(
            annual, events, draws, seed, _known(school),
            exchanges=told or exchange_model.shipped(),
        )  # fmt: skip


def _known(school: str | None) -> str | None:
    if school not in (None, *SCHOOLS):
        raise ModelError(
            "No school '{school}'. The schools are interest, norm and affinity; leave it out for "
            "all three together.",
            school=school,
        )
    return school


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
    if found.model != name:
        raise ModelError(
            "{file} holds the parameters of the model {found}, not of {wanted}. Name a folder "
            "that `longtin fit --into FOLDER` has filled.",
            file=file,
            found=found.model,
            wanted=name,
        )
    return found
