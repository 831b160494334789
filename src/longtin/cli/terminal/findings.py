"""Terminal report of findings and pages of rules, in colour where there is some."""

import sys
from typing import TYPE_CHECKING

from longtin.page import console, terminal_width

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from longtin._language import Language
    from longtin.lint import Finding, Report, Rule

STYLES = {"error": "bold red", "warning": "bold yellow", "advice": "bold cyan"}
ENDLESS = 100_000
WIDEST = 100
"""Running text is not made wider than this."""


def show_report(report: "Report", language: "Language") -> None:
    """Print what the rules say of one programme."""
    from rich.text import Text

    from longtin import lint

    console = _console()
    title = report.draft.programme.title.of(language.code)
    _set(console, Text(title, style="bold"), 0)
    _set(console, Text(lint.told(report, language)), 0)
    fixed: set[str] = set()
    for finding in report.findings:
        console.print()
        console.print(_head(report, finding, language))
        _set(console, Text(finding.say(language)))
        if finding.code not in fixed:
            fix = lint.rule(finding.code).page.fix
            _set(console, Text.assemble(("→ ", "dim"), language.say(fix)))
            fixed.add(finding.code)
    console.print()
    summary = lint.summary(report.findings, len(report.silenced), language)
    _set(console, Text(summary, style="bold"), 0)
    families = lint.by_family(report.findings, language)
    if families:
        _set(console, Text(families), 0)
    _set(console, Text(lint.standing(report, language)), 0)
    if report.findings:
        code = report.findings[0].code
        console.print(
            Text(language.say("`longtin rule {code}` explains a rule.", code=code), style="dim")
        )


def _head(report: "Report", finding: "Finding", language: "Language") -> "Text":
    from rich.text import Text

    from longtin import lint

    place = f"{report.draft.where}:{report.draft.line(finding.place)}"
    level = lint.level_name(finding.level, language)
    return Text.assemble(place, "  ", (f"{finding.code} {level}", STYLES[finding.level]))


def show_rule(rule: "Rule", language: "Language") -> None:
    """Print a rule's page."""
    from rich.text import Text

    from longtin import lint

    say, page, console = language.say, rule.page, _console()
    level = lint.level_name(rule.level, language)
    head = (f"{rule.code} {level}", STYLES[rule.level])
    console.print(Text.assemble(head, "  ", (say(page.title), "bold")))
    family = say(lint.FAMILIES[rule.code[:3]])
    console.print(Text(say("Family: {family}", family=family)))
    parts = (
        (say("What it looks at"), say(page.looks)),
        (say("Why it matters"), say(page.why)),
        (say("Breaks the rule"), page.breaks),
        (say("Keeps the rule"), page.keeps),
        (say("How to fix it"), say(page.fix)),
    )
    for name, text in parts:
        console.print()
        console.print(Text(name, style="bold"))
        is_yaml = text in {page.breaks, page.keeps}
        _set(console, Text(text.rstrip(), no_wrap=is_yaml))
    console.print()
    console.print(Text(say("Sources"), style="bold"))
    for source in page.sources:
        _set(console, Text(f"– {say(source)}"))


def _set(console: "Console", text: "Text", indent: int = 2) -> None:
    """Print running text in lines that end where words do, set in by some columns."""
    from rich.text import Text

    mark = 2 if text.plain.startswith(("→", "–")) else 0
    lines = [text] if text.no_wrap else text.wrap(console, console.width - indent - mark)
    for at, line in enumerate(lines):
        line.rstrip()
        space = " " * (indent + mark * (at > 0))
        for part in line.split("\n"):
            console.print(Text.assemble(space, part), no_wrap=True, overflow="ignore", crop=False)


def _console() -> "Console":
    width = terminal_width()
    return console(file=sys.stdout, width=min(width, WIDEST) if width else ENDLESS, highlight=False)
