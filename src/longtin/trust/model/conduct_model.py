"""Conduct model: what acts that are not of the trustee towards the truster say of its level.

The kinds of such acts are as likely at each level as they were found to be in the weeks in which
dated acts had shown what the level was. They say something, but not as much as they seem to: third
parties are others, and what a state does itself it does for more reasons than what was done to it.
So they count for a discount only, chosen by how well the pair's own acts are then foretold.

    log L(level) += discount · Σ_k n_k · log P(k | level)
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from longtin.errors import ModelError
from longtin.trust._arrays import Floats
from longtin.trust.evidence.context import WeeklyConduct
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.yearly_reports import CLASSES
from longtin.trust.model.further_evidence import FurtherEvidence

MONTHLY = "monthly"
THIRD_PARTIES = "third_parties"
NAMES = (THIRD_PARTIES, "mirror", MONTHLY)
"""The models, which are also the names of their files and of what they read of a context."""


@dataclass(frozen=True)
class ConductModel:
    """Fitted profiles of the kinds of act, and what they count for.

    Attributes:
        name: One of `NAMES`.
        kinds: Names of the kinds of act.
        profile: Log-probabilities of the kinds at each level, (level, kind).
        discount: What an effective report counts for, in [0, 1].
        provenance: Record version, cut-off, command and what was gained.
    """

    name: str
    kinds: tuple[str, ...]
    profile: Floats
    discount: float
    provenance: dict[str, Any]

    @property
    def version(self) -> str:
        """A short hash of the numbers, for `method_version`."""
        digest = hashlib.sha256(repr((self.kinds, self.discount)).encode())
        digest.update(np.round(self.profile, 6).tobytes())
        return f"{self.name.replace('_', '-')}-{digest.hexdigest()[:8]}"

    def log_likelihood(self, conduct: WeeklyConduct) -> Floats:
        """Of the conduct in each week under each level, discounted. Shape (step, level, pair)."""
        told = np.einsum("lk,ksp->slp", self.profile, conduct.counted, optimize=True)
        for sight in conduct.partial:
            told -= sight.mass[None][:, None] * self.in_sight(sight.shown)[:, None]
        return np.asarray(self.discount * told)

    def in_sight(self, shown: Floats) -> Floats:
        """Log-probability that an act is of the kinds that could be seen, (level,).

        Args:
            shown: Share of each kind that could be (kind,).
        """
        return np.asarray(np.logaddexp.reduce(self.profile + np.log(shown), axis=-1))

    def terms(self, told: pl.DataFrame, shown: Sequence[Floats]) -> Floats:
        """Log-likelihood of rows under each level, discounted. Shape (row, level).

        Args:
            told: One row some reports, with `kind_row`, `share` and `stretch`.
            shown: Share of each kind that could be seen, by stretch.
        """
        found = self.profile[:, told["kind_row"].to_numpy()].T.copy()
        for place, each in enumerate(shown):
            own = (told["stretch"] == place).fill_null(value=False).to_numpy()
            found[own] -= self.in_sight(each)
        return np.asarray(self.discount * told["share"].to_numpy()[:, None] * found)

    def sampling_spread(self, conduct: WeeklyConduct) -> Floats:
        """Standard deviation of a week's evidence for the highest level over the lowest.

        How other reports, as likely, would have differed. Shape (step, pair).
        """
        weight = self.discount * (self.profile[-1] - self.profile[0])
        return np.sqrt(np.tensordot(weight**2, conduct.counted, axes=1))

    def evidence(self, held: Weeks) -> FurtherEvidence:
        """What it says of each week of pairs; nothing where the weeks do not hold what it reads.

        Raises:
            ModelError: The weeks count other kinds of act.
        """
        conduct = self.read(held)
        if conduct is None:
            shape = held.alive.shape
            return FurtherEvidence(
                np.zeros((shape[0], len(self.profile), shape[1])), np.zeros(shape)
            )
        return FurtherEvidence(self.log_likelihood(conduct), self.sampling_spread(conduct))

    def stories(self, held: Weeks) -> Floats:
        """Independent acts of trustees towards trusters that it amounts to, (step, pair)."""
        conduct = self.read(held)
        if conduct is None or self.name != MONTHLY:
            return np.zeros(held.alive.shape)
        return np.asarray(self.discount * conduct.counted.sum(axis=0))

    def read(self, held: Weeks) -> WeeklyConduct | None:
        """What it reads of the context of weeks, where that is held."""
        found: WeeklyConduct | None = getattr(held.context, self.name, None)
        if found is not None and self.kinds not in (held.kinds, tuple(CLASSES)):
            raise ModelError(
                "The model of {name} was fitted on other kinds of act than these weeks count. Fit "
                "it again with `longtin fit`.",
                name=self.name,
            )
        return found

    def dump(self) -> str:
        """Write a parameter file: JSON with every number under its name."""
        content = {
            "model": self.name,
            "discount": self.discount,
            "provenance": self.provenance,
            "profile": {
                kind: [round(float(value), 4) for value in self.profile[:, place]]
                for place, kind in enumerate(self.kinds)
            },
        }
        return f"{json.dumps(content, indent=1, ensure_ascii=False)}\n"


def learnt(name: str, kinds: Sequence[str], conduct: WeeklyConduct, known: Floats) -> ConductModel:
    """Profiles as they are found, each kind half an act more, and a discount of 1.

    Weeks on which types of act were withheld are left out.

    Args:
        name: One of `NAMES`.
        kinds: Names of the kinds of act.
        conduct: In some weeks.
        known: Belief over levels in those weeks, looking back (step, level, pair).
    """
    whole = np.ones(conduct.counted.shape[1:], bool)
    for sight in conduct.partial:
        whole &= sight.mass[None] <= 0.0
    counted = np.where(whole, conduct.counted, 0.0)
    found = np.einsum("slp,ksp->lk", known, counted, optimize=True) + 0.5
    profile = np.log(found / found.sum(axis=1, keepdims=True))
    return ConductModel(name, tuple(kinds), profile, 1.0, {})


@cache
def shipped(name: str) -> ConductModel:
    """The model inside the package."""
    return load(files("longtin.trust").joinpath(f"data/{name}.json").read_text("utf-8"))


def load(text: str) -> ConductModel:
    """Read a parameter file.

    Raises:
        ModelError: The text is no parameter file of such a model.
    """
    try:
        written = json.loads(text)
        return ConductModel(
            name=written["model"],
            kinds=tuple(written["profile"]),
            profile=np.array(list(written["profile"].values()), dtype=np.float64).T,
            discount=float(written["discount"]),
            provenance=written["provenance"],
        )
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(
            "This is not a parameter file: {why}. Make one with `longtin fit`.", why=error
        ) from error
