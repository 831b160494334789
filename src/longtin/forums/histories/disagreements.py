"""Why history disagrees with the forum said to be best, a sentence a case, written afterwards.

Inputs stay as they were: a sentence says what the model leaves out, or why history went
otherwise. Each names the forum it was written about, so that it falls away when the result
changes.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from longtin._data import Bilingual, Closed, read
from longtin.forums.histories.case_history import CaseHistory
from longtin.forums.institutions.forum_outcome import Forum

FILE: Final = "disagreements.yaml"


class Disagreement(Closed):
    """One case in which history disagrees.

    Attributes:
        best: The forum said to be best.
        why: Why history disagrees.
    """

    best: Forum
    why: Bilingual


class _DisagreementFile(Closed):
    cases: Mapping[str, Disagreement]


@cache
def disagreements() -> Mapping[str, Disagreement]:
    """What was written down, by name of the case."""
    place = files("longtin.forums.histories") / "data" / FILE
    return read(place, _DisagreementFile).cases


def why_history_disagrees(history: CaseHistory, case: str, best: str) -> Bilingual | None:
    """What was written down of a case, where history disagrees with this forum and it is of it."""
    written = disagreements().get(case)
    if written is None or written.best != best or history.agreement(best) != "disagrees":
        return None
    return written.why
