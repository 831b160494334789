"""What happened in the cases of the scenario library, and which side of an argument it supports."""

from longtin.forums.histories.case_data import case_data as case_data, tally_data as tally_data
from longtin.forums.histories.case_history import (
    CaseFigure as CaseFigure,
    CaseHistory as CaseHistory,
    checked_history as checked_history,
    history_of as history_of,
)
from longtin.forums.histories.case_page import case_page as case_page
from longtin.forums.histories.case_results import (
    CaseResult as CaseResult,
    CaseResults as CaseResults,
    ForumGain as ForumGain,
    inputs_digest as inputs_digest,
    shipped_results as shipped_results,
)
from longtin.forums.histories.cases_page import (
    cases_page as cases_page,
    count_page as count_page,
)
from longtin.forums.histories.disagreements import (
    disagreements as disagreements,
    why_history_disagrees as why_history_disagrees,
)
from longtin.forums.histories.tally import (
    CaseCount as CaseCount,
    CaseTally as CaseTally,
    case_tally as case_tally,
)
