"""What an activity owes: described in a form or as YAML, held against the rules in force."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from longtin import measures
from longtin._dates import today
from longtin._language import told
from longtin._moments import Moment
from longtin.errors import LongtinError
from longtin.page import Section
from longtin.web.activities.activity_controls import ADDED, groups, label_of
from longtin.web.activities.shown_activity import values_of
from longtin.web.activities.typed_activity import TypedActivity, typed_activity, yaml_of
from longtin.web.answer import Control, Download, Form, Route, Shown
from longtin.web.documents import document, from_lines
from longtin.web.drawings.duty_timeline import timeline
from longtin.web.pages.regimes import tabs
from longtin.web.visit import Visit

ADDRESS: Final = "/regimes/check"
YAML: Final = "text/yaml; charset=utf-8"


@dataclass(frozen=True)
class _Described:
    """An activity as a reader has described it so far.

    Attributes:
        typed: By the form.
        text: The same as YAML, or what was typed as such.
        told: What is said of it, above the form.
        tells: Whether the form says what is wrong in it.
        added: Of which sort it shows one more row.
        is_text: Whether the YAML is what was sent, and cannot be read.
    """

    typed: TypedActivity
    text: str
    told: tuple[Section, ...] = ()
    tells: bool = False
    added: str = ""
    is_text: bool = False


@cache
def example() -> str:
    """An activity to begin from."""
    return files("longtin").joinpath("web", "data", "activity.yaml").read_text("utf-8")


def ask(visit: Visit) -> Shown:
    """An empty form, and the same as YAML."""
    return _shown(visit, _Described(typed_activity({}, visit.language), example()))


def sent(visit: Visit) -> Shown | Download:
    """What a button asks for; what was typed stays, whatever comes of it."""
    asked = visit.given("do")
    if asked == "example":
        return _shown(visit, _from_text(visit, example(), checks=False))
    if "text" in visit.form:
        return _shown(visit, _from_text(visit, visit.form["text"], checks=asked != "form"))
    what, _, row = asked.partition("-")
    values = dict(visit.form)
    if what == "remove":
        values = {name: each for name, each in values.items() if not name.startswith(f"{row}-")}
    typed = typed_activity(values, visit.language)
    if asked == "yaml":
        name = typed.text("name") or str(typed.plain.get("kind", ""))
        return Download(yaml_of(typed).encode(), f"{name or 'activity'}.yaml", YAML)
    described = _Described(typed, yaml_of(typed))
    if what in ("fields", "add", "remove"):
        return _shown(visit, replace(described, added=row if row in ADDED else ""))
    return _shown(visit, _checked(visit, described))


def _from_text(visit: Visit, text: str, *, checks: bool) -> _Described:
    """The form filled from YAML, and what the rules say if that was asked for."""
    try:
        found = measures.activity_from(text, visit.say("your activity"))
    except LongtinError as error:
        nothing = typed_activity({}, visit.language)
        return _Described(nothing, text, _refused(visit, error), is_text=True)
    kept = {name: visit.form[name] for name in ("at", "every") if name in visit.form}
    typed = typed_activity(values_of(found, visit.language) | kept, visit.language)
    described = _Described(typed, text)
    if not checks:
        return described
    return replace(described, told=_answer(visit, found))


def _checked(visit: Visit, described: _Described) -> _Described:
    """What the rules say of an activity, or what is wrong with it."""
    typed = described.typed
    if typed.slips:
        made = groups(typed, tells=True)
        lines = tuple(f"{label_of(name, made)}: {why}" for name, why in typed.slips.items())
        amiss = Section("amiss", visit.say("To be mended first"), sentences=lines)
        return replace(described, told=(amiss,), tells=True)
    try:
        found = measures.activity_from(described.text, visit.say("your activity"))
        return replace(described, told=_answer(visit, found))
    except LongtinError as error:
        return replace(described, told=_refused(visit, error), tells=True)


def _refused(visit: Visit, error: LongtinError) -> tuple[Section, ...]:
    lines = tuple(told(error, visit.language).split("\n"))
    return (Section("amiss", visit.say("To be mended first"), sentences=lines),)


def _answer(visit: Visit, activity: measures.Activity) -> tuple[Section, ...]:
    """What is owed, by whom and when, the gravest first."""
    asked = visit.when("at")
    checked = measures.check(activity, Moment(asked.end if asked else today()))
    lines = measures.compliance_page(
        checked, visit.language, every=bool(visit.given("every")), how=visit.say("the box below")
    )
    head, *parts = from_lines(lines)
    asked_so = Section("asked", head.heading, sentences=head.sentences)
    return (asked_so, *timeline(visit, checked), *_told(visit, parts))


def _told(visit: Visit, parts: list[Section]) -> Iterator[Section]:
    """The answers, and what is said in a line each under a heading of its own."""
    yield from (each for each in parts if each.sentences)
    short = tuple(each.heading for each in parts if not each.sentences)
    if short:
        yield Section("besides", visit.say("Besides"), sentences=short)


def _shown(visit: Visit, described: _Described) -> Shown:
    say = visit.say
    note = say(
        "Held against every regime in force between those who take part. Say what kind of activity "
        "it is, whose and when; what you leave empty is left out."
    )
    return Shown(
        document(visit, say("What an activity owes"), described.told, note=note),
        forms=(_form(visit, described), _text_form(visit, described)),
        tabs=tabs(visit, ADDRESS),
        kept=visit.path == ADDRESS and not visit.form,
        below=True,
    )


def _when(visit: Visit) -> tuple[Control, ...]:
    say = visit.say
    return (
        Control("at", say("Asked on"), "date", visit.given("at"),
                help=say("Left empty, today: what is late by then, and what is still due.")),
        Control("every", say("also why the other rules ask nothing"), "checkbox",
                visit.given("every")),
    )  # fmt: skip


def _form(visit: Visit, described: _Described) -> Form:
    say = visit.say
    return Form(
        ADDRESS,
        _when(visit),
        say("Check it"),
        method="post",
        others=(
            ("do", "yaml", say("Take it along (YAML)")),
            ("do", "example", say("Fill in an example")),
        ),
        is_wide=True,
        groups=groups(described.typed, added=described.added, tells=described.tells),
    )


def _text_form(visit: Visit, described: _Described) -> Form:
    """The same as YAML, for whoever has a file or would rather write one."""
    say = visit.say
    return Form(
        ADDRESS,
        (
            Control("text", say("The activity, as YAML"), "textarea", described.text, rows=14,
                    help=say("Who, what, where, when, how many: see the file of an activity.")),
            *_when(visit),
        ),
        say("Check it"),
        method="post",
        others=(("do", "form", say("Put it into the form")),),
        is_wide=True,
        folded=say("As YAML"),
        is_open=described.is_text,
    )  # fmt: skip


ROUTES: Final = (
    Route(ADDRESS, ask),
    Route(ADDRESS, sent, ("POST",)),
)
"""What an activity owes, by a form or by its file."""
