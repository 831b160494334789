"""Parameters of the decision problem: chances of turnover, misreading, crisis and cheating."""

from dataclasses import dataclass
from typing import Final

from longtin.errors import ModelError
from longtin.plan.decision.modes import CRISIS, parts_of

CHANCES: Final = (
    "keep_them", "win_them", "keep_us", "win_us", "spread_them", "spread_us", "news",
    "noise", "cheats", "lapse", "unused",
    "onset", "breach", "calming", "discount",
)  # fmt: skip
"""Values of an outlook that lie between 0 and 1."""


@dataclass(frozen=True)
class Outlook:
    """How the world answers: judgement, to be changed by whoever knows better.

    Attributes:
        keep_them: P(trustworthy stays so) from a step to the next, of them.
        win_them: P(untrustworthy becomes trustworthy) from a step to the next, of them.
        keep_us: The same of us, as they see it.
        win_us: The same of us, as they see it.
        spread_them: How far their conduct is from known, `Var τ / (E τ (1 − E τ))`: what a step
            shows moves our belief by so much of what it would if they were of two types. At 1, they
            are.
        spread_us: The same of us, as they see it.
        news: How far a step of ordinary dealings tells their conduct, from nothing to all of it. It
            comes whatever is done, so drawn futures have it and the search for the best move not.
        noise: Chance that conduct is seen wrongly, in quiet times without a channel.
        noise_with_channel: Factor on it while a channel is open.
        noise_in_crisis: Factor on it in a crisis.
        cheats: Of untrustworthy states that will not keep a measure, the share that agrees and
            cheats; the others do not answer.
        sharpness: How sharply the answer turns at the threshold.
        lapse: Chance that a trustworthy state does not answer for reasons of its own.
        unused: Share of these that have no use for the measure, and will not answer later either.
        onset: Chance a step that a crisis breaks out by itself.
        breach: Chance that a breach which is not cleared up in the next step brings one.
        calming: Chance a step that a crisis ends by itself.
        discount: Weight of the next step against this one.
        harm: What a step of crisis takes, whatever is done.
    """

    keep_them: float = 1.0
    win_them: float = 0.0
    keep_us: float = 1.0
    win_us: float = 0.0
    spread_them: float = 1.0
    spread_us: float = 1.0
    news: float = 0.0
    noise: float = 0.05
    noise_with_channel: float = 0.6
    noise_in_crisis: float = 2.0
    cheats: float = 0.5
    sharpness: float = 20.0
    lapse: float = 0.1
    unused: float = 0.5
    onset: float = 0.02
    breach: float = 0.5
    calming: float = 0.3
    discount: float = 0.98
    harm: float = 0.0

    def __post_init__(self) -> None:
        for name in CHANCES:
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ModelError(
                    "`{name}` is {value}. Give a number from 0 to 1.",
                    name=name,
                    value=f"{getattr(self, name):g}",
                )
        if self.sharpness <= 0.0:
            raise ModelError(
                "`sharpness` is {value}. Give a number above 0.", value=f"{self.sharpness:g}"
            )

    def noise_in(self, mode: int) -> float:
        """Chance that conduct is seen wrongly in a public state, at most one half."""
        phase, channel, _ = parts_of(mode)
        factor = (self.noise_with_channel if channel else 1.0) * (
            self.noise_in_crisis if phase == CRISIS else 1.0
        )
        return min(0.5, self.noise * factor)
