"""Data: what the record holds, and files of one's own, looked at before anything is stored."""

from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from longtin import acts
from longtin._language import message
from longtin.page import Column, Document, Section, Table
from longtin.web.answer import Control, Form, Route, Shown
from longtin.web.documents import document, section
from longtin.web.ledgers import ledger_sections
from longtin.web.menu_entry import Menu
from longtin.web.visit import Upload, Visit

CHECKSUM = 8
"""Figures of a checksum that tell two files apart at a glance."""


def data(visit: Visit) -> Shown:
    """What is loaded, and the form to bring in more."""
    return Shown(_page(visit, ()), forms=(_form(visit),), below=True, kept=False)


def bring(visit: Visit) -> Shown:
    """A file that was sent: read and told of; stored only if that was asked for."""
    say, sent = visit.say, visit.files.get("file")
    if sent is None:
        advice = (say("Choose a file and send it again."),)
        told = (Section("none", say("No file was sent"), sentences=advice),)
        form = (_form(visit),)
        refused = HTTPStatus.BAD_REQUEST
        return Shown(_page(visit, told), forms=form, below=True, kept=False, status=refused)
    stores = visit.given("do") == "store" and visit.site.record_file is not None
    ledgers = _read(visit, sent, stores=stores)
    if stores:
        visit.site.reopen()
    sections = tuple(each for ledger in ledgers for each in ledger_sections(ledger, visit.language))
    return Shown(_page(visit, sections), forms=(_form(visit),), below=True, kept=False)


def _read(visit: Visit, sent: Upload, *, stores: bool) -> list[acts.Ledger]:
    """Every line of a file accounted for; nothing is written unless it is to be stored."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / Path(sent.name).name
        file.write_bytes(sent.content)
        own = visit.site.record_file
        into = own if own is not None else Path(folder) / "preview.duckdb"
        with visit.site.writing(stores=stores):
            return acts.import_files(file, into, visit.given("format") or None, dry_run=not stores)


def _page(visit: Visit, first: tuple[Section, ...]) -> Document:
    say = visit.say
    note = (
        say("Shipped sources, and {file} over them.", file=visit.site.record_file.name)
        if visit.site.record_file
        else say("Shipped sources only; start with --record my.duckdb to bring in your own.")
    )
    return document(visit, say("Data"), (*first, _sources(visit)), note=note)


def _sources(visit: Visit) -> Section:
    say, language = visit.say, visit.language
    frame, version = visit.site.read(lambda held: (held.versions(), held.version))
    rows = [
        [
            row["dataset"],
            row["title"] or row["version"] or "–",
            language.span(row["start"], row["end"]) if row["start"] else "–",
            (row["sha256"] or "–")[:CHECKSUM],
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(say("Data set")),
        Column(say("Title")),
        Column(say("Period")),
        Column("SHA-256"),
    ]
    title = say("Sources of record {version}", version=version)
    return section("sources-held", title, Table.of("", columns, rows))


def _form(visit: Visit) -> Form:
    say = visit.say
    formats = (("", say("as recognised")), *((name, name) for name in acts.formats()))
    can_store = visit.site.record_file is not None
    return Form(
        "/data",
        (
            Control("file", say("A file of acts"), "file", is_required=True,
                    accepts=".csv,.tsv,.txt,.zip,.gz,.tab,.xlsx"),
            Control("format", say("Read as"), "select", visit.given("format"), formats),
        ),
        say("Look at it first"),
        method="post",
        title=say("Bring in a file"),
        others=(("do", "store", say("Store it")),) if can_store else (),
    )  # fmt: skip


MENU = Menu(80, message("Data"), "/data")
ROUTES = (Route("/data", data), Route("/data", bring, ("POST",)))
