"""The page that waits: what stands there while an answer is still being reckoned."""

from longtin.page import Document, Section
from longtin.web.answer import Shown
from longtin.web.visit import Visit

AGAIN = 1
"""Seconds after which the page is asked for again."""

LOOKS = "x-longtin-looks"
"""Header of the script that looks whether the answer is there, and loads the page once it is."""


def about_waiting(visit: Visit) -> Shown:
    """A page that says only that its answer is being made."""
    said = visit.say(
        "What this page shows is counted from the record when it is first asked for, and kept for "
        "everyone who asks after that."
    )
    document = Document(
        language=visit.code,
        title=visit.say("One moment"),
        kicker="",
        dated="",
        sections=(Section("waiting", visit.say("What happens"), sentences=(said,)),),
    )
    return Shown(document, refresh=AGAIN, kept=False)
