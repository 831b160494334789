"""Collective risk: a threshold that enough have to help reach, or all may lose what they have."""

from longtin.forums.collective_risk.population import (
    fixation_probability as fixation_probability,
    share_of_groups_reaching as share_of_groups_reaching,
    stationary_distribution as stationary_distribution,
)
from longtin.forums.collective_risk.threshold_game import (
    CollectiveRisk as CollectiveRisk,
    RestPoint as RestPoint,
    least_risk as least_risk,
    pair_advantage as pair_advantage,
    population_advantage as population_advantage,
    rest_points as rest_points,
)
