"""Simulated worlds: played forward from a file, shown, and a pair's brief from one history."""

from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from longtin import brief, forums
from longtin._files import write_whole
from longtin.acts import Record
from longtin.errors import LongtinError, OutputError, UnknownIdError
from longtin.page import Cell, Column, Document, Section, Table
from longtin.web.answer import Control, Form, Link, Redirect, Route, Shown
from longtin.web.documents import document, section
from longtin.web.visit import Visit

MOST = 400
"""Histories that are played while a reader waits."""


def worlds(visit: Visit) -> Shown:
    """Worlds of the case, and a form to play another."""
    say = visit.say
    note = say(
        "Many states, what they believe of each other and how they act, played forward. It shows "
        "what follows from what is assumed, and is no forecast."
    )
    sections = [_kept(visit)] if visit.site.case and visit.site.case.worlds() else []
    shown = document(visit, say("Simulated worlds"), sections, note=note)
    forms = (_form(visit, example_world()),)
    return Shown(shown, forms=forms, tabs=tabs(visit, "worlds"), below=True,
                 kept=False)  # fmt: skip


def tabs(visit: Visit, here: str) -> tuple[Link, ...]:
    """Pages for a class, the one shown marked."""
    return (
        Link(visit.say("Rule against rule"), "/lesson", here == "lesson"),
        Link(visit.say("Move by move"), "/lesson/match", here == "match"),
        Link(visit.say("Simulated worlds"), "/worlds", here == "worlds"),
        Link(visit.say("Sweeps"), "/worlds/sweep", here == "sweep"),
    )


def example_world() -> str:
    """A world to begin with, as YAML."""
    return files("longtin").joinpath("web", "data", "world.yaml").read_text("utf-8")


def _kept(visit: Visit) -> Section:
    say, language, case = visit.say, visit.language, visit.site.case
    rows: list[list[str | Cell]] = []
    for name in case.worlds() if case else ():
        try:
            found = forums.read_simulation(case.world_file(name)) if case else None
        except LongtinError:
            found = None
        if found is None:
            rows.append([name, "–", "–", "–"])
            continue
        rows.append(
            [
                Cell(found.world.title[visit.code], link=f"/worlds/{name}", small=name),
                language.span(*found.world.days),
                language.whole(len(found.world.ccodes)),
                language.whole(found.replicates),
            ]
        )
    columns = [
        Column(say("World")),
        Column(say("Period")),
        Column(say("States"), "figure"),
        Column(say("Histories"), "figure"),
    ]
    return section("kept", say("In your case"), Table.of("", columns, rows))


def _form(visit: Visit, text: str) -> Form:
    say = visit.say
    name: tuple[Control, ...] = ()
    if visit.site.case:
        name = (Control("name", say("Name in the case"), value=visit.given("name", "storm-2027"),
                        is_required=True),)  # fmt: skip
    return Form(
        "/worlds",
        (
            Control("text", say("The world, as YAML"), "textarea", text, rows=24),
            Control("histories", say("Histories"), "number", visit.given("histories", "100"),
                    lowest="1", highest=str(MOST)),
            Control("seed", say("Seed"), "number", visit.given("seed", "0"), lowest="0"),
            *name,
        ),
        say("Play it"),
        method="post",
        title=say("Play a world forward"),
        is_wide=True,
    )  # fmt: skip


def play(visit: Visit) -> Shown | Redirect:
    """Histories of the world that was sent; kept in the case where there is one."""
    text, name = visit.form.get("text", ""), visit.given("name")
    case = visit.site.case
    if case is None:
        with TemporaryDirectory() as folder:
            found = _played(visit, text, Path(folder) / "world.yaml", None)
        page = forums.world_page(found, visit.language)
        return Shown(page, forms=(_form(visit, text),), tabs=tabs(visit, "worlds"), below=True,
                     kept=False)  # fmt: skip
    acts = case.world_file(name)
    if acts.exists():
        raise OutputError(
            "The case holds a world `{name}` already. Give this one another name; nothing was "
            "changed.",
            name=name,
        )
    acts.parent.mkdir(parents=True, exist_ok=True)
    _played(visit, text, acts.with_suffix(".yaml"), acts)
    return Redirect(f"/worlds/{name}")


def _played(visit: Visit, text: str, file: Path, acts: Path | None) -> forums.Simulation:
    write_whole(file, text.encode())
    histories, seed = visit.given("histories", "100"), visit.given("seed", "0")
    count = min(int(histories), MOST) if histories.isdecimal() else 100
    written = forums.WrittenWorld(file)
    key = ("world-played", text, count, seed, str(acts))
    return visit.site.reckon(
        key,
        lambda record: forums.simulate(
            written, record, replicates=count, output=acts,
            seed=int(seed) if seed.isdecimal() else 0,
        ),
    )  # fmt: skip


def world(visit: Visit) -> Shown:
    """What came of a world that was played."""
    found = _stored(visit)
    first, second = (*found.pairs.select("truster", "trustee").row(0),)
    watched = found.watched.select("truster", "trustee").unique(maintain_order=True).rows()
    here, there = watched[0] if watched else (first, second)
    say = visit.say
    form = Form(
        f"/worlds/{visit.names['name']}/brief",
        (
            Control("here", say("For"), value=here, suggests="states", is_required=True),
            Control("there", say("On"), value=there, suggests="states", is_required=True),
            Control("history", say("History number"), "number", "1", lowest="1",
                    highest=str(found.kept)),
        ),
        say("Write"),
        title=say("A brief from one of its histories"),
    )  # fmt: skip
    page = forums.world_page(found, visit.language)
    return Shown(page, forms=(form,), tabs=tabs(visit, "worlds"), kept=False)


def _stored(visit: Visit) -> forums.StoredSimulation:
    case, name = visit.site.case, visit.names["name"]
    if case is None or name not in case.worlds():
        raise UnknownIdError(
            "There is no world `{name}` in your case. Play it, or put the files that `longtin "
            "simulate -o` wrote into its folder `worlds`.",
            name=name,
        )
    return forums.read_simulation(case.world_file(name))


def from_history(visit: Visit) -> Shown:
    """A pair's brief as one history of a world has it."""
    found, number = _stored(visit), visit.given("history", "1")
    here, there = visit.given("here"), visit.given("there")
    history = int(number) if number.isdecimal() else 1

    def made(_: Record) -> brief.Brief:
        with Record.open(f"{found.acts}#{history}") as held:
            return brief.compose(held, here, there, as_of=found.world.days[1], annex=False)

    key = ("world-brief", str(found.acts), found.run["key"], history, here, there)
    counted = visit.site.reckon(key, made)
    page: Document = brief.document(counted, visit.language)
    title = found.world.title[visit.code]
    links = (Link(title, f"/worlds/{visit.names['name']}"),)
    said = visit.say("Simulated: history {n} of “{world}”. None of it happened.", n=history,
                     world=title)  # fmt: skip
    return Shown(_noted(page, said), links=links)


def _noted(page: Document, said: str) -> Document:
    from dataclasses import replace

    return replace(page, note=said)


ROUTES = (
    Route("/worlds", worlds),
    Route("/worlds", play, ("POST",)),
    Route("/worlds/{name}", world),
    Route("/worlds/{name}/brief", from_history),
)
