"""The seven institutions by name, carried out in a setting."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final, get_args

from longtin.errors import Either, ModelError
from longtin.forums._setting.setting import Bools, Setting
from longtin.forums.institutions.bilateral import bilateral
from longtin.forums.institutions.conditional import conditional
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import Forum, ForumOutcome
from longtin.forums.institutions.growing import growing
from longtin.forums.institutions.majority import majority
from longtin.forums.institutions.national import national
from longtin.forums.institutions.universal import universal
from longtin.forums.institutions.willing import willing

FORUMS: Final[tuple[Forum, ...]] = get_args(Forum)
"""The seven institutions, from all together to each alone."""

_FROM_NOTHING: Final = MappingProxyType(
    {
        "universal": universal,
        "majority": majority,
        "bilateral": bilateral,
        "conditional": conditional,
        "national": national,
    }
)
_FROM_A_START: Final[MappingProxyType[str, Callable[..., ForumOutcome]]] = MappingProxyType(
    {"willing": willing, "growing": growing}
)


def carry_out(
    setting: Setting | CooperationGame, forum: Forum, start: Bools | None = None
) -> ForumOutcome:
    """What comes of one institution in one setting.

    Args:
        setting: The setting, or its game where several institutions share it.
        forum: One of `FORUMS`.
        start: Of `willing`, the coalition to begin from; of `growing`, the core; looked for
            without it, which takes longer. Others do not read it.

    Returns:
        Who commits itself, to what, what is kept, when, and what each has of it.

    Raises:
        ModelError: There is no such institution.
    """
    game = setting if isinstance(setting, CooperationGame) else CooperationGame(setting)
    if forum in _FROM_A_START:
        return _FROM_A_START[forum](game, start)
    if forum in _FROM_NOTHING:
        return _FROM_NOTHING[forum](game)
    raise ModelError(
        "There is no forum `{given}`. Take {known}.", given=forum, known=Either(FORUMS, "`")
    )
