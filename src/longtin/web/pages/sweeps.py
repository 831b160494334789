"""Sweeps: one world under many scenarios and policies; begun, told how far it is, and shown."""

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from longtin import forums
from longtin._case import CaseFolder
from longtin._data import text_of
from longtin._files import write_whole
from longtin._runs import ALONE, Workers, progress_of
from longtin.errors import LongtinError, OutputError
from longtin.page import Cell, Column, Section, Table
from longtin.web.answer import Control, Download, Form, Link, Redirect, Route, Shown
from longtin.web.documents import document, section
from longtin.web.pages.pair.figures import MEDIA, table_file
from longtin.web.pages.simulated import example_world, tabs
from longtin.web.visit import Visit

MOST = 20_000
"""Histories of a sweep on a page, experiments times histories of each."""

HISTORIES = 20
"""Histories of each experiment, unless more are asked for."""

FEW = 1_000
"""Histories that are played in this process: others take time to begin."""


def ask(visit: Visit) -> Shown:
    """Which world, what is uncertain, what can be chosen; and the sweeps of the case."""
    sections = [_kept(visit)] if visit.site.case and visit.site.case.sweeps() else []
    return _asked(visit, _world_text(visit), _sweep_text(visit), sections)


def _asked(visit: Visit, world: str, swept: str, sections: list[Section]) -> Shown:
    say = visit.say
    note = say(
        "What cannot be known is drawn (uncertainties), what can be chosen is tried (levers): each "
        "scenario under each policy is an experiment, played many times."
    )
    shown = document(visit, say("Sweep over a simulated world"), sections, note=note)
    return Shown(shown, forms=(_choice(visit), _form(visit, world, swept)),
                 tabs=tabs(visit, "sweep"), below=True, kept=False)  # fmt: skip


def _case(visit: Visit) -> CaseFolder:
    """Where sweeps are kept: in the case, or for as long as the site is there."""
    return visit.site.case or CaseFolder(visit.site.runs.folder)


def _world_file(table: Path) -> Path:
    return table.with_suffix(".world.yaml")


def _sweep_file(table: Path) -> Path:
    return table.with_suffix(".yaml")


