"""Trust: from acts to evidence, from evidence to belief, and back to the acts it rests on."""

from longtin.trust._backtest import Backtest as Backtest, backtest as backtest
from longtin.trust._beliefs import DECIBANS as DECIBANS, Beliefs as Beliefs, Model as Model
from longtin.trust._chart import Chart as Chart
from longtin.trust._estimate import (
    Estimate as Estimate,
    estimate as estimate,
    estimate_pairs as estimate_pairs,
    estimate_under as estimate_under,
    reach as reach,
)
from longtin.trust._explain import (
    Explanation as Explanation,
    explain as explain,
    lasting as lasting,
)
from longtin.trust._filter import probability as probability
from longtin.trust._frame import FRAME as FRAME, STATUS as STATUS
from longtin.trust._hindcast import Hindcast as Hindcast, hindcast as hindcast
from longtin.trust._make import fit as fit
from longtin.trust._panel import Pair as Pair
from longtin.trust._parameters import Parameters as Parameters, dump as dump, load as load
from longtin.trust._perception import Perception as Perception
from longtin.trust._report import (
    as_json as as_json,
    read_backtest as read_backtest,
    report as report,
)
from longtin.trust._train import fit_annual as fit_annual, fit_events as fit_events
from longtin.trust._types import TypeBeliefs as TypeBeliefs, filter_types as filter_types
