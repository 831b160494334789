"""The planner: what next between two states, in what order, by when, and what may come of it."""

from longtin.plan._aim import Relevant as Relevant, relevant as relevant
from longtin.plan._backwards import Condition as Condition
from longtin.plan._contingent import (
    Branch as Branch,
    Decision as Decision,
    NotYet as NotYet,
    Place as Place,
    contingent as contingent,
    trust_needed as trust_needed,
)
from longtin.plan._dated import Calendar as Calendar, dated as dated
from longtin.plan._drawing import gantt as gantt, standalone as standalone
from longtin.plan._forecast import Fan as Fan, by_policy as by_policy, forecast as forecast
from longtin.plan._json import as_plain as as_plain
from longtin.plan._measured import from_record as from_record
from longtin.plan._moves import Moves as Moves
from longtin.plan._outlook import (
    Judged as Judged,
    Supposed as Supposed,
    read_supposed as read_supposed,
    supposed as supposed,
)
from longtin.plan._phrases import Phrases as Phrases
from longtin.plan._policy import Policy as Policy, solve as solve
from longtin.plan._pomdp import as_pomdp as as_pomdp, to_pomdp as to_pomdp
from longtin.plan._problem import (
    ANSWERED as ANSWERED,
    CALM as CALM,
    CHEATED as CHEATED,
    CRISIS as CRISIS,
    GRIEVANCE as GRIEVANCE,
    SILENT as SILENT,
    WAIT as WAIT,
    Move as Move,
    Outlook as Outlook,
    Problem as Problem,
    mode_of as mode_of,
    parts_of as parts_of,
)
from longtin.plan._propose import (
    Plan as Plan,
    Wishes as Wishes,
    in_both as in_both,
    propose as propose,
)
from longtin.plan._robust import Break as Break, Robustness as Robustness
from longtin.plan._sheet import (
    Section as Section,
    Sheet as Sheet,
    sheet as sheet,
    sheet_as_html as sheet_as_html,
    sheet_as_markdown as sheet_as_markdown,
)
from longtin.plan._situation import (
    Belief as Belief,
    Known as Known,
    Situation as Situation,
    payoffs_of as payoffs_of,
    running as running,
    situation as situation,
)
