"""Page of regions side by side: their figures, and what follows for the order of domains."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from longtin._language import Language, message, sentence_case
from longtin.forums.regions.region_profile import DIVIDED, RegionFeature, RegionProfile
from longtin.measures import named
from longtin.page import Column, Document, Section, Table

FEATURE_NAMES: Final = MappingProxyType(
    {
        "pacts": message("pairs with a defence pact"),
        "opposed": message("pairs across the two largest blocs"),
        "first_bloc": message("states in the largest bloc"),
        "second_bloc": message("states in the second bloc"),
        "poles": message("poles of power (effective number)"),
        "two_strongest": message("capability of the two strongest"),
        "neighbours": message("pairs that are neighbours"),
        "by_sea": message("of these, neighbours across water"),
        "disputes": message("militarised disputes a year, of 100 pairs"),
        "votes": message("agreement in the General Assembly"),
        "vote_spread": message("its spread between pairs"),
        "memberships": message("shared memberships of a pair"),
        "own_rules": message("regimes of its own for half its states or more"),
        "binding_rules": message("of these, binding in law or politically"),
        "binding_duties": message("duties in these"),
    }
)


WHOLE: Final = frozenset({"own_rules", "binding_rules", "binding_duties", "memberships"})
"""Figures that are counts."""


def region_table(profiles: Sequence[RegionProfile], language: Language) -> Table:
    """Figures of regions side by side."""
    columns = [Column(language.say("Figure"), wraps=True)]
    columns += [Column(f"{each.label}, {each.day.year}", "figure", wraps=True) for each in profiles]
    columns.append(Column(language.say("Read to"), "figure"))
    rows = [_row(key, profiles, language) for key in FEATURE_NAMES]
    return Table.of(language.say("Regions side by side"), columns, rows)


def _name(profile: RegionProfile, language: Language) -> str:
    return sentence_case(profile.name.of(language.code).partition(" (")[0])


def _row(key: str, profiles: Sequence[RegionProfile], language: Language) -> tuple[str, ...]:
    found = [next((one for one in each.features if one.key == key), None) for each in profiles]
    days = sorted({one.until for one in found if one is not None and one.until is not None})
    return (
        sentence_case(language.say(FEATURE_NAMES[key])),
        *(_cell(one, language) for one in found),
        "; ".join(str(day.year) for day in days),
    )


def _cell(one: RegionFeature | None, language: Language) -> str:
    if one is None or one.value is None:
        return "–"
    if one.unit == "share":
        return language.percent(one.value)
    if one.key in WHOLE:
        return language.whole(round(one.value))
    return language.number(one.value, 2 if one.value < 1 else 1)


def region_sentences(profile: RegionProfile, language: Language) -> Iterator[str]:
    """What the figures of a region mean, and what follows."""
    name = _name(profile, language)
    first, second, poles = (profile.value(key) for key in ("first_bloc", "second_bloc", "poles"))
    held = {"first": language.percent(first or 0.0), "second": language.percent(second or 0.0)}
    if profile.order == "military_first":
        yield language.say(
            "{region}: two blocs of defence pacts hold {first} and {second} of its states, so "
            "enemies are known and few hands decide. What reassures is military – notice, "
            "observation, limits, verification – and can be binding.",
            region=name,
            **held,
        )
    elif (first or 0.0) >= DIVIDED:
        yield language.say(
            "{region}: one bloc of defence pacts holds {first} of its states, and no second stands "
            "against it. What suits is civil first; soldiers’ measures serve common threats.",
            region=name,
            **held,
        )
    else:
        yield language.say(
            "{region}: it is not divided between two blocs of defence pacts (the two largest hold "
            "{first} and {second} of its states); friend and enemy are not sorted. What suits is "
            "civil first – economy, environment, people – and talks; soldiers’ measures come pair "
            "by pair and by consent.",
            region=name,
            **held,
        )
    if poles is not None:
        yield language.say(
            "Its capability is spread as over {n} equal powers; the two strongest hold {share}.",
            n=language.number(poles, 1),
            share=language.percent(profile.value("two_strongest") or 0.0),
        )
    if profile.domains:
        order = [
            language.say(
                "{domain} ({year})",
                domain=named("domain", each.domain, language),
                year=each.since,
            )
            for each in profile.domains
        ]
        yield language.say(
            "Cooperation began there in this order, as far as listed: {domains}.",
            domains=", ".join(order),
        )


def region_document(profiles: Sequence[RegionProfile], language: Language) -> Document:
    """Regions side by side as a document."""
    names = language.list([_name(each, language) for each in profiles])
    day = max(each.day for each in profiles)
    said = [line for each in profiles for line in region_sentences(each, language)]
    return Document(
        language=language.code,
        title=language.say("Regions side by side: {regions}", regions=names),
        kicker=language.say("Region profile"),
        dated=sentence_case(language.long_date(day)),
        day=day.isoformat(),
        sections=(
            Section("figures", language.say("Figures"), tables=(region_table(profiles, language),)),
            Section(
                "order",
                language.say("What follows for the order of domains"),
                sentences=tuple(said),
                notes=(
                    language.say(
                        "Trade within a region is not on record here; that its states put the "
                        "economy first is read from the order in which their cooperation began. "
                        "Where one order ends and the other begins is a judgement: two blocs with "
                        "half of the states, a tenth in the smaller."
                    ),
                ),
            ),
        ),
        page_label=language.say("Page"),
    )
