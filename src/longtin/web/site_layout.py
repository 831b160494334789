"""The layout of every page: head, menu, search, controls, the document, and what stands below."""

from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from longtin import actors
from longtin._dates import today
from longtin._language import LANGUAGES
from longtin.page import as_fragment, environment
from longtin.web import assets, tokens
from longtin.web.answer import Link, PagePart, Shown
from longtin.web.visit import Visit

if TYPE_CHECKING:
    from jinja2 import Template


def render(shown: Shown, visit: Visit, theme: str) -> str:
    """A page as HTML; the place of the reader's token is held by a placeholder."""
    say = visit.say
    fields = [form.fields for form in shown.forms]
    fields += [group.fields for form in shown.forms for group in form.groups]
    controls = [control for each in fields for control in each]
    suggests = any(control.suggests == "states" for control in controls)
    return _template().render(
        shown=shown,
        document=shown.document,
        body=as_fragment(shown.document),
        language=visit.code,
        theme=theme,
        words=_words(visit),
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


def render_part(part: PagePart) -> str:
    """A piece of a page as HTML, with what a script is to renew around it."""
    template = environment("web").get_template("part.html.jinja")
    return template.render(part=part, body=as_fragment(part.document))


def _words(visit: Visit) -> dict[str, str]:
    """What the site itself says, not the page."""
    say = visit.say
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
    return tuple(sorted(found, key=lambda each: each[1]))
