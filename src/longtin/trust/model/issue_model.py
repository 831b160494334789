"""Issue model: how far the conduct of a trustee in one field departs from its level at large.

Kinds of act have another mix in each field whatever the level, so each has an offset r to begin
with. A pair's own departure δ in the field shifts the level from which its acts are drawn:

    log P(k | level, field, δ) = c_k + r_k + (s + δ)·d_k, normalised        δ ~ N(0, σ²)

with c, d and s those of graded levels. δ stays; it is learnt over the weeks from what the field's
acts say beyond what belief at large, as it stood before each week, led one to expect. With few acts
it stays near 0: the field is then read as the whole is (partial pooling). σ is that of the field,
chosen by how well acts are foretold; 0 where an own reading foretells nothing.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from longtin.errors import ModelError
from longtin.trust._arrays import Floats
from longtin.trust.model import graded_levels
from longtin.trust.model.events_model import by_block
from longtin.trust.model.parameters import Parameters

DEPARTURES: Floats = np.linspace(-1.2, 1.2, 25)
"""Values of δ that are told apart; the whole scale of s is 2 long."""

HALF = 0.5 / graded_levels.LEVELS
"""Half the width of a level."""

NONE = len(DEPARTURES) // 2
"""Place of no departure among them."""


@dataclass(frozen=True)
class IssueModel:
    """Fitted offsets and spreads of fields.

    Attributes:
        kinds: Names of the kinds of act.
        offsets: r of each field. Shape (kind,) each.
        spreads: σ of each field; 0 for no reading of its own.
        provenance: Record version, cut-off, command and what was gained.
    """

    kinds: tuple[str, ...]
    offsets: dict[str, Floats]
    spreads: dict[str, float]
    provenance: dict[str, Any]

    @property
    def version(self) -> str:
        """A short hash of the numbers, for `method_version`."""
        digest = hashlib.sha256(repr((self.kinds, self.spreads)).encode())
        for offsets in self.offsets.values():
            digest.update(np.round(offsets, 4).tobytes())
        return f"issues-{digest.hexdigest()[:8]}"

    @property
    def own(self) -> tuple[str, ...]:
        """The fields with a reading of their own."""
        return tuple(issue for issue, spread in self.spreads.items() if spread > 0.0)

    def dump(self) -> str:
        """Write a parameter file: JSON with every number under its name."""
        fields = {
            issue: {
                "spread": self.spreads[issue],
                "offsets": {
                    kind: round(float(value), 4)
                    for kind, value in zip(self.kinds, offsets, strict=True)
                },
            }
            for issue, offsets in self.offsets.items()
        }
        content = {"model": "issues", "provenance": self.provenance, "fields": fields}
        return f"{json.dumps(content, indent=1, ensure_ascii=False)}\n"


def prior(spread: float) -> Floats:
    """Belief over departures before any act of the field. Shape (departure,)."""
    if spread <= 0.0:
        return np.asarray(np.eye(len(DEPARTURES))[NONE])
    found = np.exp(-0.5 * (DEPARTURES / spread) ** 2)
    return np.asarray(found / found.sum())


def log_likelihoods(events: Parameters, offsets: Floats, departures: Floats) -> Floats:
    """Log-probabilities of the kinds of act in a field: (level, departure, kind).

    Args:
        events: Of graded levels.
        offsets: Of the field (kind,).
        departures: Values of δ.
    """
    parts = by_block(events.values[None, :])
    common, weight = parts["profile"][0] + offsets, parts["contrast"][0]
    places = graded_levels.SIGNS[:, None] + departures
    logits = common + places[..., None] * weight
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))


def surprises(logs: Floats, stories: Floats, before: Floats) -> Floats:
    """Log-likelihood of a field's acts in some weeks under each departure: (week, departure).

    Args:
        logs: Of `log_likelihoods`.
        stories: Effective stories of each kind (week, kind).
        before: Belief at large before the acts of the week (week, level).
    """
    told = np.einsum("ldk,wk->wld", logs, stories, optimize=True)
    return np.asarray(np.log(np.einsum("wl,wld->wd", before, np.exp(told), optimize=True)))


def read(
    belief: Floats, departing: Floats, anchors: tuple[float, float]
) -> tuple[float, Floats]:  # fmt: skip
    """Reading of a field, and what it is made of.

    Args:
        belief: At large, over levels (level,).
        departing: Over departures (departure,).
        anchors: Places between which levels are read as trust.

    Returns:
        Trust in the field, and the weight of each level and departure (level, departure).
    """
    low, high = anchors
    places = graded_levels.PLACES[:, None] + DEPARTURES / 2.0
    weights = belief[:, None] * departing
    scale = np.clip((places - low) / (high - low), 0.0, 1.0)
    return float((weights * scale).sum()), weights


def quantiles(
    weights: Floats, anchors: tuple[float, float], shares: tuple[float, ...]
) -> tuple[float, ...]:
    """Readings below which shares of a belief lie, even within each level.

    Args:
        weights: Of `read`.
        anchors: As there.
        shares: In (0, 1).
    """
    low, high = anchors
    middle = graded_levels.PLACES[:, None] + DEPARTURES / 2.0
    starts, ends = (
        np.clip((middle.ravel() + way - low) / (high - low), 0.0, 1.0) for way in (-HALF, HALF)
    )
    places = np.unique(np.concatenate([starts, ends]))[:, None]
    width = np.where(ends > starts, ends - starts, 1.0)
    part = np.clip((places - starts) / width, 0.0, 1.0)
    point = ends <= starts
    upto = np.where(point, places >= starts, part) @ weights.ravel()
    before = np.where(point, places > starts, part) @ weights.ravel()
    below = np.stack([before, upto], axis=1).ravel() / weights.sum()
    found = np.interp(shares, below, np.repeat(places[:, 0], 2))
    return tuple(float(each) for each in found)


@cache
def shipped() -> IssueModel:
    """The model inside the package."""
    return load(files("longtin.trust").joinpath("data/issues.json").read_text("utf-8"))


def load(text: str) -> IssueModel:
    """Read a parameter file.

    Raises:
        ModelError: The text is no parameter file of such a model.
    """
    try:
        written = json.loads(text)
        fields = written["fields"]
        kinds = tuple(next(iter(fields.values()))["offsets"])
        return IssueModel(
            kinds=kinds,
            offsets={
                issue: np.array([each["offsets"][kind] for kind in kinds], dtype=np.float64)
                for issue, each in fields.items()
            },
            spreads={issue: float(each["spread"]) for issue, each in fields.items()},
            provenance=written["provenance"],
        )
    except (ValueError, KeyError, AttributeError, TypeError, StopIteration) as error:
        raise ModelError(
            "This is not a parameter file: {why}. Make one with `longtin fit`.", why=error
        ) from error
