"""Programmes: what next, in what order, by when; checked and forecast."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from longtin.plan._check_page import as_html as as_html
from longtin.plan._lint import (
    FAMILIES as FAMILIES,
    Report as Report,
    chosen as chosen,
    handbook as handbook,
    lint as lint,
    rule as rule,
)
from longtin.plan._measured import from_record as from_record
from longtin.plan._programme import Programme as Programme
from longtin.plan._read import Draft as Draft, draft as draft, parse as parse, read as read
from longtin.plan._rule import Case as Case, Finding as Finding, Page as Page, Rule as Rule
from longtin.plan._sarif import as_data as as_data, as_sarif as as_sarif
from longtin.plan._schema import schema as schema
from longtin.plan._shelf import example as example, examples as examples
from longtin.plan._status import Implementation as Implementation, implementation as implementation
from longtin.plan._wording import (
    by_family as by_family,
    level_name as level_name,
    standing as standing,
    summary as summary,
    told as told,
)
from longtin.plan._write import to_yaml as to_yaml

if TYPE_CHECKING:
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
    from longtin.plan._ical import as_calendar as as_calendar
    from longtin.plan._json import as_plain as as_plain
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
else:
    # The planner brings the numerical stack; judging a programme must not wait for it.
    _PLANNER = {
        "_aim": (
            "Relevant",
            "relevant",
        ),
        "_backwards": ("Condition",),
        "_contingent": (
            "Branch",
            "Decision",
            "NotYet",
            "Place",
            "contingent",
            "trust_needed",
        ),
        "_dated": (
            "Calendar",
            "dated",
        ),
        "_drawing": (
            "gantt",
            "standalone",
        ),
        "_forecast": (
            "Fan",
            "by_policy",
            "forecast",
        ),
        "_ical": ("as_calendar",),
        "_json": ("as_plain",),
        "_moves": ("Moves",),
        "_outlook": (
            "Judged",
            "Supposed",
            "read_supposed",
            "supposed",
        ),
        "_phrases": ("Phrases",),
        "_policy": (
            "Policy",
            "solve",
        ),
        "_pomdp": (
            "as_pomdp",
            "to_pomdp",
        ),
        "_problem": (
            "ANSWERED",
            "CALM",
            "CHEATED",
            "CRISIS",
            "GRIEVANCE",
            "SILENT",
            "WAIT",
            "Move",
            "Outlook",
            "Problem",
            "mode_of",
            "parts_of",
        ),
        "_propose": (
            "Plan",
            "Wishes",
            "in_both",
            "propose",
        ),
        "_robust": (
            "Break",
            "Robustness",
        ),
        "_sheet": (
            "Section",
            "Sheet",
            "sheet",
            "sheet_as_html",
            "sheet_as_markdown",
        ),
        "_situation": (
            "Belief",
            "Known",
            "Situation",
            "payoffs_of",
            "running",
            "situation",
        ),
    }

    def __getattr__(name: str) -> Any:
        for module, names in _PLANNER.items():
            if name in names:
                return getattr(import_module(f"longtin.plan.{module}"), name)
        raise AttributeError(f"module 'longtin.plan' has no attribute {name!r}")
