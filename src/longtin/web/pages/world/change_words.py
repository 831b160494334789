"""Words on changes of trust: which are clear, and how their intervals are reckoned."""

from collections.abc import Sequence

from longtin import brief
from longtin._alphabet import alphabetical
from longtin.web.visit import Visit


def change_of(
    above: Sequence[brief.Reading | None], below: Sequence[brief.Reading | None], share: float = 1.0
) -> brief.Difference | None:
    """Readings less others, where all of them are there."""
    added, taken = ([each for each in some if each is not None] for some in (above, below))
    if len(added) < len(above) or len(taken) < len(below):
        return None
    return brief.difference(added, taken, share)


def clear_ones(visit: Visit, names: list[str], count: int) -> str:
    """Which of some changes the interval sets apart from none, in a sentence."""
    language = visit.language
    if not names:
        return visit.say(
            "None of the {n} changes is clear: the interval of each takes in zero.",
            n=language.whole(count),
        )
    return visit.say(
        "Clear, with an interval that leaves out zero: {names}; of {n} changes in all.",
        names=language.list(sorted(names, key=alphabetical)),
        n=language.whole(count),
    )


def how_sure(visit: Visit) -> str:
    """How the interval of a change is reckoned, and what it leaves open."""
    return visit.say(
        "In brackets, the 90 % interval of the change: those of the readings, squared and added as "
        "if their errors were independent (MOVER; Zou and Donner 2008). Readings of one pair err "
        "alike, so it is too wide rather than too narrow; the page of a pair says how likely it is "
        "that trust really moved."
    )
