"""Summary lines of a report: whose programme it is, how many findings, how far it has got."""

from collections.abc import Iterable

from longtin._language import Language, sentence_case
from longtin.lint._lint import FAMILIES, Report
from longtin.lint._rule import LEVELS, Case, Finding, Level
from longtin.programme import implementation


def level_name(level: Level, language: Language) -> str:
    """A level in words."""
    say = language.say
    return {"error": say("error"), "warning": say("warning"), "advice": say("advice")}[level]


def counted(level: Level, n: int, language: Language) -> str:
    """So many findings of a level."""
    count = language.count
    match level:
        case "error":
            return count("{n} error", "{n} errors", n)
        case "warning":
            return count("{n} warning", "{n} warnings", n)
        case _:
            return count("{n} piece of advice", "{n} pieces of advice", n)


def told(report: Report, language: Language) -> str:
    """Parties, days of the programme and the day on which it was judged."""
    programme = report.draft.programme
    case = Case(programme, {}, report.today, lambda *_: None)
    said = language.say(
        "{parties}, {span}; judged on {today}.",
        parties=language.list([case.name(code).of(language.code) for code in case.acting]),
        span=language.span(programme.start, programme.until),
        today=language.date(report.today),
    )
    return sentence_case(said)


def summary(findings: Iterable[Finding], silenced: int, language: Language) -> str:
    """How many findings of each level, and how many are silenced."""
    every = list(findings)
    if not every and not silenced:
        return language.say("No rule has anything to say.")
    parts = [
        counted(level, n, language)
        for level in LEVELS
        if (n := sum(each.level == level for each in every))
    ] or [language.say("nothing found")]
    if silenced:
        parts.append(language.count("{n} silenced", "{n} silenced", silenced))
    return ", ".join(parts) + "."


def by_family(findings: Iterable[Finding], language: Language) -> str:
    """How many findings of each family."""
    every = list(findings)
    return "; ".join(
        f"{language.say(name)} {language.whole(n)}"
        for start, name in FAMILIES.items()
        if (n := sum(each.code.startswith(start) for each in every))
    )


def standing(report: Report, language: Language) -> str:
    """How far the programme is carried out on the day."""
    done = implementation(report.draft.programme, report.today)
    whole = language.whole
    if not done.due:
        return language.say("Not one of its {steps} steps is due yet.", steps=whole(done.steps))
    if not done.reported:
        return language.say(
            "Steps due: {due} of {steps}; none is reported on.",
            due=whole(done.due),
            steps=whole(done.steps),
        )
    return language.say(
        "Steps due: {due} of {steps}; reported on: {reported}, and {share} of that carried out.",
        due=whole(done.due),
        steps=whole(done.steps),
        reported=whole(done.reported),
        share=language.percent(done.share),
    )
