"""Report of a plan: sections of sentences, tables and a tree, as text or a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

from longtin import page
from longtin._language import Language
from longtin.plan import words
from longtin.plan._drawing import fan_chart, gantt
from longtin.plan._plan import Plan
from longtin.plan.decision.tree import Decision
from longtin.programme import Programme

Form = Literal["text", "md", "html"]
INDENT: Final = "   "


@dataclass(frozen=True)
class Bullet:
    """A line of a tree.

    Attributes:
        depth: How deep it stands, from 0.
        text: What it says.
        strong: Whether it is an action rather than a condition.
    """

    depth: int
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        heads: Of its columns.
        rows: Its cells.
        right: Columns set to the right, by position.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Attributes:
        title: Its heading.
        lines: Sentences.
        tree: Lines of a tree.
        table: A table.
        drawing: SVG, for pages only.
    """

    title: str
    lines: tuple[str, ...] = ()
    tree: tuple[Bullet, ...] = ()
    table: Table | None = None
    drawing: str = ""


@dataclass(frozen=True)
class Sheet:
    """A plan as a document.

    Attributes:
        title: Above everything.
        subtitle: Below it.
        sections: In their order.
        language: It is written in.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...] = field(default=())
    language: str = "en"


def sheet(plan: Plan, language: Language) -> Sheet:
    """Put a plan into words.

    Args:
        plan: The plan.
        language: To say it in.
    """
    here, there = (name.of(language.code) for name in plan.situation.names)
    horizon = plan.policy.problem.horizon
    sections = [
        Section(
            language.say("Where you stand"),
            (*words.standing(plan, language), *words.aim(plan, language)),
        ),
        Section(language.say("The first step"), tuple(words.first(plan, language))),
        Section(language.say("What then"), tree=tuple(tree(plan, plan.first, language))),
        _not_yet(plan, language),
        Section(
            language.say("What may come of it"),
            (
                language.say(
                    "{n} futures drawn for each way, with the same luck. Worth and cost are in "
                    "units of the common gain at full stake.",
                    n=language.whole(plan.fans["plan"].paths),
                ),
            ),
            table=Table(
                words.way_heads(plan, language),
                words.ways(plan.fans, language),
                frozenset(range(1, 8)),
            ),
            drawing=fan_chart(plan, language),
        ),
    ]
    if plan.robustness:
        sections.append(
            Section(language.say("How sure that is"), tuple(words.sureness(plan, language)))
        )
    told = tuple(words.condition(plan, one, language) for one in plan.conditions)
    sections.append(Section(language.say("What would have to be true for them to take part"), told))
    programme = plan.programme
    if programme:
        sections.append(_programme(plan, programme, language))
    return Sheet(
        title=f"{here} – {there}: {plan.wishes.aim.of(language.code)}",
        subtitle=language.count(
            "A plan of {n} step of {days} days",
            "A plan of {n} steps of {days} days each",
            horizon,
            days=language.whole(round(plan.days)),
        ),
        sections=tuple(sections),
        language=language.code,
    )


def tree(plan: Plan, decision: Decision, language: Language, depth: int = 0) -> Iterator[Bullet]:
    """Do this; if they answer, that; if not, this."""
    yield Bullet(depth, words.action(plan, decision, language), strong=True)
    for one in decision.branches:
        asks = len(decision.branches) > 1
        said = words.branch(one, language) if asks else words.after(one, language)
        if one.then is None:
            continue
        yield Bullet(depth + 1, said)
        yield from tree(plan, one.then, language, depth + 2)


def _programme(plan: Plan, programme: Programme, language: Language) -> Section:
    return Section(
        language.say("The programme"),
        tuple(words.programme_begins(plan, language)),
        table=_dates(programme, language),
        drawing=gantt(programme, language),
    )


def _not_yet(plan: Plan, language: Language) -> Section:
    rows = [
        [
            words.name_of(plan, one.move, language),
            language.number(_stake(plan, one.move)),
            words.obstacle(plan, one, language),
        ]
        for one in plan.not_yet
        if one.why != "time"
    ]
    heads = (language.say("Measure"), language.say("Stake"), language.say("Why not yet"))
    return Section(
        language.say("Not yet, and why"),
        tuple(words.too_late(plan, language)),
        table=Table(heads, rows, frozenset({1})),
    )


def _stake(plan: Plan, move: str) -> float:
    return plan.catalogue[move].stake


def _dates(programme: Programme, language: Language) -> Table:
    names = {step.id: step.title.of(language.code) for step in programme.steps if step.title}
    rows = [
        [
            language.date(step.start),
            names.get(step.id, step.id),
            language.date(step.end),
            "; ".join(names.get(each, each) for each in step.after),
        ]
        for step in sorted(programme.steps, key=lambda one: (one.start, one.id))
    ]
    heads = (
        language.say("Begins"),
        language.say("Measure"),
        language.say("Seen by"),
        language.say("Rests on"),
    )
    return Table(heads, rows)


# --- as text --------------------------------------------------------------------------------------


def sheet_as_markdown(whole: Sheet) -> str:
    """The page as Markdown."""
    parts = [f"# {whole.title}", whole.subtitle]
    for section in whole.sections:
        parts.append(f"## {section.title}")
        parts += section.lines
        if section.tree:
            parts.append("\n".join(f"{'  ' * one.depth}- {_strong(one)}" for one in section.tree))
        if section.table:
            parts.append(_markdown_table(section.table))
    return "\n\n".join(parts) + "\n"


def _strong(one: Bullet) -> str:
    return f"**{one.text}**" if one.strong else one.text


def _markdown_table(table: Table) -> str:
    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    ruler = (
        "| "
        + " | ".join("--:" if at in table.right else "---" for at in range(len(table.heads)))
        + " |"
    )
    return "\n".join([row(table.heads), ruler, *map(row, table.rows)])


def sheet_as_html(whole: Sheet) -> str:
    """The page as one HTML file that needs nothing else, in the frame of all pages."""
    language = Language(whole.language)
    sections = [
        {
            "title": section.title,
            "lines": section.lines,
            "drawing": section.drawing,
            "tree": _html_tree(section.tree),
            "table": _captioned(section) if section.table else None,
        }
        for section in whole.sections
    ]
    return (
        page.environment("plan")
        .get_template("sheet.html.jinja")
        .render(sheet=whole, kicker=language.say("Plan"), sections=sections)
    )


def _captioned(section: Section) -> page.Table:
    """A section's table as pages show it, named by the section."""
    assert section.table is not None  # noqa: S101 -- asked by the caller
    heads, rows, right = section.table.heads, section.table.rows, section.table.right
    return page.Table(
        section.title,
        tuple(
            page.Column(head, "figure" if at in right else "text") for at, head in enumerate(heads)
        ),
        tuple(tuple(page.Cell(cell) for cell in row) for row in rows),
    )


def _html_tree(tree_lines: Sequence[Bullet]) -> str:
    """Nested lists from lines with depths."""
    found, open_lists = [], 0
    for one in tree_lines:
        while open_lists > one.depth + 1:
            found.append("</li></ul>")
            open_lists -= 1
        if open_lists == one.depth + 1:
            found.append("</li>")
        while open_lists < one.depth + 1:
            found.append('<ul class="tree">')
            open_lists += 1
        text = escape(one.text)
        found.append(f"<li>{f'<strong>{text}</strong>' if one.strong else text}")
    found.append("</li></ul>" * open_lists)
    return "".join(found)
