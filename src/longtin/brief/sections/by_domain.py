"""Section “By domain”: what the year’s acts weighed, field by field, in the annex."""

from types import MappingProxyType
from typing import Final

from longtin import trust
from longtin._language import Language, message, sentence_case
from longtin.brief.values.brief import Brief
from longtin.brief.values.contributions import DomainReading
from longtin.brief.words import conduct, pair
from longtin.brief.words.conduct import Words
from longtin.page import Cell, Column, Section, Table

DOMAINS: Final[Words] = MappingProxyType(
    {
        **trust.ISSUE_WORDS,
        "intelligence": message("intelligence"),
        "peacekeeping": message("peacekeeping"),
        "political_institutions": message("political institutions"),
        "executive": message("government policy"),
        "legislative": message("legislatures"),
        "election": message("elections"),
        "rights_freedoms": message("rights and freedoms"),
        "human_rights": message("human rights"),
        "human_security": message("human security"),
        "democracy": message("political freedoms"),
        "pro_democracy": message("political freedoms"),
        "pro_autocracy": message("restrictions on political freedoms"),
        "asylum": message("asylum and refugees"),
        "migration": message("migration"),
        "crime": message("crime"),
        "corruption": message("corruption"),
        "terrorism": message("terrorism"),
        "cbrn": message("nuclear, chemical and biological weapons"),
        "cyber": message("cyber security"),
        "maritime": message("maritime matters"),
        "territory": message("territory and borders"),
        "resource": message("natural resources"),
        "health": message("health"),
        "disease": message("disease"),
        "disaster": message("disasters"),
        "none": message("no domain given"),
    }
)

MOST = 5
"""Most domains shown."""


def say(brief: Brief, language: Language) -> Section | None:
    """What acts of each domain weighed, the heaviest first; the data have them all."""
    found = [{each.domain: each for each in way.domains} for way in brief.directions]
    weights: dict[str, float] = {}
    for reading in (each for way in brief.directions for each in way.domains):
        weights[reading.domain] = weights.get(reading.domain, 0.0) + abs(reading.points)
    if not weights:
        return None
    rows = tuple(
        (
            Cell(_domain_name(domain, language)),
            *(_domain_cell(way.get(domain), language) for way in found),
        )
        for domain in sorted(weights, key=lambda each: (-weights[each], each))[:MOST]
    )
    caption = language.say("Points by which the year’s acts moved trust, by domain (coded reports)")
    columns = (
        Column(language.say("Domain")),
        *(Column(pair.short_name(each, language), "figure") for each in brief.directions),
    )
    table = Table(caption, columns, rows)
    return Section("domains", language.say("By domain"), tables=(table,))


def _domain_name(domain: str, language: Language) -> str:
    words = DOMAINS.get(domain)
    return sentence_case(language.say(words) if words else conduct.plain(domain))


def _domain_cell(reading: DomainReading | None, language: Language) -> Cell:
    if reading is None:
        return Cell("–")
    weight = conduct.points(reading.points, language)
    return Cell(f"{weight} ({language.whole(reading.reports)})")
