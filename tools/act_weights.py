"""What the shipped fit implies of acts, beside what others measured of them.

Run as `python tools/act_weights.py`. Prints the weight of one story of each kind of act, in
decibans between a reading of 0.1 and one of 0.9; the rank correlation of the weights of hostile
kinds with mean casualties by kind (tables of CAMEO roots, put together by kind, each root alike);
and how much further one hostile story moves trust down than one friendly story moves it up, each
kind as often as it is reported.

Source:
    Casualties: Stoehr et al. (2022), arXiv 2210.03971.
"""

import csv
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from longtin import acts, trust
from longtin.trust.model import events_model, graded_levels

CASUALTIES = Path(__file__).parent / "casualties_by_root.csv"
LOW, HIGH = 0.1, 0.9


def weights(model: trust.Model) -> dict[str, float]:
    """Decibans of one story of each kind between two readings."""
    events = model.events
    scale = graded_levels.scale(events.anchors or (0.0, 1.0))
    logs = events_model.log_likelihoods(events.values[None, :])[:, 0]
    inner = np.flatnonzero((scale > 0.0) & (scale < 1.0))
    slope = (logs[inner[-1]] - logs[inner[0]]) / (scale[inner[-1]] - scale[inner[0]])
    names = events.blocks["profile"]
    return dict(zip(names, (slope * (HIGH - LOW) * trust.DECIBANS).tolist(), strict=True))


def casualties() -> dict[str, float]:
    """Mean casualties by kind of act."""
    kinds = dict(acts.table("cameo.csv").select("code", "kind").iter_rows())
    found: dict[str, list[float]] = {}
    for row in csv.DictReader(CASUALTIES.read_text("utf-8").splitlines()):
        found.setdefault(kinds[row["root"]], []).append(float(row["mean_casualties"]))
    return {kind: float(np.mean(values)) for kind, values in found.items()}


def moves(model: trust.Model) -> tuple[float, float]:
    """Mean fall of trust by a hostile story, and mean rise by a friendly one.

    From a belief that knows nothing but where all levels are as likely; kinds as often as they are
    reported halfway.
    """
    events = model.events
    scale = graded_levels.scale(events.anchors or (0.0, 1.0))
    logs = events_model.log_likelihoods(events.values[None, :])[:, 0]
    share = np.exp(events_model.common_mix(events.values[None, :])[0])
    after = np.exp(logs) / np.exp(logs).sum(axis=0)
    moved = scale @ after - scale.mean()
    quads = np.array([acts.finer_kinds()[name].quad for name in events.blocks["profile"]])
    down, up = (
        float((moved * share)[kept].sum() / share[kept].sum()) for kept in (quads > 2, quads <= 2)
    )
    return -down, up


def main() -> None:
    """Print all three."""
    model = trust.Model.shipped(draws=0)
    found = weights(model)
    for kind, weight in sorted(found.items(), key=lambda item: -item[1]):
        print(f"{kind:<12}{weight:+6.1f} dB")
    known = casualties()
    both = [(found[kind], value) for kind, value in known.items() if kind in found]
    rho = spearmanr([-weight for weight, _ in both], [value for _, value in both]).statistic
    print(f"rank correlation of hostility with mean casualties, {len(both)} kinds: {rho:.2f}")
    erosion, building = moves(model)
    print(
        f"one hostile story lowers trust by {erosion:.3f}, one friendly story raises it by "
        f"{building:.3f}: {erosion / building:.1f} to 1"
    )


if __name__ == "__main__":
    main()
