"""Section “Limits”: what the record cannot show, in the annex."""

from longtin._language import Language
from longtin.brief.values.brief import Brief
from longtin.page import Section


def say(brief: Brief, language: Language) -> Section:
    """What the record cannot show."""
    press = language.say(
        "Most of the record is press reports coded by machine. What was not reported, or not in "
        "a language that was read, is missing; coding errs; a story told by many outlets is "
        "counted as little more than one."
    )
    end = language.say(
        "Each source ends where the table of sources says; what came later is unknown here, "
        "not calm."
    )
    points = (press, end) if brief.coverage else (press,)
    return Section("limits", language.say("Limits"), points=points)
