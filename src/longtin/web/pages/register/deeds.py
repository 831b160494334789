"""Words against deeds: what was notified beside what was observed, and what the other side says."""

from longtin import register
from longtin.web.answer import Route, Shown
from longtin.web.documents import document
from longtin.web.registers import matrix_of, none_opened, opened, tabs
from longtin.web.visit import Visit


def deeds(visit: Visit) -> Shown:
    """Each figure that was notified and observed, with the size of the difference."""
    found = opened(visit)
    matrix = None if found is None else matrix_of(visit, found, whole=True)
    if found is None or matrix is None:
        return none_opened(visit)
    first, *rest = register.deeds_sections(matrix, visit.language)
    shown = document(
        visit, first.heading, (first, *rest), kicker=visit.say("Register"), dated=found.origin
    )
    return Shown(shown, tabs=tabs(visit, "/register/deeds"), kept=False)


ROUTES = (Route("/register/deeds", deeds),)
