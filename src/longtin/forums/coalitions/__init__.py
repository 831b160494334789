"""Coalitions: who acts together when joining and leaving are free, on plain arrays."""

from longtin.forums.coalitions.coalition_game import (
    CoalitionGame as CoalitionGame,
    gains as gains,
    mask_of as mask_of,
    members_of as members_of,
)
from longtin.forums.coalitions.conditional import (
    ConditionalCommitment as ConditionalCommitment,
    Precondition as Precondition,
    Resolution as Resolution,
    consistent_members as consistent_members,
    resolve as resolve,
)
from longtin.forums.coalitions.deployment import Deployment as Deployment
from longtin.forums.coalitions.enumeration import (
    Enumeration as Enumeration,
    enumerated as enumerated,
)
from longtin.forums.coalitions.farsighted import (
    FarsightedEquilibrium as FarsightedEquilibrium,
    FarsightedGame as FarsightedGame,
    farsighted as farsighted,
    is_equilibrium as is_equilibrium,
)
from longtin.forums.coalitions.games import (
    Penalised as Penalised,
    PublicGood as PublicGood,
    RisingDamages as RisingDamages,
    Symmetric as Symmetric,
    Tabulated as Tabulated,
)
from longtin.forums.coalitions.growth import (
    GrownDepth as GrownDepth,
    Growth as Growth,
    founding_depth as founding_depth,
    grow as grow,
    grown_depth as grown_depth,
)
from longtin.forums.coalitions.leadership import (
    Leadership as Leadership,
    leadership as leadership,
    linear_game as linear_game,
    smallest_acting_size as smallest_acting_size,
    stable_sizes as stable_sizes,
)
from longtin.forums.coalitions.parallel_agreements import (
    FallingBenefits as FallingBenefits,
    SteadyBenefits as SteadyBenefits,
    lasting as lasting,
    structures as structures,
)
from longtin.forums.coalitions.provision import (
    Provision as Provision,
    by_best_shot as by_best_shot,
    by_weakest_link as by_weakest_link,
    from_incomes as from_incomes,
)
from longtin.forums.coalitions.search import (
    StableCoalitions as StableCoalitions,
    stable_coalitions as stable_coalitions,
)
from longtin.forums.coalitions.stability import (
    ENTRIES as ENTRIES,
    Entry as Entry,
    Stability as Stability,
    settle as settle,
    stability as stability,
)
