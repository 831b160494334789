"""Updates: what a publisher has and the record has not, first as a plan, fetched on a click."""

from pathlib import Path
from tempfile import TemporaryDirectory

from longtin import publishers
from longtin._language import Language, told
from longtin.errors import LongtinError, OutputError
from longtin.page import Column, Section, Table
from longtin.publishers import OUTCOMES, REPLACED, UpdateReport
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.ledgers import ledger_sections
from longtin.web.visit import Visit

MOST_FILES = 60
MEGA, GIGA = 1e6, 1e9


def ask(visit: Visit) -> Shown:
    """Whose archives there are, on what terms; nothing is asked of them yet."""
    say, code = visit.say, visit.code
    rows = [
        [
            each.title,
            say("in a browser, by hand") if each.protocol == "by_hand" else say("here"),
            each.terms.of(code),
        ]
        for each in publishers.publishers().values()
    ]
    columns = [Column(say("Archive")), Column(say("Fetched")), Column(say("Terms"))]
    note = say(
        "First its list of files is asked for, and what is new is shown. Only what you then fetch "
        "is fetched, and only from that publisher: this is the one page that asks anything of "
        "another machine."
    )
    listed = section("archives", say("Archives"), Table.of("", columns, rows))
    shown = document(visit, say("Update your record"), (listed,), note=note)
    return Shown(shown, forms=(_form(visit),), links=(_back(visit),), kept=False)


def _back(visit: Visit) -> Link:
    return Link(visit.say("What is loaded"), "/data")


def look(visit: Visit) -> Shown:
    """The plan of an update, or with a second click the update itself."""
    fetches = visit.given("do") == "fetch"
    if fetches and visit.site.record_file is None:
        raise OutputError(
            "There is no record of your own to fetch into. Start `longtin serve` with --record "
            "my.duckdb; nothing was fetched."
        )
    report = _updated(visit, fetches=fetches)
    if fetches:
        visit.site.reopen()
    title = publishers.publisher_named(visit.given("publisher")).title
    shown = document(visit, title, _sections(report, visit.language), kicker=visit.say("Update"))
    can_fetch = not fetches and bool(report.news) and visit.site.record_file is not None
    forms = (_fetch_form(visit, report),) if can_fetch else (_form(visit),)
    return Shown(shown, forms=forms, links=(_back(visit),), below=True, kept=False)


def _updated(visit: Visit, *, fetches: bool) -> UpdateReport:
    since, say = visit.when("since"), visit.say
    working = {"fetch": say("Bytes fetched"), "import": say("Rows read")}
    with TemporaryDirectory() as folder:
        own = visit.site.record_file or Path(folder) / "record.duckdb"
        with visit.site.writing(stores=fetches):
            return publishers.update(
                visit.given("publisher"),
                own,
                since=since.start if since else None,
                mirror=visit.given("mirror") or None,
                dry_run=not fetches,
                progress=lambda what, done, total: visit.progress.tell(working[what], done, total),
            )


def _sections(report: UpdateReport, language: Language) -> tuple[Section, ...]:
    say = language.say
    rows = [
        [
            each.file.name,
            language.date(each.file.last) if each.file.last else "–",
            size_shown(each.file.size, language),
            say(OUTCOMES[each.outcome])
            + (f"; {say(REPLACED)}" if each.state == "replaced" else ""),
        ]
        for each in report.news[:MOST_FILES]
    ]
    columns = [
        Column(say("File")),
        Column(say("Up to"), "figure"),
        Column(say("Size"), "figure"),
        Column(say("Outcome")),
    ]
    held = len(report.files) - len(report.news)
    said = language.count(
        "{n} new file, {size}; {held} were there already.",
        "{n} new files, {size}; {held} were there already.",
        len(report.news), size=size_shown(report.size, language), held=language.whole(held),
    )  # fmt: skip
    done = say("A plan only: nothing was fetched.") if report.dry_run else ""
    troubles = [told(each.problem, language) for each in report.files if each.problem]
    if isinstance(report.stopped, LongtinError):
        troubles.append(told(report.stopped, language))
    tables = (Table.of("", columns, rows),) if rows else ()
    plan = section("plan", say("What is new"), *tables, said=(said, done, *troubles))
    ledgers = [each for one in report.files for each in one.ledgers]
    return (plan, *(part for each in ledgers for part in ledger_sections(each, language)))


def size_shown(size: int | None, language: Language) -> str:
    """Bytes as people speak of them."""
    if size is None:
        return "–"
    if size >= GIGA:
        return f"{language.number(size / GIGA, 1)} GB"
    if size >= MEGA / 10:
        return f"{language.number(size / MEGA, 1)} MB"
    return f"{language.whole(size)} B"


def _form(visit: Visit) -> Form:
    say = visit.say
    names = tuple((key, each.title) for key, each in publishers.publishers().items())
    return Form(
        "/data/update",
        (
            Control("publisher", say("Archive"), "select", visit.given("publisher"), names),
            Control("since", say("Since"), "date", visit.given("since"),
                    help=say("Only files that speak for this day or later.")),
            Control("mirror", say("From a folder or address"), value=visit.given("mirror"),
                    help=say("In place of the publisher: a folder that has the files.")),
        ),
        say("See what is new"),
        method="post",
    )  # fmt: skip


def _fetch_form(visit: Visit, report: UpdateReport) -> Form:
    """The button that fetches what the plan shows."""
    say = visit.say
    sent = tuple(Control(name, "", "hidden", visit.given(name))
                 for name in ("publisher", "since", "mirror"))  # fmt: skip
    fetch = say("Fetch {size} and bring it in", size=size_shown(report.size, visit.language))
    return Form("/data/update", (*sent, Control("do", "", "hidden", "fetch")), fetch, method="post",
                title=say("Fetch what is new"))  # fmt: skip


ROUTES = (Route("/data/update", ask), Route("/data/update", look, ("POST",)))
