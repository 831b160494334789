"""Names of the catalogue's keys: domains, phases, stages, schools, carriers."""

from collections.abc import Mapping
from typing import Final

from longtin._language import Language, message

NAMES: Final[Mapping[str, Mapping[str | int, str]]] = {
    "domain": {
        "communication": message("Communication"),
        "transparency": message("Transparency"),
        "notification": message("Notification"),
        "observation": message("Observation"),
        "constraint": message("Constraint"),
        "verification": message("Verification"),
        "military_contacts": message("Military contacts"),
        "crisis_management": message("Crises"),
        "maritime": message("At sea"),
        "border": message("Borders"),
        "cyber": message("Cyber"),
        "nuclear_missile": message("Nuclear, missiles"),
        "political": message("Political"),
        "economic": message("Economic"),
        "environmental": message("Environmental"),
        "socio_cultural": message("Society and culture"),
        "track2": message("Track II"),
        "summit": message("Summits"),
    },
    "form": {
        "unilateral": message("unilateral"),
        "bilateral": message("bilateral"),
        "multilateral": message("multilateral"),
        "triangular": message("triangular"),
        "public_private": message("public–private"),
        "non_governmental": message("non-governmental"),
    },
    "phase": {
        "prevention": message("prevention"),
        "crisis_management": message("crisis management"),
        "post_conflict": message("after conflict"),
    },
    "stage": {
        1: message("symbolic and simple, little at risk"),
        2: message("shared interest, some effort from both"),
        3: message("joint and demanding, high stakes"),
    },
    "reciprocity": {
        "none_required": message("one side may act alone"),
        "parallel": message("each does its part, not always at the same time"),
        "simultaneous": message("both act together"),
    },
    "school": {
        "interest": message("interest: what each gains (rationalist)"),
        "norm": message("norms: rules kept together (constructivist)"),
        "affinity": message("affinity: image and feeling (psychological)"),
    },
    "carrier": {
        "leaders": message("leaders"),
        "foreign_ministry": message("foreign ministry"),
        "defence": message("defence ministry"),
        "coast_guard": message("coast guard"),
        "border_guard": message("border guard"),
        "interior": message("interior ministry"),
        "justice": message("justice ministry"),
        "cyber_agency": message("cyber agency"),
        "atomic_energy": message("atomic energy agency"),
        "energy": message("energy ministry"),
        "trade": message("trade ministry"),
        "fisheries": message("fisheries agency"),
        "water": message("water agency"),
        "science": message("scientific bodies"),
        "health": message("health ministry"),
        "disaster_agency": message("disaster agency"),
        "culture": message("culture and education authorities"),
        "red_cross": message("Red Cross and Red Crescent"),
        "scholars": message("scholars"),
        "environment": message("environment ministry"),
        "agriculture": message("agriculture ministry"),
        "labour": message("labour ministry"),
        "finance": message("finance ministry and central bank"),
        "local_authorities": message("provinces and cities"),
        "companies": message("companies"),
    },
    "through": {
        "governments": message("proposals of governments"),
        "regional_forum": message("ASEAN Regional Forum and bodies like it"),
        "border_areas": message("border areas"),
        "track_two": message("track II"),
    },
    "issue": {
        "climate": message("climate"),
        "epidemics": message("epidemics"),
        "water": message("water"),
        "food": message("food"),
        "crime": message("transnational crime"),
        "cyber": message("cyber security"),
        "maritime": message("security at sea"),
        "migration": message("migration"),
    },
    "contribution": {
        "money": message("money"),
        "know_how": message("know-how and technology"),
        "people": message("people"),
        "land": message("land and premises"),
        "experience": message("experience"),
    },
    "osce_group": {
        "political": message("political measures"),
        "economic": message("economic measures"),
        "environmental": message("environmental measures"),
        "socio_cultural": message("social and cultural measures"),
        "none": message("military: outside the guide"),
    },
    "certainty": {
        "verified": message("seen in a source"),
        "memory": message("recalled, not checked"),
        "judgement": message("judgement"),
    },
    "value": {
        "stage": message("Stage"),
        "cost": message("Cost"),
        "yearly_cost": message("Cost a year"),
        "stake": message("Stake"),
        "reveals": message("Reveals"),
        "reciprocity": message("Reciprocity"),
        "requires": message("Comes after"),
        "phases": message("Suits"),
        "school": message("Reading of trust"),
        "weeks_to_set_up": message("Weeks to set up"),
        "weeks_a_time": message("Weeks each time"),
        "times_a_year": message("Times a year"),
    },
}


def named(what: str, key: str | int, language: Language) -> str:
    """What a word of the catalogue's files is called.

    Args:
        what: `domain`, `form`, `phase`, `stage`, `reciprocity`, `school`, `carrier`,
            `through`, `issue`, `contribution`, `osce_group`, `certainty`, or `value` for the
            name of a judged value.
        key: The word, or the number of a stage.
        language: To say it in.

    Raises:
        KeyError: There is no such word.
    """
    return language.say(NAMES[what][key])
