"""Data: what the record holds, and files of one's own, looked at before anything is stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from longtin import acts
from longtin._language import message
from longtin.errors import LongtinError
from longtin.page import Column, Document, Section, Table
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.ledgers import ledger_sections
from longtin.web.menu_entry import Menu
from longtin.web.pages.data.reading import rows_read
from longtin.web.pages.data.unpacking import refuse_bomb
from longtin.web.pages.data.waiting_uploads import forget_upload, keep_upload, kept_upload
from longtin.web.visit import Upload, Visit

CHECKSUM = 8
"""Figures of a checksum that tell two files apart at a glance."""


def data(visit: Visit) -> Shown:
    """What is loaded, and the form to bring in more."""
    links = (Link(visit.say("What publishers have that is not here"), "/data/update"),)
    return Shown(_page(visit, ()), forms=(_form(visit),), below=True, kept=False, links=links)


def bring(visit: Visit) -> Shown:
    """A file that was sent: read and told of; stored only if that was asked for."""
    say = visit.say
    sent = visit.files.get("file") or kept_upload(visit.site, visit.given("kept"))
    if sent is None:
        advice = (say("Choose a file and send it again."),)
        none = (Section("none", say("No file was sent"), sentences=advice),)
        form = (_form(visit),)
        refused = HTTPStatus.BAD_REQUEST
        return Shown(_page(visit, none), forms=form, below=True, kept=False, status=refused)
    stores = visit.given("do") == "store" and visit.site.record_file is not None
    ledgers, sections = _read(visit, sent, stores=stores)
    told = tuple(each for ledger in ledgers for each in ledger_sections(ledger, visit.language))
    if stores:
        forget_upload(visit.site, visit.given("kept"))
        visit.site.reopen()
        return Shown(_page(visit, told), forms=(_form(visit),), below=True, kept=False)
    waiting = keep_upload(visit.site, sent) if visit.site.record_file else ""
    page = document(visit, say("Looked at: {file}", file=sent.name), (*told, *sections))
    forms = (_store_form(visit, sent.name, waiting),) if waiting else (_form(visit),)
    return Shown(page, forms=forms, below=True, kept=False)


def _read(
    visit: Visit, sent: Upload, *, stores: bool
) -> tuple[list[acts.Ledger], tuple[Section, ...]]:
    """Every line of a file accounted for, and rows as they were read; nothing else is written."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / Path(sent.name).name
        file.write_bytes(sent.content)
        refuse_bomb(file, visit.site.largest_upload)
        own, asked = visit.site.record_file, visit.given("format") or None
        reading = visit.say("Rows read")
        into = own if own is not None else Path(folder) / "preview.duckdb"
        with visit.site.writing(stores=stores), _as_sent(folder):
            ledgers = acts.import_files(
                file,
                into,
                asked,
                dry_run=not stores,
                progress=lambda done, total: visit.progress.tell(reading, done, total),
            )
        shown = () if stores else rows_read(file, Path(folder) / "rows.duckdb", asked, visit)
        return ledgers, shown


@contextmanager
def _as_sent(folder: str) -> Iterator[None]:
    """Refusals name the file as its sender does, without the folder it was looked at in."""
    try:
        yield
    except LongtinError as error:
        named = {
            name: Path(str(value)).name if str(value).startswith(folder) else value
            for name, value in error.values.items()
        }
        raise LongtinError(error.sentence, **named) from error


def _store_form(visit: Visit, name: str, waiting: str) -> Form:
    """The one button that stores what was looked at."""
    say = visit.say
    return Form(
        "/data",
        (
            Control("kept", "", "hidden", waiting),
            Control("format", "", "hidden", visit.given("format")),
            Control("do", "", "hidden", "store"),
        ),
        say("Store it"),
        method="post",
        title=say("Bring {file} into your record", file=name),
    )


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
    titles = acts.dataset_titles() if visit.code == "vi" else {}
    rows = [
        [
            row["dataset"],
            titles.get(row["title"] or "", row["title"]) or row["version"] or "–",
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
    )  # fmt: skip


MENU = Menu(80, message("Data"), "/data")
ROUTES = (Route("/data", data), Route("/data", bring, ("POST",)))
