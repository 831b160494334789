"""World: many states, their belief in each other and their conduct, played forward step by step."""

from longtin.forums.world._pages.sweep_results_page import (
    sweep_data as sweep_data,
    sweep_page as sweep_page,
)
from longtin.forums.world._pages.world_page import (
    world_data as world_data,
    world_page as world_page,
)
from longtin.forums.world.built import Start as Start, assembled as assembled, built as built
from longtin.forums.world.recovery import (
    ConductFit as ConductFit,
    fit_conduct as fit_conduct,
    fit_rules as fit_rules,
)
from longtin.forums.world.replicate import History as History, play as play
from longtin.forums.world.replicate_draws import Session as Session
from longtin.forums.world.simulation import (
    Simulation as Simulation,
    simulate as simulate,
    simulate_world as simulate_world,
)
from longtin.forums.world.stored_run import (
    StoredSimulation as StoredSimulation,
    read_simulation as read_simulation,
)
from longtin.forums.world.sweep import (
    SweepResult as SweepResult,
    experiments_of as experiments_of,
    read_sweep as read_sweep,
    run_sweep as run_sweep,
)
from longtin.forums.world.sweep_file import WrittenSweep as WrittenSweep
from longtin.forums.world.world import World as World, followable as followable
from longtin.forums.world.world_file import WorldFile as WorldFile, WrittenWorld as WrittenWorld
