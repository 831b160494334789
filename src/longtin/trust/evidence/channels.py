"""Register of covariates: every channel that moves belief without being an act, in order.

The order is that of the parameters, in the model and in its files; a new channel goes last.
"""

from typing import Final

from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.ties.alliances import DEFENCE_PACT, OTHER_PACT
from longtin.trust.evidence.ties.borders import LAND_BORDER, SEA_BORDER
from longtin.trust.evidence.ties.distance import DISTANCE
from longtin.trust.evidence.ties.leaders import NEW_LEADER
from longtin.trust.evidence.ties.like_minded import LIKE_MINDED_WRONGED
from longtin.trust.evidence.ties.organisations import SHARED_ORGANISATIONS
from longtin.trust.evidence.ties.power import (
    MAJOR_POWER,
    PARITY,
    POWER_OF_TRUSTEE,
    POWER_OF_TRUSTER,
)
from longtin.trust.evidence.ties.voting_agreement import VOTE_AGREEMENT

TURNOVER: Final[tuple[Covariate, ...]] = (
    DEFENCE_PACT,
    OTHER_PACT,
    SHARED_ORGANISATIONS,
    VOTE_AGREEMENT,
    LAND_BORDER,
    SEA_BORDER,
    PARITY,
    MAJOR_POWER,
    NEW_LEADER,
    LIKE_MINDED_WRONGED,
)
"""What moves the start and the turnover of the type."""

OPPORTUNITY: Final[tuple[Covariate, ...]] = (
    LAND_BORDER,
    SEA_BORDER,
    MAJOR_POWER,
    DISTANCE,
    POWER_OF_TRUSTEE,
    POWER_OF_TRUSTER,
)
"""What makes a militarised dispute possible at all, whatever the type."""
