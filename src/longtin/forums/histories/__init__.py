"""What happened in the cases of the scenario library, and which side of an argument it supports."""

from longtin.forums.histories.case_history import (
    CaseFigure as CaseFigure,
    CaseHistory as CaseHistory,
    checked_history as checked_history,
    history_of as history_of,
)
