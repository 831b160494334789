"""Forums: who should do it together, and how; and worlds of many states, played forward."""

from longtin.forums._issue.cooperation_problem import CooperationProblem as CooperationProblem
from longtin.forums._issue.issue_files import (
    read_issue as read_issue,
    scenario as scenario,
    scenarios as scenarios,
)
from longtin.forums._issue.judged_number import JudgedNumber as JudgedNumber
from longtin.forums._issue.listed_states import states_named as states_named
from longtin.forums.world import (
    WrittenWorld as WrittenWorld,
    simulate as simulate,
    world_data as world_data,
    world_page as world_page,
)
