"""Plain words for the keys a brief carries. English here, Vietnamese in the catalogue."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from longtin._language import message

Words = Mapping[str, str]

ACTS: Final[Words] = MappingProxyType(
    {
        "AGREE": message("agreements to cooperate"),
        "CONSULT": message("visits or talks"),
        "SUPPORT": message("diplomatic support"),
        "COOPERATE": message("practical cooperation"),
        "AID": message("aid"),
        "CONCEDE": message("concessions"),
        "YIELD": message("concessions"),
        "RETREAT": message("easing of force or pressure"),
        "STATEMENT": message("public statements"),
        "REQUEST": message("requests"),
        "ACCUSE": message("accusations"),
        "REJECT": message("refusals"),
        "THREATEN": message("threats"),
        "PROTEST": message("protests"),
        "SANCTION": message("sanctions or reduced relations"),
        "MOBILIZE": message("shows of force"),
        "COERCE": message("coercion or arrests"),
        "ASSAULT": message("armed force or assault"),
        "DISPUTE_2": message("a militarised dispute: threat to use force"),
        "DISPUTE_3": message("a militarised dispute: display of force"),
        "DISPUTE_4": message("a militarised dispute: use of force"),
        "DISPUTE_5": message("war"),
        "NO_DISPUTE": message("no militarised dispute in the year"),
        "YEARLY_COUNTS": message("the year’s coded reports as a whole"),
        "YEARLY_1": message("the year’s verbal cooperation"),
        "YEARLY_2": message("the year’s material cooperation"),
        "YEARLY_3": message("the year’s verbal conflict"),
        "YEARLY_4": message("the year’s material conflict"),
        "DRIFT": message("older evidence losing weight with time"),
        "OTHER": message("all smaller acts together"),
    }
)

NOT_AN_ACT: Final = frozenset({"DRIFT", "OTHER", "NO_DISPUTE", "YEARLY_COUNTS"})
"""Lines that name no conduct of their own, and so are not listed in a sentence."""

ALL_YEAR: Final = frozenset({"DRIFT", "OTHER"})
"""Lines that gather a whole year."""

DOMAINS: Final[Words] = MappingProxyType(
    {
        "diplomatic": message("diplomacy"),
        "military": message("military affairs"),
        "economic": message("economy and trade"),
        "legal": message("law and justice"),
        "intelligence": message("intelligence"),
        "humanitarian": message("humanitarian matters"),
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
        "environment": message("environment and climate"),
        "health": message("health"),
        "disease": message("disease"),
        "disaster": message("disasters"),
        "culture": message("culture and education"),
        "none": message("no domain given"),
    }
)

SCHOOLS: Final[Words] = MappingProxyType(
    {
        "interest": message("Interests"),
        "norm": message("Norms"),
        "affinity": message("Affinity"),
    }
)

SCHOOL_EVIDENCE: Final[Words] = MappingProxyType(
    {
        "interest": message("rational choice: alliances, votes, memberships"),
        "norm": message("constructivist: disputes, treaties, deeds"),
        "affinity": message("psychological: words, visits, leaders"),
    }
)

CELLS: Final[Words] = MappingProxyType(
    {
        "win-win": message("win‑win cooperation"),
        "fragile": message("fragile cooperation"),
        "collapse": message("collapse of cooperation"),
    }
)

MOVES: Final[Words] = MappingProxyType(
    {
        "rose": message("Improved"),
        "fell": message("Deteriorated"),
        "steady": message("No clear change"),
    }
)

MOVED: Final[Words] = MappingProxyType(
    {
        "rose": message("It is {likelihood} that the rise is real."),
        "fell": message("It is {likelihood} that the fall is real."),
        "steady": message("The record shows no clear change over the year."),
        "ends_alike": message(
            "From one end of the year to the other the record shows no clear change."
        ),
    }
)

REASONS: Final[Words] = MappingProxyType(
    {
        "no_acts": message(
            "The record holds no act of {trustee} towards {truster} up to this date."
        ),
        "thin": message(
            "The record holds evidence worth {effective} independent acts, "
            "fewer than the {floor} below which no figure is given."
        ),
        "not_a_state": message("One of the two was not a member of the state system on this date."),
        "before_record": message("The record for this pair begins after this date."),
        "after_record": message("The record for this pair ends before this date."),
    }
)

MODELS: Final[Words] = MappingProxyType(
    {"annual": message("annual model"), "events": message("weekly model")}
)

TARGETS: Final[Words] = MappingProxyType(
    {
        "dispute_onset": message("a militarised dispute begins in the next year"),
        "dispute_onset_relevant": message(
            "a militarised dispute begins in the next year "
            "(neighbours and pairs with a major power)"
        ),
        "conflict_4w": message("material conflict in the next 4 weeks"),
        "conflict_12w": message("material conflict in the next 12 weeks"),
        "conflict_52w": message("material conflict in the next 52 weeks"),
    }
)

RIVALS: Final[Words] = MappingProxyType(
    {
        "base_rate": message("the average rate"),
        "persistence": message("the last value repeated"),
        "ties_logit": message("logistic regression on ties"),
        "peace_years": message("logistic regression with peace years"),
        "gradient_boosting": message("gradient boosting"),
        "voting_similarity": message("similarity of UN votes"),
        "rivalry": message("lists of rivals"),
        "recent_share": message("the recent share of conflict"),
        "exponential_smoothing": message("exponential smoothing"),
        "type_counts": message("logistic regression on the types of act of the last year"),
    }
)

MEASURES: Final[Words] = MappingProxyType(
    {
        "auc": message("AUC, higher is better"),
        "average_precision": message("average precision, higher is better"),
        "brier": message("Brier score, lower is better"),
        "log_loss": message("log loss, lower is better"),
    }
)


def plain(key: str) -> str:
    """A key without words of its own, such as one from a user's data, made readable."""
    return key.replace("_", " ").lower()
