"""Forums: who should do it together, and how; and worlds of many states, played forward."""

from longtin.forums._issue.cooperation_problem import CooperationProblem as CooperationProblem
from longtin.forums._issue.issue_files import (
    read_issue as read_issue,
    scenario as scenario,
    scenarios as scenarios,
)
from longtin.forums._issue.judged_number import JudgedNumber as JudgedNumber
from longtin.forums._issue.listed_states import (
    group_name as group_name,
    states_named as states_named,
)
from longtin.forums._setting.setting import Setting as Setting
from longtin.forums._setting.situate import situated as situated
from longtin.forums._setting.situated_problem import SituatedProblem as SituatedProblem
from longtin.forums._setting.uncertain_number import UncertainNumber as UncertainNumber
from longtin.forums.comparison.compare_forums import (
    DrawnRange as DrawnRange,
    ForumComparison as ForumComparison,
    ForumResult as ForumResult,
    Leaning as Leaning,
    compare as compare,
)
from longtin.forums.comparison.influence import Influence as Influence
from longtin.forums.comparison.measured import Measured as Measured, measured as measured
from longtin.forums.comparison.venues import Venue as Venue
from longtin.forums.institutions.carry_out import FORUMS as FORUMS, carry_out as carry_out
from longtin.forums.institutions.cooperation_game import (
    CooperationGame as CooperationGame,
    keeping as keeping,
)
from longtin.forums.institutions.forum_outcome import (
    Agreement as Agreement,
    ForumOutcome as ForumOutcome,
    Stage as Stage,
)
from longtin.forums.world import (
    WrittenWorld as WrittenWorld,
    simulate as simulate,
    world_data as world_data,
    world_page as world_page,
)
