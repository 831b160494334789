"""Page discovery: every file of `pages` with its routes and its entry in the menu."""

from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from longtin.web import pages
from longtin.web.answer import Route
from longtin.web.menu_entry import Menu


@cache
def routes() -> tuple[Route, ...]:
    """The routes of all pages; fixed addresses come before those with names left open."""
    every = [route for name in names() for route in getattr(_module(name), "ROUTES", ())]
    return tuple(sorted(every, key=lambda route: ("{" in route.path, route.path)))


@cache
def menu() -> tuple[Menu, ...]:
    """The entries of the menu, in order."""
    entries = [getattr(_module(name), "MENU", None) for name in names()]
    return tuple(sorted(filter(None, entries), key=lambda entry: entry.order))


def names() -> tuple[str, ...]:
    """The modules of pages, those in folders too, in order."""
    found = walk_packages(pages.__path__, f"{pages.__name__}.")
    return tuple(sorted(each.name for each in found if not each.ispkg))


def _module(name: str):  # type: ignore[no-untyped-def]
    return import_module(name)
