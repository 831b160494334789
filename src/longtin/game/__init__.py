"""Is it enough? Payoffs, thresholds, and the reassurance game."""

from longtin.game._assumed import (
    Assumption as Assumption,
    Assumptions as Assumptions,
    assumptions as assumptions,
    read_assumptions as read_assumptions,
)
from longtin.game._payoffs import (
    Cell as Cell,
    Payoffs as Payoffs,
    advantage as advantage,
    cell as cell,
    payoff_table as payoff_table,
    supported_stake as supported_stake,
    threshold as threshold,
)
