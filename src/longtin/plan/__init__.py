"""The planner: what next between two states, in what order, by when, and what may come of it.

_situation  where two states stand, what is assumed, which measures serve an aim
decision    the problem, what is best, what may come of it, how sure that is
schedule    measures chosen and dated, as a programme
words       all of it in sentences
"""

from longtin.plan import words as words
from longtin.plan._charts import gantt as gantt
from longtin.plan._joint import (
    JointMeasure as JointMeasure,
    JointPlan as JointPlan,
    joint as joint,
)
from longtin.plan._json import as_plain as as_plain
from longtin.plan._page import document as document, programme_page as programme_page
from longtin.plan._plan import (
    FirstStep as FirstStep,
    Plan as Plan,
    Wishes as Wishes,
    in_both as in_both,
)
from longtin.plan._programme_forecast import (
    ProgrammeForecast as ProgrammeForecast,
    forecast_programme as forecast_programme,
    forecast_section as forecast_section,
)
from longtin.plan._propose import propose as propose
from longtin.plan._situation.assumptions import (
    AssumptionSet as AssumptionSet,
    JudgedValue as JudgedValue,
    assumptions as assumptions,
    read_assumptions as read_assumptions,
)
from longtin.plan._situation.belief import Belief as Belief
from longtin.plan._situation.moves import MoveSet as MoveSet
from longtin.plan._situation.possibility import (
    Possibility as Possibility,
    possibility as possibility,
)
from longtin.plan._situation.relevance import RelevantMeasure as RelevantMeasure
from longtin.plan._situation.running import RunningMeasure as RunningMeasure
from longtin.plan._situation.situation import (
    Situation as Situation,
    from_record as from_record,
    payoffs_of as payoffs_of,
    situation as situation,
)
from longtin.plan.decision.compare import Verdict as Verdict
from longtin.plan.decision.minimal_conditions import MinimalCondition as MinimalCondition
from longtin.plan.decision.modes import (
    CALM as CALM,
    CRISIS as CRISIS,
    GRIEVANCE as GRIEVANCE,
    mode_of as mode_of,
)
from longtin.plan.decision.move import Move as Move
from longtin.plan.decision.outlook import Outlook as Outlook
from longtin.plan.decision.pomdp import as_pomdp as as_pomdp, to_pomdp as to_pomdp
from longtin.plan.decision.problem import Problem as Problem
from longtin.plan.decision.projection import Projection as Projection
from longtin.plan.decision.sensitivity import Robustness as Robustness, Sensitivity as Sensitivity
from longtin.plan.decision.solver import Policy as Policy, solve as solve
from longtin.plan.decision.tree import (
    BeliefState as BeliefState,
    Branch as Branch,
    Decision as Decision,
    Obstacle as Obstacle,
)
from longtin.plan.schedule.calendar import Calendar as Calendar, dated as dated
