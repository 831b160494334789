"""Answers: what a page gives for a request, before anything is HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from longtin.page import Document
from longtin.web.visit import Visit

Kind = Literal[
    "text", "search", "date", "number", "select", "textarea", "file", "files", "checkbox",
    "checkboxes", "hidden", "range", "quantity",
]  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A place on the site.

    Attributes:
        label: In words.
        href: Where it leads.
        is_here: Whether it is the page itself.
        downloads: Whether it gives a file.
    """

    label: str
    href: str
    is_here: bool = False
    downloads: bool = False


@dataclass(frozen=True)
class Control:
    """One control of a form.

    Attributes:
        name: Of the value, as the command's option is called.
        label: In words.
        kind: Of control; `select` and `checkboxes` take `choices`.
        value: What stands in it; of checkboxes those that are set, a line each.
        choices: Value and words of each.
        help: Below it, in smaller type.
        suggests: Id of the list of suggestions to offer: `states`, one of the page's, or none.
        is_required: Whether it has to be filled in.
        lowest: Of a number or a range.
        highest: Likewise.
        step: Likewise.
        rows: Lines of a text area.
        drawn: SVG below it.
        accepts: Endings of files.
        wrong: Why what stands in it cannot be; empty where nothing is wrong.
    """

    name: str
    label: str
    kind: Kind = "text"
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    suggests: str = ""
    is_required: bool = False
    lowest: str = ""
    highest: str = ""
    step: str = ""
    rows: int = 18
    drawn: str = ""
    accepts: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class Button:
    """A further button of a form.

    Attributes:
        value: What it sends as `do`.
        label: On it.
        told: What it does, where the label alone does not say; for those who hear the page too.
        lands: Id of the part of the page that is shown when it comes back.
    """

    value: str
    label: str
    told: str = ""
    lands: str = ""


@dataclass(frozen=True)
class ControlGroup:
    """Controls that belong together, such as those of one step of a programme.

    Attributes:
        name: Unique in the page; letters and hyphens.
        legend: Over them.
        fields: In order.
        more: Further ones, behind words to be opened.
        more_words: These words.
        buttons: Below them.
        note: Below the legend, in smaller type.
    """

    name: str
    legend: str
    fields: tuple[Control, ...]
    more: tuple[Control, ...] = ()
    more_words: str = ""
    buttons: tuple[Button, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Form:
    """Controls and what they ask for.

    Attributes:
        action: Where it goes.
        fields: In order.
        submit: Words on the button.
        method: `get` asks; `post` changes something or sends a file, and carries a token.
        title: Over it; may be empty.
        others: Further buttons: name=value pairs and words.
        live: Address that says something of the form while it is typed in; empty for none.
        is_wide: Whether its controls stand below each other.
        folded: Words behind which it waits to be opened; empty where it has none.
        is_open: Whether it stands open behind them.
        groups: Parts of it, before the other controls, or beside them where there is room.
        base: What its groups were made from, sent along; a live answer renews both together.
    """

    action: str
    fields: tuple[Control, ...]
    submit: str
    method: Literal["get", "post"] = "get"
    title: str = ""
    others: tuple[tuple[str, str, str], ...] = ()
    live: str = ""
    is_wide: bool = False
    folded: str = ""
    is_open: bool = False
    groups: tuple[ControlGroup, ...] = ()
    base: str = ""


@dataclass(frozen=True)
class Door:
    """A way in, by who comes.

    Attributes:
        title: Who comes.
        text: What for.
        links: Where to.
    """

    title: str
    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Shown:
    """A page: a document, with the controls of a site around it.

    Attributes:
        document: What is said.
        forms: Above it.
        tabs: Beside what else is said of the same thing.
        links: Downloads and the like.
        doors: Ways in, on the first page.
        map: SVG that stands above the document; empty for none.
        text: HTML below it, made from a guide; empty for none.
        text_language: In which that is written, which may not be the reader's.
        refresh: Seconds after which to ask again, while something is being reckoned; 0 for never.
        progress: How much of that is done, and of how much; 0 of 0 where that is not known.
        status: Of HTTP.
        kept: Whether the same address gives the same answer for as long as the record is the same.
        below: Whether forms stand below the document.
        lists: Suggestions that controls offer: the id of each list, and what it holds.
        modules: Names of assets that are loaded as modules on this page only.
    """

    document: Document
    forms: tuple[Form, ...] = ()
    tabs: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    doors: tuple[Door, ...] = ()
    map: str = ""
    text: str = ""
    text_language: str = "en"
    refresh: int = 0
    progress: tuple[int, int] = (0, 0)
    status: int = HTTPStatus.OK
    kept: bool = True
    below: bool = False
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    modules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Redirect:
    """Another address to go to.

    Attributes:
        address: On this site.
        cookies: What the browser is to remember: name and value of each.
    """

    address: str
    cookies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Download:
    """A file."""

    content: bytes
    name: str
    media: str
    attached: bool = True


@dataclass(frozen=True)
class PagePart:
    """A piece of a page, asked for by a script: a document without a site around it.

    Attributes:
        document: In place of the one the page shows.
        form: Its groups stand in place of those of the page, unless somebody is typing there.
        values: Controls that are to hold something else now: name and value of each.
    """

    document: Document
    form: Form | None = None
    values: tuple[tuple[str, str], ...] = ()


Answer = Shown | Redirect | Download | PagePart
Handler = Callable[[Visit], Answer]


@dataclass(frozen=True)
class Route:
    """An address and who answers it.

    Attributes:
        path: With `{names}` for what varies.
        answer: Gives the answer to a visit.
        methods: Of HTTP.
        first: What to show at once where the answer takes long; a page that only waits without it.
    """

    path: str
    answer: Handler
    methods: tuple[str, ...] = ("GET",)
    first: "Callable[[Visit], Shown] | None" = None

    @property
    def gives_file(self) -> bool:
        """Whether a file is asked for, which is waited for: its address ends as one of a file."""
        last = self.path.rpartition("/")[2]
        return last == "file" or "." in last
