"""Words of a portfolio: criteria, verdicts, signs of weakness and their answers, parts, forms."""

from types import MappingProxyType
from typing import Final

from longtin import actors
from longtin._data import Bilingual
from longtin._language import Language, message
from longtin.forums.portfolio._assessment.balance import PartnerLeaning, PowerBalance
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._reference.vocabulary import portfolio_words

CRITERION_NAMES: Final = MappingProxyType(
    {
        "strength": message("strength on the issue"),
        "interest": message("common interest"),
        "trust": message("trust"),
        "partnership": message("partnership"),
        "cooperation": message("runs already"),
    }
)
BASES: Final = MappingProxyType(
    {
        "counted": message("counted"),
        "carried": message("last known, carried on"),
        "told": message("told"),
        "judged": message("judged"),
        "unknown": message("not known"),
    }
)
CERTAINTIES: Final = MappingProxyType(
    {
        "verified": message("verified"),
        "memory": message("recalled"),
        "judgement": message("judged"),
    }
)
FORMS: Final = MappingProxyType(
    {
        "bilateral": message("pair by pair"),
        "regional": message("in a body of the region"),
        "multilateral": message("in a body of the world"),
        "triangular": message("three-party: with a donor, for a third"),
    }
)
VERDICTS: Final = MappingProxyType(
    {
        "found": message("found"),
        "not_found": message("not found"),
        "not_known": message("not known"),
    }
)
ANSWERS: Final = MappingProxyType(
    {
        "kept": message("met"),
        "not_kept": message("not met"),
        "not_known": message("not known"),
    }
)
WEAKNESS_NAMES: Final = MappingProxyType(
    {
        "awareness": message("the issue is not understood in depth"),
        "aims": message("aims, means and the part to take are unclear"),
        "coordination": message("agencies and experts are not brought together"),
        "pressure": message("pressure in balancing, at home and abroad"),
    }
)
REMEDY_WORDS: Final = MappingProxyType(
    {
        "study": message("research and forecast the issue across ministries"),
        "inform": message("tell officials and people what it means for security"),
        "position": message("set out the position, with a figure or a day"),
        "level": message("take the next part where one is strong"),
        "train": message("train experts who speak the language of both trades"),
        "missions": message("use missions and citizens abroad as antennas"),
        "office": message("name one lead office for each issue"),
        "inclusive": message("take it to a body where both powers sit"),
        "spread": message("spread over more partners"),
        "own_budget": message("set a budget of one’s own beside what donors give"),
    }
)
SIGNS: Final = MappingProxyType(
    {
        "few_positions": message(
            "positions on {n} of {all} issues are on record here: too few to say"
        ),
        "no_position": message("no position on record on {issues}"),
        "old_position": message("last position over {years} years old on {issues}"),
        "positions_held": message("a position on every issue looked at ({n})"),
        "no_figure": message(
            "a position without a commitment that has a figure or a day: {issues}"
        ),
        "part_below": message("takes less part than its strength allows: {issues}"),
        "figures_held": message("commitments with figures or days on {n} issues"),
        "no_office": message("no lead office named for {issues}"),
        "no_experts": message("no official in bodies abroad for {issues}"),
        "offices_held": message("a lead office on each issue ({n})"),
        "unreported": message("own commitments that nobody reports on: {issues}"),
        "hangs_on": message("{kind}: {share} with {on} ({year})"),
        "one_power": message("only one of the two powers sits in its bodies on {issues}"),
        "support_falls": message("commitments of others ended or overdue: {issues}"),
        "spread": message("no partner with {half} or more of what is on record"),
    }
)
TIE_NAMES: Final = MappingProxyType(
    {
        "votes": message("agreement in the General Assembly"),
        "trust": message("trust in it"),
        "partnership": message("level of partnership"),
        "arrangements": message("arrangements that run"),
        "troops": message("its forces here"),
    }
)

LIST_SHOWN: Final = 6
"""Names that a sentence holds before it counts the rest."""


def inside(name: str, language: Language) -> str:
    """A state inside a sentence."""
    return actors.in_sentence(name, language.code)


def listed(names: list[str], language: Language) -> str:
    """Several issues, whose names may hold an “and” themselves, with commas between."""
    if len(names) <= LIST_SHOWN:
        return ", ".join(names)
    shown = names[: LIST_SHOWN - 1]
    return ", ".join([*shown, language.say("{n} more", n=len(names) - len(shown))])


def tie_name(kind: str, language: Language) -> str:
    """What ties a state to a power, in words."""
    if kind in TIE_NAMES:
        return language.say(TIE_NAMES[kind])
    said: Bilingual = portfolio_words().dependences[kind]
    return language.say("share of {kind}", kind=said.of(language.code))


def part_name(level: str, language: Language) -> str:
    """The part a state takes."""
    if level == "none":
        return language.say("none on record")
    return portfolio_words().parts[level].name.of(language.code)


def band(rated: Rated, language: Language) -> str:
    """A criterion with its band, or that it is not known; what is carried on has its day."""
    if rated.basis == "unknown":
        return "–"
    at = language.level(rated.at)
    if rated.low == rated.high:
        return at
    ends = f"{language.level(rated.low)}–{language.level(rated.high)}"
    if rated.basis == "carried" and rated.until is not None:
        return language.say(
            "{interval}; {known} on {day}", interval=ends, known=at, day=language.date(rated.until)
        )
    return f"{at} ({ends})"


def words_of(keys: tuple[str, ...], names: dict[str, Bilingual], language: Language) -> str:
    """Several names of a closed list; a dash for none."""
    return language.list([names[key].of(language.code) for key in keys]) if keys else "–"


def nearer(one: PartnerLeaning, balance: PowerBalance, language: Language) -> str:
    """To which of two powers a partner is nearer than the state itself, by how much."""
    if one.beyond is None or one.low is None or one.high is None:
        return "–"
    if one.low <= 0.0 <= one.high:
        return language.say("neither: {shift}", shift=language.number(one.beyond, signed=True))
    which = balance.names[0 if one.beyond > 0 else 1].of(language.code)
    return f"{which}: {language.number(abs(one.beyond))}"


def allied(one: PartnerLeaning, balance: PowerBalance, told: str, language: Language) -> str:
    """The same with the power it has a defence pact with."""
    if not one.allied:
        return told
    names = dict(zip(balance.powers, balance.names, strict=True))
    return language.say(
        "{nearer}; pact with {powers}",
        nearer=told,
        powers=language.list(
            [inside(names[key].of(language.code), language) for key in one.allied]
        ),
    )
