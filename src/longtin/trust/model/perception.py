"""Misclassification: conduct seen with noise, and what that leaves of an act's weight.

An act of type k is taken for what it is with chance 1 - e, and otherwise for any act at all:

    P_e(k | type) = (1 - e) P(k | type) + e P(k)

so the more is misread, the less an act weighs, strong acts losing most. Of e only differences can
be seen in a record, since what is misread at all times is in the weights already: e of quiet weeks
is nothing by convention. For weeks of crisis `tools/choose_perception.py` climbs the likelihood: on
the shipped record the best share is 0.02, and anything from none to 0.10 does as well. So the
estimate takes none, and the values here are judgement, for asking what would be believed if more
were misread: in a crisis the most that the record allows, and a channel that makes it smaller.

Source:
    Jervis (1976), chapter 4, on misperception; Larson (1997) on channels.
"""

from dataclasses import dataclass

import numpy as np

from longtin.trust._arrays import Floats


@dataclass(frozen=True)
class Perception:
    """How much is misread. The values are judgement.

    Attributes:
        quiet: Chance in quiet times, beyond what is in the weights.
        crisis: Chance in a crisis: within eight weeks of a reported material conflict.
        channel: Factor on either while a channel is open.
    """

    quiet: float = 0.0
    crisis: float = 0.1
    channel: float = 0.6

    def noise(self, *, crisis: bool, channel: bool = False, clarity: float = 1.0) -> float:
        """Chance that an act is taken for any act at all.

        Args:
            crisis: In a crisis.
            channel: While a channel is open.
            clarity: Factor below 1 where acts are verified or seen face to face.
        """
        share = self.crisis if crisis else self.quiet
        return share * (self.channel if channel else 1.0) * clarity


def blurred(logs: Floats, common: Floats, noise: float) -> Floats:
    """Log-probabilities of types of act as seen, from those of the acts themselves.

    Args:
        logs: Given a type of trustee. Shape (…, kind).
        common: Whichever the type. Same shape.
        noise: Chance that an act is taken for any act at all, in [0, 1).
    """
    if noise == 0.0:
        return logs
    return np.asarray(np.logaddexp(np.log1p(-noise) + logs, np.log(noise) + common))


def blurred_slope(logs: Floats, common: Floats, noise: float) -> Floats:
    """Derivative of `blurred` with respect to the noise, exact. Shape as `logs`."""
    return np.asarray(
        (np.exp(common) - np.exp(logs)) / ((1.0 - noise) * np.exp(logs) + noise * np.exp(common))
    )
