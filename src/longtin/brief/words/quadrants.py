"""Fields of the 2×2, stakes, thresholds and chances, in words."""

from types import MappingProxyType
from typing import Final

from longtin import game
from longtin._language import Language, message
from longtin.brief.values.brief import Brief
from longtin.brief.values.position import CELLS, Position, Quadrant, Side, StakeThreshold
from longtin.brief.words import pair
from longtin.brief.words.conduct import Words

NAMES: Final[Words] = MappingProxyType(
    {
        "win-win": message("win‑win cooperation"),
        "fragile": message("fragile cooperation"),
        "collapse": message("collapse of cooperation"),
    }
)


def summary(brief: Brief, language: Language) -> str:
    """Where the pair stands in the 2×2, and where it stood; empty if that is not known."""
    if brief.cell is None:
        return ""
    stood = brief.standing
    values = {
        "now": f"“{field_name(stood.cell, stood.sides, language)}”" if stood.cell else "",
        "stake": stake(stood.stake, language),
        "needed": needed(stood, language),
    }
    if any(side.now.status == "not observed" for side in stood.sides):
        said = language.say(
            "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2, "
            "as far as was last known, at {now}.",
            **values,
        )
    elif brief.cell_year_before is None:
        said = language.say(
            "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2 at "
            "{now}.",
            **values,
        )
    elif brief.cell_year_before == brief.cell:
        said = language.say(
            "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2 at "
            "{now}, as it did a year before.",
            **values,
        )
    else:
        said = language.say(
            "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2 at "
            "{now}; a year before, at “{before}”.",
            **values,
            before=cell_name(brief.cell_year_before, language),
        )
    return " ".join(filter(None, (said, below(stood, language))))


def below(stood: Position, language: Language) -> str:
    """How likely it is that conduct itself, on either side, stands below the line."""
    one, two = stood.sides
    if one.need.below is None or two.need.below is None:
        return ""
    return language.say(
        "The chance that conduct itself stands below that line is {one} for {trustee} and {two} "
        "for {truster}.",
        one=chances(one.need.below, language),
        two=chances(two.need.below, language),
        trustee=pair.name(one.trustee, language),
        truster=pair.name(two.trustee, language),
    )


def field(stood: Position, language: Language) -> str:
    """The field a pair stands in, who doubts, and how likely it is."""
    if stood.cell is None:
        return ""
    words = field_name(stood.cell, stood.sides, language)
    if stood.cell not in stood.chances:
        return f"“{words}”"
    chance = chances(stood.chances[stood.cell], language)
    return language.say("“{field}” (a chance of {chance})", field=words, chance=chance)


def needed(stood: Position, language: Language) -> str:
    """What trust an act takes of each side."""
    one, two = (threshold(side.need, language) for side in stood.sides)
    if one == two:
        return language.say("{trust} on either side", trust=one)
    here, there = (pair.name(side.truster, language) for side in stood.sides)
    return language.say(
        "{one} of {here} and {two} of {there}", one=one, here=here, two=two, there=there
    )


def threshold(need: StakeThreshold, language: Language) -> str:
    """The least trust that is enough, for a table or a sentence."""
    if need.threshold is None:
        return language.say("more than there can be")
    return language.level(need.threshold)


def stake(share: float, language: Language) -> str:
    """A stake to two decimals; one too small for them says so."""
    return f"<{language.number(0.01)}" if 0 < share < 0.005 else language.number(share)


def chances(share: float, language: Language) -> str:
    """A chance in per cent; what rounds to none or all says so by a bound."""
    if share < 0.005:
        return f"<{language.percent(0.01)}"
    return f">{language.percent(0.99)}" if share > 0.995 else language.percent(share)


def field_name(cell: game.Cell, sides: tuple[Side, Side], language: Language) -> str:
    """A field of the 2×2, and who doubts."""
    words = cell_name(CELLS[cell], language)
    if CELLS[cell] != "fragile":
        return words
    doubter = sides[cell == "second doubts"].truster
    return language.say(
        "{cell}: {doubter} doubts", cell=words, doubter=pair.name(doubter, language)
    )


def cell_name(cell: Quadrant, language: Language) -> str:
    """A field of the 2×2."""
    return language.say(NAMES[cell])
