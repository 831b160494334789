"""Entries of the site's menu, as files of pages declare them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Menu:
    """An entry of the site's menu.

    Attributes:
        order: Lower comes first.
        label: A message.
        path: Where it leads.
    """

    order: int
    label: str
    path: str
