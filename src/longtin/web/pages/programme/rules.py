"""Rules for programmes: the handbook, a rule a page."""

from longtin import lint
from longtin.page import Cell, Column, Section, Table
from longtin.web.answer import Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.visit import Visit


def handbook(visit: Visit) -> Shown:
    """Every rule, family by family."""
    say, language = visit.say, visit.language
    columns = [Column(say("Rule")), Column(say("Level")), Column(say("What is amiss"))]
    sections = []
    for start, name in lint.FAMILIES.items():
        rows: list[list[str | Cell]] = [
            [
                Cell(code, link=f"/programme/rules/{code}"),
                lint.level_name(rule.level, language),
                say(rule.page.title),
            ]
            for code, rule in lint.handbook().items()
            if code.startswith(start)
        ]
        sections.append(section(start.lower(), say(name), Table.of("", columns, rows)))
    return Shown(document(visit, say("Rules for programmes"), sections))


def rule(visit: Visit) -> Shown:
    """What one rule looks at, why, what breaks and what keeps it."""
    found = lint.rule(visit.names["code"])
    say, page = visit.say, found.page
    parts = (
        ("looks", say("What it looks at"), say(page.looks)),
        ("why", say("Why it matters"), say(page.why)),
        ("fix", say("How to fix it"), say(page.fix)),
    )
    examples = (
        ("breaks", say("Breaks the rule"), page.breaks),
        ("keeps", say("Keeps the rule"), page.keeps),
    )
    sections = [
        *(Section(name, heading, sentences=(text,)) for name, heading, text in parts),
        *(Section(name, heading, code=text) for name, heading, text in examples),
        Section("sources-of-rule", say("Sources"), points=tuple(map(say, page.sources))),
    ]
    level = lint.level_name(found.level, visit.language)
    return Shown(
        document(visit, say(page.title), sections, kicker=found.code, dated=level),
        links=(Link(say("Rules for programmes"), "/programme/rules"),),
    )


ROUTES = (Route("/programme/rules", handbook), Route("/programme/rules/{code}", rule))
