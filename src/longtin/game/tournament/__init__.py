"""Tournaments: rules of conduct against each other, under noise and incomplete information."""

from longtin.game.tournament._dependence import (
    Podium as Podium,
    by_noise as by_noise,
    first_by_field as first_by_field,
)
from longtin.game.tournament._matches import warm as warm
from longtin.game.tournament._page import (
    ranking_chart as ranking_chart,
    standings_table as standings_table,
    tournament_data as tournament_data,
    tournament_page as tournament_page,
)
from longtin.game.tournament._round_robin import (
    Tournament as Tournament,
    TournamentStanding as TournamentStanding,
    chosen as chosen,
    round_robin as round_robin,
)
from longtin.game.tournament._second_tournament import (
    SecondTournament as SecondTournament,
    second_tournament as second_tournament,
)
from longtin.game.tournament._stage_game import (
    PRISONERS_DILEMMA as PRISONERS_DILEMMA,
    StageGame as StageGame,
    read_points as read_points,
    stage_game as stage_game,
)
from longtin.game.tournament._tournament_setting import TournamentSetting as TournamentSetting
