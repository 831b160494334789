"""The layout of every page: head, menu, search, controls, the document, and what stands below."""

from dataclasses import replace
from functools import cache
from http import HTTPStatus
from importlib import metadata
from typing import TYPE_CHECKING

from longtin import actors
from longtin._alphabet import alphabetical
from longtin._dates import today
from longtin._language import LANGUAGES, Language
from longtin.page import as_fragment, environment
from longtin.web import assets, tokens
from longtin.web.answer import Link, PagePart, Shown
from longtin.web.documents import versions_said
from longtin.web.drafts.draft_values import day_shown
from longtin.web.visit import Visit

if TYPE_CHECKING:
    from jinja2 import Template


def render(shown: Shown, visit: Visit, theme: str) -> str:
    """A page as HTML; the place of the reader's token is held by a placeholder."""
    say, shown = visit.say, _with_days(shown, visit.language)
    fields = [form.fields for form in shown.forms]
    fields += [group.fields for form in shown.forms for group in form.groups]
    controls = [control for each in fields for control in each]
    suggests = any(control.suggests == "states" for control in controls)
    return _template().render(
        shown=shown,
        document=shown.document,
        body=as_fragment(shown.document),
        colophon=_colophon(shown, visit),
        language=visit.code,
        theme=theme,
        words=_words(visit, shown.progress),
        languages=[
            Link(name, visit.address(lang=code), is_here=code == visit.code)
            for code, name in LANGUAGES.items()
        ],
        themes=[
            Link(label, visit.address(theme=name), is_here=name == theme)
            for name, label in (
                ("auto", say("As the system")),
                ("light", say("Light")),
                ("dark", say("Dark")),
            )
        ],
        menu=[
            Link(say(entry.label), entry.path, is_here=_is_within(visit.path, entry.path))
            for entry in visit.site.menu
        ],
        states=_states(visit.code, today().isoformat()) if suggests else (),
        query=visit.query.get("q", "") if visit.path == "/search" else "",
        token=tokens.PLACEHOLDER,
        token_name=tokens.CONTROL,
        asset=assets.address,
        version=metadata.version("longtin"),
    )


def _with_days(shown: Shown, language: Language) -> Shown:
    """A page whose controls show days as its readers write them."""
    forms = tuple(
        replace(form, fields=tuple(
            replace(each, value=day_shown(each.value, language)) if each.kind == "date" else each
            for each in form.fields
        ))
        for form in shown.forms
    )  # fmt: skip
    return replace(shown, forms=forms)


def _colophon(shown: Shown, visit: Visit) -> str:
    """Of which method and record a page speaks, where it does not say so itself."""
    told = shown.document.colophon
    if told not in ("", "Longtin"):
        return told
    if shown.doors or shown.text or shown.refresh or shown.status != HTTPStatus.OK:
        return ""
    return versions_said(visit)


def render_part(part: PagePart) -> str:
    """A piece of a page as HTML, with what a script is to renew around it."""
    template = environment("web").get_template("part.html.jinja")
    return template.render(part=part, body=as_fragment(part.document))


def _words(visit: Visit, progress: tuple[int, int]) -> dict[str, str]:
    """What the site itself says, not the page."""
    say, (done, all_of) = visit.say, map(visit.language.whole, progress)
    return {
        "skip": say("Skip to the content"),
        "menu": say("Menu"),
        "search": say("Search"),
        "search_hint": say("A state, a measure, a treaty …"),
        "language": say("Language"),
        "appearance": say("Appearance"),
        "views": say("Views"),
        "local": say("Longtin {version} on this machine; nothing is sent elsewhere.",
                     version=metadata.version("longtin")),
        "guides": say("Guides"),
        "downloads": say("Take it along"),
        "progress": say("{done} of {all_of} are done.", done=done, all_of=all_of),
        "waiting": say("Being reckoned; this page asks again by itself."),
    }  # fmt: skip


def _is_within(path: str, entry: str) -> bool:
    return path == entry or path.startswith(f"{entry}/")


@cache
def _template() -> "Template":
    return environment("web").get_template("site.html.jinja")


@cache
def _states(code: str, day: str) -> tuple[tuple[str, str], ...]:
    """Key and name of every state of today, for suggestions, in alphabetical order."""
    from datetime import date

    found = [(state.key, state.name(code)) for state in actors.on(date.fromisoformat(day))]
    return tuple(sorted(found, key=lambda each: alphabetical(each[1])))