def _worlds(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Worlds that may be swept: the example, and those of the case."""
    kept = visit.site.case.worlds() if visit.site.case else ()
    named = [(name, name) for name in kept if _world_of(visit, name).is_file()]
    return (("", visit.say("the example")), *named)


def _world_of(visit: Visit, name: str) -> Path:
    return _case(visit).world_file(name).with_suffix(".yaml")


def _world_text(visit: Visit) -> str:
    name, swept = visit.given("world"), visit.given("sweep")
    if not name:
        own = _world_file(_case(visit).sweep_file(swept)) if swept else None
        return text_of(own) if own is not None and own.is_file() else example_world()
    if name not in dict(_worlds(visit)):
        raise OutputError("There is no world `{name}` in your case to be swept.", name=name)
    return text_of(_world_of(visit, name))


def _sweep_text(visit: Visit) -> str:
    name = visit.given("sweep")
    if not name:
        return files("longtin").joinpath("web", "data", "sweep.yaml").read_text("utf-8")
    file = _sweep_file(_case(visit).sweep_file(name))
    if not file.is_file():
        raise OutputError("There is no sweep `{name}` in your case.", name=name)
    return text_of(file)


def _choice(visit: Visit) -> Form:
    """Which files to begin with."""
    say, case = visit.say, _case(visit)
    written = (name for name in case.sweeps() if _sweep_file(case.sweep_file(name)).is_file())
    sweeps = (("", say("the example")), *((name, name) for name in written))
    return Form(
        "/worlds/sweep",
        (
            Control("world", say("World"), "select", visit.given("world"), _worlds(visit)),
            Control("sweep", say("Sweep"), "select", visit.given("sweep"), sweeps),
        ),
        say("Open"),
        title=say("Begin with"),
    )


def _form(visit: Visit, world: str, swept: str) -> Form:
    say = visit.say
    name: tuple[Control, ...] = ()
    if visit.site.case:
        name = (Control("name", say("Name in the case"), value=visit.given("name", "storm-noise"),
                        is_required=True),)  # fmt: skip
    return Form(
        "/worlds/sweep",
        (
            Control("swept", say("What is uncertain, what can be chosen, as YAML"), "textarea",
                    swept, rows=12,
                    help=say("Places of values as in the world below, with points between; entries "
                             "of lists are counted from 0.")),
            Control("text", say("The world, as YAML"), "textarea", world, rows=24),
            Control("histories", say("Histories of each experiment"), "number",
                    visit.given("histories", str(HISTORIES)), lowest="1"),
            Control("seed", say("Seed"), "number", visit.given("seed", "0"), lowest="0"),
            *name,
        ),
        say("Sweep it"),
        method="post",
        title=say("Sweep a world over what is uncertain"),
        is_wide=True,
    )  # fmt: skip


def _kept(visit: Visit) -> Section:
    say, language, case = visit.say, visit.language, _case(visit)
    rows: list[list[str | Cell]] = []
    for name in case.sweeps():
        table = case.sweep_file(name)
        try:
            found = forums.read_sweep(table) if table.is_file() else None
        except LongtinError:
            found = None
        done, units = progress_of(table)
        rows.append(
            [
                Cell(found.title[visit.code] if found else name, link=f"/worlds/sweep/{name}",
                     small=name if found else ""),
                language.whole(found.table.height) if found else _how_far(visit, done, units),
                language.whole(found.replicates) if found else "–",
            ]
        )  # fmt: skip
    columns = [
        Column(say("Sweep")),
        Column(say("Experiments"), "figure"),
        Column(say("Histories of each"), "figure"),
    ]
    return section("kept", say("In your case"), Table.of("", columns, rows))


def _how_far(visit: Visit, done: int, units: int) -> str:
    whole = visit.language.whole
    return visit.say("{done} of {units}", done=whole(done), units=whole(units)) if units else "–"


def begin(visit: Visit) -> Redirect:
    """Check what was sent, keep it, and begin."""
    histories, seed = _number(visit, "histories", HISTORIES), _number(visit, "seed", 0)
    text, swept = visit.form.get("text", ""), visit.form.get("swept", "")
    case, name = _case(visit), visit.given("name")
    if visit.site.case is None:
        asked = f"{text}\0{swept}\0{histories}\0{seed}"
        name = f"s{sha256(asked.encode()).hexdigest()[:12]}"
    table = case.sweep_file(name)
    if visit.site.case is not None and name in case.sweeps():
        raise OutputError(
            "The case holds a sweep `{name}` already. Give this one another name; nothing was "
            "changed.",
            name=name,
        )
    _checked(visit, text, swept, histories, seed)
    table.parent.mkdir(parents=True, exist_ok=True)
    write_whole(_world_file(table), text.encode())
    asked_for = {"histories": histories, "seed": seed}
    write_whole(table.with_suffix(".asked.json"), json.dumps(asked_for).encode())
    write_whole(_sweep_file(table), swept.encode())
    return Redirect(f"/worlds/sweep/{name}")


def _number(visit: Visit, name: str, default: int) -> int:
    typed = visit.given(name)
    return int(typed) if typed.isdecimal() else default


def _checked(visit: Visit, text: str, swept: str, histories: int, seed: int) -> None:
    """Refuse what cannot be swept, or not on a page, before anything is kept."""
    folder = visit.site.runs.folder / "checked"
    folder.mkdir(exist_ok=True)
    for name, content in (("world.yaml", text), ("sweep.yaml", swept)):
        write_whole(folder / name, content.encode())
    written = forums.WrittenWorld(folder / "world.yaml")
    experiments = forums.experiments_of(written, forums.WrittenSweep(folder / "sweep.yaml"), seed)
    if len(experiments) * histories > MOST:
        raise LongtinError(
            "{experiments} experiments with {histories} histories of each are more than the {most} "
            "histories that a page plays. Take fewer, or run it on a terminal: longtin simulate "
            "world.yaml --sweep sweep.yaml --replicates {histories} -o sweep.parquet",
            experiments=len(experiments),
            histories=histories,
            most=MOST,
        )


def sweep(visit: Visit) -> Shown:
    """How far a sweep is, or what came of it."""
    name, case = visit.names["name"], _case(visit)
    if name not in case.sweeps():
        raise OutputError(
            "There is no sweep `{name}` in your case. Begin it, or put the table that `longtin "
            "simulate --sweep -o` wrote into its folder `sweeps`, with its files.",
            name=name,
        )
    table = case.sweep_file(name)
    if not table.is_file() and _under_way(visit, table):
        waiting = document(visit, visit.say("Sweep over a simulated world"))
        return Shown(waiting, tabs=tabs(visit, "sweep"), refresh=2, progress=progress_of(table),
                     kept=False)  # fmt: skip
    page = forums.sweep_page(forums.read_sweep(table), visit.language)
    again = Link(visit.say("Change it"), f"/worlds/sweep?sweep={name}")
    files_of = [
        Link(label, f"/worlds/sweep/{name}/table.{ending}", downloads=True)
        for ending, label in (
            ("csv", visit.say("Table (CSV)")),
            ("xlsx", visit.say("Table (Excel)")),
            ("parquet", visit.say("Table (Parquet)")),
        )
    ]
    return Shown(page, tabs=tabs(visit, "sweep"), links=(again, *files_of), kept=False)


def _under_way(visit: Visit, table: Path) -> bool:
    """Begin a sweep, or go on with one that was stopped; whether it is still being played."""
    site, (histories, seed) = visit.site, _asked_for(table)

    def play() -> None:
        written = forums.WrittenWorld(_world_file(table))
        swept = forums.WrittenSweep(_sweep_file(table))
        count = len(forums.experiments_of(written, swept, seed)) * histories
        with site.open() as record:
            forums.run_sweep(written, swept, record, replicates=histories, seed=seed, output=table,
                             workers=ALONE if count <= FEW else Workers(),
                             told=site.runs.go_on)  # fmt: skip

    return site.runs.under_way(("sweep", table), play)


def _asked_for(table: Path) -> tuple[int, int]:
    """Histories and seed of a sweep, as the form had them."""
    file = table.with_suffix(".asked.json")
    held = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return int(held.get("histories", HISTORIES)), int(held.get("seed", 0))


def _file(ending: str) -> Route:
    def answer(visit: Visit) -> Download:
        name, case = visit.names["name"], _case(visit)
        table = case.sweep_file(name)
        content = table_file(forums.read_sweep(table).table, ending)
        return Download(content, f"{name}.{ending}", MEDIA[ending])

    return Route(f"/worlds/sweep/{{name}}/table.{ending}", answer)


ROUTES = (
    Route("/worlds/sweep", ask),
    Route("/worlds/sweep", begin, ("POST",)),
    Route("/worlds/sweep/{name}", sweep),
    *(_file(ending) for ending in MEDIA),
)
