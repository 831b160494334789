"""Game theory of trust: payoffs, thresholds and the reassurance game; whether trust is enough."""

from longtin.game._assumptions import (
    Assumption as Assumption,
    Assumptions as Assumptions,
    assumptions as assumptions,
    read_assumptions as read_assumptions,
)
from longtin.game._automaton import (
    Automaton as Automaton,
    StateStrategy as StateStrategy,
    automaton as automaton,
)
from longtin.game._extensive_form import efg as efg
from longtin.game._payoffs import (
    NONE_IS_ENOUGH as NONE_IS_ENOUGH,
    Cell as Cell,
    Payoffs as Payoffs,
    cell as cell,
    is_enough as is_enough,
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
from longtin.game._signalling import (
    StakeRange as StakeRange,
    least_first_step as least_first_step,
    least_trust_to_separate as least_trust_to_separate,
    pooling as pooling,
    separating as separating,
)
from longtin.game._strategy import (
    History as History,
    MemoryOneStrategy as MemoryOneStrategy,
    Response as Response,
    Strategy as Strategy,
    long_run as long_run,
    long_run_worth as long_run_worth,
    memory_one as memory_one,
    play as play,
    roster as roster,
)
from longtin.game._switching_values import (
    SwitchingValue as SwitchingValue,
    Unknown as Unknown,
    switching_values as switching_values,
)
from longtin.game.strategies.belief_threshold import BeliefThreshold as BeliefThreshold
from longtin.game.strategies.grit import Grit as Grit
from longtin.game.tournament import (
    PRISONERS_DILEMMA as PRISONERS_DILEMMA,
    Podium as Podium,
    SecondTournament as SecondTournament,
    StageGame as StageGame,
    Tournament as Tournament,
    TournamentSetting as TournamentSetting,
    TournamentStanding as TournamentStanding,
    by_noise as by_noise,
    chosen as chosen,
    first_by_field as first_by_field,
    ranking_chart as ranking_chart,
    read_points as read_points,
    round_robin as round_robin,
    second_tournament as second_tournament,
    stage_game as stage_game,
    standings_table as standings_table,
    tournament_data as tournament_data,
    tournament_page as tournament_page,
)
