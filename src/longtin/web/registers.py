"""The register that the workbench is opened with: read once for each head, and its tabs."""

from datetime import date

from longtin import register
from longtin._dates import today
from longtin.errors import LongtinError
from longtin.page import Section
from longtin.web.answer import Link, Shown
from longtin.web.documents import document
from longtin.web.visit import Visit


def opened(visit: Visit) -> register.RegisterView | None:
    """The register, every statement verified; nothing where none was named."""
    folder = visit.site.register_folder
    if folder is None:
        return None
    key = ("register", str(folder), register.head_of(folder))
    return visit.site.hold(key, lambda: register.read_register(folder))


def needed(visit: Visit) -> register.RegisterView:
    """The same, where nothing can be shown without it.

    Raises:
        LongtinError: None was named.
    """
    found = opened(visit)
    if found is None:
        raise LongtinError(
            "No register is opened here. Open one with `longtin serve --register FOLDER`."
        )
    return found


def matrix_of(
    visit: Visit, found: register.RegisterView, day: date | None = None, *, whole: bool = False
) -> register.StatusMatrix | None:
    """Who owes what in a register on a day; nothing where it has no regime.

    Args:
        visit: Of which the parties may be asked for.
        found: The register.
        day: Today without.
        whole: All that was ever entered, however long ago it was due.
    """
    if found.regime is None:
        return None
    asked = visit.given("parties") == "all"
    first = min((each.known for each in found.returns), default=None) if whole else None
    return register.status(
        found.returns,
        found.regime,
        day or today(),
        parties=None if asked or not found.parties else found.parties,
        since=first and first.replace(year=first.year - 1, day=1),
    )


def tabs(visit: Visit, here: str) -> tuple[Link, ...]:
    """The views of a register."""
    say = visit.say
    labels = (
        ("/register", say("Due and late")),
        ("/register/entries", say("Entries")),
        ("/register/deeds", say("Words against deeds")),
        ("/register/log", say("The log")),
        ("/register/verify", say("Verify a receipt")),
    )
    return tuple(Link(label, path, path == here) for path, label in labels)


def none_opened(visit: Visit, *more: Section) -> Shown:
    """What a page of the register says where no register was named."""
    say = visit.say
    about = Section(
        "none",
        say("No register is opened here"),
        sentences=(
            say(
                "A register keeps what parties to a regime notify, reply and observe so that "
                "nobody, its operator included, can drop, change or backdate an entry unseen."
            ),
            say(
                "Open one with “longtin serve --register FOLDER”, or put it into your case as the "
                "folder “register”. “longtin register init” makes one."
            ),
        ),
    )
    shown = document(visit, say("Register"), (about, *more))
    return Shown(shown, tabs=tabs(visit, visit.path), kept=False)
