"""Is it enough? Payoffs, thresholds, and the reassurance game."""

from longtin.game._assumed import (
    Assumption as Assumption,
    Assumptions as Assumptions,
    assumptions as assumptions,
    read_assumptions as read_assumptions,
)
from longtin.game._backwards import (
    Condition as Condition,
    Unknown as Unknown,
    conditions as conditions,
)
from longtin.game._conduct import (
    ByBelief as ByBelief,
    Conduct as Conduct,
    Grit as Grit,
    History as History,
    Rule as Rule,
    long_run as long_run,
    long_run_worth as long_run_worth,
    play as play,
    rules as rules,
)
from longtin.game._efg import efg as efg
from longtin.game._kydd import (
    Window as Window,
    least_first_step as least_first_step,
    least_trust_to_separate as least_trust_to_separate,
    pooling as pooling,
    separating as separating,
)
from longtin.game._payoffs import (
    NONE_IS_ENOUGH as NONE_IS_ENOUGH,
    Cell as Cell,
    Payoffs as Payoffs,
    advantage as advantage,
    cell as cell,
    payoff_table as payoff_table,
    supported_stake as supported_stake,
    threshold as threshold,
)
from longtin.game._reassurance import (
    Reassurance as Reassurance,
    Selection as Selection,
    Solution as Solution,
    solve as solve,
)
