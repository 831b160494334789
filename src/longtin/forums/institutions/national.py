"""National action: each state does what pays for itself, whatever the others do."""

from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import ForumOutcome, nothing


def national(game: CooperationGame) -> ForumOutcome:
    """Everybody alone: the equilibrium without an agreement (Nash)."""
    return nothing(game, "national")
