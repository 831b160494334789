"""Trust: from acts to evidence, from evidence to belief, and back to the acts it rests on.

What fits, scores and watches loads when it is first touched.
"""

from typing import TYPE_CHECKING

from longtin._lazy import lazily
from longtin.trust._arrays import Pair as Pair
from longtin.trust._by_issue import by_issue as by_issue
from longtin.trust._estimate import Estimate as Estimate
from longtin.trust._estimation import (
    estimate as estimate,
    estimate_pairs as estimate_pairs,
    estimate_under as estimate_under,
    last_evidence as last_evidence,
    reach as reach,
)
from longtin.trust._explain import (
    Explanation as Explanation,
    explain as explain,
    lasting as lasting,
)
from longtin.trust._known_level import (
    below as below,
    levels_of as levels_of,
    onward as onward,
    spread as spread,
)
from longtin.trust._log_odds import probability as probability
from longtin.trust._membership import members as members
from longtin.trust._struck import with_struck_rows as with_struck_rows
from longtin.trust.evidence.counting import Counting as Counting
from longtin.trust.model.beliefs import (
    DECIBANS as DECIBANS,
    Beliefs as Beliefs,
    Model as Model,
    last_year as last_year,
)
from longtin.trust.model.conduct_model import ConductModel as ConductModel
from longtin.trust.model.exchange_model import ExchangeModel as ExchangeModel
from longtin.trust.model.issue_model import IssueModel as IssueModel
from longtin.trust.model.ordered_state_filter import (
    LevelBeliefs as LevelBeliefs,
    Turnover as Turnover,
    filter_levels as filter_levels,
    smooth_levels as smooth_levels,
)
from longtin.trust.model.parameters import Parameters as Parameters, dump as dump, load as load
from longtin.trust.model.perception import Perception as Perception
from longtin.trust.model.settings import MANY_DRAWS as MANY_DRAWS, PAIR_DRAWS as PAIR_DRAWS
from longtin.trust.output.act_words import act_words as act_words, actors_of as actors_of
from longtin.trust.output.issue_section import (
    ISSUE_WORDS as ISSUE_WORDS,
    issue_section as issue_section,
)
from longtin.trust.output.sections import (
    basis as basis,
    by_year as by_year,
    everyone_section as everyone_section,
    pair_section as pair_section,
)
from longtin.trust.output.tidy import FRAME as FRAME, STATUS as STATUS

if TYPE_CHECKING:
    from longtin.trust._fit import fit as fit
    from longtin.trust._many_pairs import (
        panel as panel,
        without_rows as without_rows,
        write_panel as write_panel,
    )
    from longtin.trust.evaluation.backtest import Backtest as Backtest, backtest as backtest
    from longtin.trust.evaluation.hindcast import Hindcast as Hindcast, hindcast as hindcast
    from longtin.trust.evaluation.report import (
        as_json as as_json,
        read_backtest as read_backtest,
        report as report,
    )
    from longtin.trust.fitting.fit_context import fit_context as fit_context
    from longtin.trust.fitting.fit_exchanges import fit_exchanges as fit_exchanges
    from longtin.trust.fitting.fit_graded import (
        fit_graded_annual as fit_graded_annual,
        fit_graded_events as fit_graded_events,
    )
    from longtin.trust.fitting.fit_issues import fit_issues as fit_issues
    from longtin.trust.fitting.fit_record import fit_annual as fit_annual, fit_events as fit_events
    from longtin.trust.output.notebook import Chart as Chart
    from longtin.trust.validation.page import (
        validation_page as validation_page,
        validation_table as validation_table,
    )
    from longtin.trust.validation.validate import (
        STEPS as STEPS,
        Validation as Validation,
        validate as validate,
    )
    from longtin.trust.watching.alert import ALERT as ALERT, Alert as Alert
    from longtin.trust.watching.watch import watch as watch
else:
    __getattr__ = lazily(
        __name__,
        "_fit",
        "_many_pairs",
        "evaluation.backtest",
        "evaluation.hindcast",
        "evaluation.report",
        "fitting.fit_context",
        "fitting.fit_exchanges",
        "fitting.fit_graded",
        "fitting.fit_issues",
        "fitting.fit_record",
        "output.notebook",
        "validation.page",
        "validation.validate",
        "watching.alert",
        "watching.watch",
    )
