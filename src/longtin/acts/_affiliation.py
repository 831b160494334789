"""Affiliation: whose the actors of an archive are on a day, or why they are no state's."""

from datetime import date

from longtin import actors
from longtin._language import message
from longtin.acts._reason import Reason
from longtin.acts._vocabulary import actor_types
from longtin.acts.reader import Whose

INTERNATIONAL = Reason("international", message("an international body"))
NO_MEMBER = Reason(
    "no-member", message("a country code of no member of the state system on that day")
)
NO_ROLE = Reason(
    "no-role-and-no-list", message("no role that we know, and a name in no list of its country's")
)
_UNRESOLVED = {
    reason.sentence: reason.text()
    for reason in (
        INTERNATIONAL,
        Reason("stateless", message("no part of a member of the state system")),
        Reason("transnational", message("a group of no single state")),
        Reason("shared-name", message("a name that several states or their bodies share")),
        Reason("unknown-role", message("a role with no listed sphere")),
        Reason("unknown-owner", message("a role of something that is no listed state or body")),
        Reason("out-of-date", message("a person, body or state not listed for that day")),
        Reason("unknown", message("a person or body in no list")),
    )
}
"""What `actors.why_unresolved` says."""


def named(name: str, country: str | None, sectors: str | None, day: date) -> Whose:
    """Whose an actor of an event archive is: states, agencies, people in office, bodies."""
    for found in actors.affiliations(name, country, sectors):
        begun = found.start is None or found.start <= day
        if begun and (found.end is None or day <= found.end):
            return found.ccode, found.sphere, None
    return None, None, _UNRESOLVED[actors.why_unresolved(name, day)]


def coded(
    name: str, country: str | None, sectors: str | None, day: date, system: str, bare: str | None
) -> Whose:
    """Whose an actor of an archive is that gives each a country code and roles.

    Args:
        name: The actor, as the archive has it.
        country: Its code.
        sectors: Codes of `actor_types`, apart by commas; the first listed one counts.
        day: When.
        system: The system of the country codes, as `actors.ccode_from` knows it; digits are
            Correlates of War codes.
        bare: The sphere of an actor with a country and no role; `None` where its name must say.
    """
    given = [role for role in (sectors or "").split(",") if role]
    spheres = [actor_types()[role] for role in given if role in actor_types()]
    if spheres and spheres[0] == "international":
        return None, None, INTERNATIONAL.code
    if country is None:
        return named(name, None, None, day)
    ccode = _member(country, system, day)
    if ccode is None:
        return None, None, NO_MEMBER.code
    if spheres:
        return ccode, spheres[0], None
    if bare and not given:
        return ccode, bare, None
    found, sphere, _ = named(name, None, None, day)
    if found == ccode:
        return ccode, sphere, None
    return None, None, NO_ROLE.code


def coded_turns(name: str, country: str | None, system: str) -> list[date]:
    """Days on which the answer of `coded` may change, in order."""
    by_code = actors.code_turns(system, country) if country else ()
    return sorted({*by_code, *actors.turns(name)})


def _member(code: str, system: str, day: date) -> int | None:
    if not code.isdecimal():
        return actors.ccode_from(system, code, day)
    ccode = int(code[:6])
    return ccode if ccode in actors.living(day) else None
