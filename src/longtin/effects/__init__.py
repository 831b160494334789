"""Effects: what happened where a measure was tried, beside pairs of states that did not try it."""

from longtin.effects._designs import (
    Designs as Designs,
    Rate as Rate,
    Ratio as Ratio,
    Window as Window,
    designs as designs,
)
from longtin.effects._effect import (
    Effect as Effect,
    Effects as Effects,
    effect as effect,
    effects as effects,
)
from longtin.effects._informativeness import (
    Informativeness as Informativeness,
    SubsequentConduct as SubsequentConduct,
    informativeness as informativeness,
)
from longtin.effects._logit import LogitFit as LogitFit, logit as logit
from longtin.effects._yearly_belief import (
    belief_version as belief_version,
    estimated_belief as estimated_belief,
    shipped_belief_version as shipped_belief_version,
    yearly_belief as yearly_belief,
)
from longtin.effects.dyad_panel import (
    DyadPanel as DyadPanel,
    pairs_of as pairs_of,
    read_panel as read_panel,
)
from longtin.effects.estimates import (
    EffectEstimate as EffectEstimate,
    MeasureEffects as MeasureEffects,
    estimated as estimated,
    informativeness_of as informativeness_of,
    shipped as shipped,
)
from longtin.effects.event_study import (
    EventEffect as EventEffect,
    Study as Study,
    studies as studies,
)
from longtin.effects.export import (
    as_data as as_data,
    effect_data as effect_data,
    effect_table as effect_table,
    effects_table as effects_table,
)
from longtin.effects.exposure import (
    SERIES as SERIES,
    Exposure as Exposure,
    LeftOut as LeftOut,
    TreatmentEvent as TreatmentEvent,
    of_exercises as of_exercises,
    of_measure as of_measure,
    of_pacts as of_pacts,
)
from longtin.effects.in_short import informativeness_lines as informativeness_lines
from longtin.effects.matching import OUTCOMES as OUTCOMES
from longtin.effects.overview_page import (
    effects_page as effects_page,
    effects_rows as effects_rows,
)
from longtin.effects.page import chart as chart, effect_page as effect_page
from longtin.effects.pooling import PooledEffect as PooledEffect, Pooling as Pooling, pool as pool
