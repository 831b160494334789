"""Forums: who should do it together, and how; and worlds of many states, played forward."""

from longtin.forums._issue.changed_assumptions import (
    assumptions_of as assumptions_of,
    with_assumptions as with_assumptions,
)
from longtin.forums._issue.cooperation_problem import (
    CooperationProblem as CooperationProblem,
    issue_schema as issue_schema,
)
from longtin.forums._issue.issue_files import (
    parse_issue as parse_issue,
    read_issue as read_issue,
    scenario as scenario,
    scenario_text as scenario_text,
    scenarios as scenarios,
)
from longtin.forums._issue.judged_number import JudgedNumber as JudgedNumber
from longtin.forums._issue.listed_states import (
    group_name as group_name,
    states_named as states_named,
)
from longtin.forums._pages.diagram_document import (
    diagram_chart as diagram_chart,
    diagram_data as diagram_data,
    diagram_document as diagram_document,
)
from longtin.forums._pages.forum_names import (
    FORUM_NAMES as FORUM_NAMES,
    assumption_name as assumption_name,
    forum_name as forum_name,
)
from longtin.forums._pages.reasons import reasons as reasons
from longtin.forums._setting.belief_file import shipped_belief as shipped_belief
from longtin.forums._setting.setting import Setting as Setting
from longtin.forums._setting.situate import situated as situated
from longtin.forums._setting.situated_problem import SituatedProblem as SituatedProblem
from longtin.forums._setting.uncertain_number import UncertainNumber as UncertainNumber
from longtin.forums.comparison.compare_forums import (
    DrawnRange as DrawnRange,
    ForumComparison as ForumComparison,
    ForumResult as ForumResult,
    PowerShare as PowerShare,
    compare as compare,
)
from longtin.forums.comparison.influence import Influence as Influence
from longtin.forums.comparison.measured import (
    Measured as Measured,
    full_gain as full_gain,
    measured as measured,
)
from longtin.forums.comparison.phase_diagram import (
    PhaseDiagram as PhaseDiagram,
    phase_diagram as phase_diagram,
)
from longtin.forums.comparison.venues import JobVenue as JobVenue
from longtin.forums.histories.comparison_document import (
    comparison_data as comparison_data,
    comparison_document as comparison_document,
)
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
    ConductFit as ConductFit,
    Simulation as Simulation,
    StoredSimulation as StoredSimulation,
    WrittenSweep as WrittenSweep,
    WrittenWorld as WrittenWorld,
    experiments_of as experiments_of,
    fit_conduct as fit_conduct,
    fit_rules as fit_rules,
    read_simulation as read_simulation,
    read_sweep as read_sweep,
    run_sweep as run_sweep,
    simulate as simulate,
    sweep_data as sweep_data,
    sweep_page as sweep_page,
    world_data as world_data,
    world_page as world_page,
)
