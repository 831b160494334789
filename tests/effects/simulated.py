"""Simulated records: pairs of states that share none, with a planted effect or none."""

from dataclasses import dataclass

import numpy as np

from longtin.effects import DyadPanel, Exposure, TreatmentEvent
from longtin.errors import Term

NAME = Term("planted", "giả định")


@dataclass(frozen=True)
class World:
    """A panel and who was treated in it."""

    panel: DyadPanel
    exposure: Exposure


def simulated(
    seed: int, *, pairs: int = 90, years: int = 36, treated: int = 9, lift: float = 0.0,
    disputes: float = 1.0,
) -> World:  # fmt: skip
    """Belief wanders about each pair's own level; disputes begin at each pair's own rate.

    Args:
        seed: Of everything drawn.
        pairs: How many.
        years: From 1960 on.
        treated: Pairs treated, one event each, at random.
        lift: Planted change of belief after the event.
        disputes: Planted ratio of disputes after it.
    """
    draw = np.random.default_rng(seed)
    level = draw.uniform(0.35, 0.75, pairs)
    noise = np.zeros((pairs, years))
    for year in range(1, years):
        noise[:, year] = 0.6 * noise[:, year - 1] + draw.normal(0, 0.03, pairs)
    belief = level[:, None] + noise
    rate = np.repeat(draw.uniform(0.05, 0.35, pairs)[:, None], years, axis=1)
    names = tuple((1000 + 2 * place, 1001 + 2 * place) for place in range(pairs))
    chosen = draw.choice(pairs, treated, replace=False)
    begun = draw.integers(12, years - 6, treated)
    for place, year in zip(chosen, begun, strict=True):
        belief[place, year + 1 :] += lift
        rate[place, year + 1 :] *= disputes
    onset = (draw.uniform(size=rate.shape) < rate).astype(float)
    all_of, none = np.ones((pairs, years), bool), np.zeros((pairs, years), bool)
    panel = DyadPanel(
        years=np.arange(1960, 1960 + years), pairs=names, alive=all_of, relevant=all_of,
        land=all_of, near=all_of, major=none, allied=none, pact=none,
        parity=np.full(rate.shape, 0.5), onset=onset, ongoing=onset,
        peace=np.zeros(rate.shape), trust=np.stack([belief, belief]),
        broken=np.stack([onset, onset]), democracy=np.full(rate.shape, np.nan), disputes="drawn",
    )  # fmt: skip
    events = tuple(
        TreatmentEvent(NAME, 1960 + int(year), (names[place],))
        for place, year in zip(chosen, begun, strict=True)
    )
    exposed = frozenset(
        (event.pairs[0], event.year + later) for event in events for later in range(1, 6)
    )
    last = 1960 + years - 1
    return World(panel, Exposure("planted", NAME, "", events, exposed, False, (1960, last)))
