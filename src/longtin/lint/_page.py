"""HTML report: what the rules say as one file, light or dark, fit to print."""

from collections.abc import Iterable
from typing import Any

from longtin._language import Language
from longtin.lint._lint import FAMILIES, Report, handbook
from longtin.lint._rule import LEVELS, Finding
from longtin.lint._summary import counted, level_name, standing, told
from longtin.page import environment


def as_html(reports: Iterable[Report], language: Language) -> str:
    """Reports as a page.

    Args:
        reports: Of one or more programmes.
        language: In which it is written.
    """
    say = language.say
    words = {
        "title": say("Check of a programme"),
        "line": say("line"),
        "why": say("Why it matters"),
        "fix": say("How to fix it"),
        "sources": say("Sources"),
        "silenced": say("Silenced, with the reason"),
        "nothing": say("No rule has anything to say."),
    }
    page = [_programme(each, language) for each in reports]
    template = environment("lint").get_template("check.html.jinja")
    return template.render(language=language.code, words=words, programmes=page)


def _programme(report: Report, language: Language) -> dict[str, Any]:
    families = []
    for start, name in FAMILIES.items():
        found = [each for each in report.findings if each.code.startswith(start)]
        if found:
            rows = [_finding(report, each, language) for each in found]
            families.append({"code": start, "name": language.say(name), "findings": rows})
    counts = {level: sum(each.level == level for each in report.findings) for level in LEVELS}
    return {
        "file": report.draft.where,
        "title": report.draft.programme.title.of(language.code),
        "heading": told(report, language),
        "counts": [
            {"level": level, "n": n, "words": counted(level, n, language)}
            for level, n in counts.items()
        ],
        "families": families,
        "silenced": [
            _finding(report, each, language) | {"reason": each.reason(language)}
            for each in report.silenced
        ],
        "standing": standing(report, language),
    }


def _finding(report: Report, finding: Finding, language: Language) -> dict[str, Any]:
    page = handbook()[finding.code].page
    return {
        "code": finding.code,
        "level": finding.level,
        "level_name": level_name(finding.level, language),
        "line": report.draft.line(finding.place),
        "message": finding.say(language),
        "title": language.say(page.title),
        "why": language.say(page.why),
        "fix": language.say(page.fix),
        "sources": [language.say(source) for source in page.sources],
    }
