"""Coalitions: who acts together when joining and leaving are free, on plain arrays."""

from longtin.forums.coalitions.coalition_game import (
    CoalitionGame as CoalitionGame,
    gains as gains,
    mask_of as mask_of,
    members_of as members_of,
)
from longtin.forums.coalitions.enumeration import (
    Enumeration as Enumeration,
    enumerated as enumerated,
)
from longtin.forums.coalitions.games import (
    Penalised as Penalised,
    PublicGood as PublicGood,
    RisingDamages as RisingDamages,
    Symmetric as Symmetric,
    Tabulated as Tabulated,
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
