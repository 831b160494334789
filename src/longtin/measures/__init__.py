"""What states can agree to do, and the obligations of the regimes in force."""

from longtin.measures._activities.activity import (
    Activity as Activity,
    Claim as Claim,
    Notice as Notice,
    RelatedActivity as RelatedActivity,
    activity_from as activity_from,
    activity_moment as activity_moment,
    activity_schema as activity_schema,
    read_activity as read_activity,
)
from longtin.measures._activities.check import check as check
from longtin.measures._activities.deadlines import (
    DueDate as DueDate,
    days_late as days_late,
    due_from as due_from,
    in_time as in_time,
    passed as passed,
)
from longtin.measures._activities.decisive_words import (
    DecisiveWords as DecisiveWords,
    decisive_words as decisive_words,
)
from longtin.measures._activities.determination import (
    Aggregation as Aggregation,
    ComplianceReport as ComplianceReport,
    Determination as Determination,
    Inapplicability as Inapplicability,
    Outcome as Outcome,
)
from longtin.measures._activities.plain_data import as_json as as_json
from longtin.measures._calendar.entries import (
    CalendarEntry as CalendarEntry,
    calendar as calendar,
    parties_of as parties_of,
)
from longtin.measures._calendar.icalendar import as_icalendar as as_icalendar
from longtin.measures._calendar.matrix import (
    as_word as as_word,
    as_workbook as as_workbook,
    text_workbook as text_workbook,
)
from longtin.measures._calendar.words import (
    calendar_of as calendar_of,
    condition as condition,
    day_shown as day_shown,
    only_if as only_if,
)
from longtin.measures._catalogue.catalogue import (
    Catalogue as Catalogue,
    Override as Override,
)
from longtin.measures._catalogue.dataframe import frame as frame
from longtin.measures._catalogue.in_force import (
    GoverningObligation as GoverningObligation,
    in_force as in_force,
)
from longtin.measures._catalogue.load import catalogue as catalogue
from longtin.measures._catalogue.measure import (
    COSTLY as COSTLY,
    HIGH_STAKE as HIGH_STAKE,
    JUDGED as JUDGED,
    TALK_ONLY as TALK_ONLY,
    JudgementBasis as JudgementBasis,
    Measure as Measure,
    Phase as Phase,
    Precedent as Precedent,
    School as School,
    Signs as Signs,
)
from longtin.measures._conditions.arrangements import (
    Arrangement as Arrangement,
    ArrangementStatus as ArrangementStatus,
    arrangements as arrangements,
    arrangements_between as arrangements_between,
)
from longtin.measures._conditions.condition import (
    Condition as Condition,
    Feature as Feature,
    condition_named as condition_named,
    conditions as conditions,
    in_words as in_words,
)
from longtin.measures._conditions.holding import (
    ConditionFinding as ConditionFinding,
    conditions_between as conditions_between,
    missing as missing,
    problems as problems,
)
from longtin.measures._pages.measure import (
    fact_table as fact_table,
    judgement_table as judgement_table,
    measure_data as measure_data,
    precedent_table as precedent_table,
)
from longtin.measures._pages.regime import (
    compliance_page as compliance_page,
    regime_page as regime_page,
)
from longtin.measures._regimes.groups import groups as groups
from longtin.measures._regimes.load import (
    read_regime as read_regime,
    regime as regime,
    regimes as regimes,
    regimes_with as regimes_with,
    rows as rows,
)
from longtin.measures._regimes.obligation import (
    Binding as Binding,
    Deadline as Deadline,
    Obligation as Obligation,
    Proviso as Proviso,
    Quota as Quota,
    Recurrence as Recurrence,
)
from longtin.measures._regimes.parties import (
    PartyStatus as PartyStatus,
    listed as listed,
    members as members,
    party_rows as party_rows,
    party_status as party_status,
)
from longtin.measures._regimes.regime import Membership as Membership, Regime as Regime
from longtin.measures._regimes.schema import regime_schema as regime_schema
from longtin.measures._regimes.sources import citation as citation
from longtin.measures._regimes.trigger import Formula as Formula
from longtin.measures._regimes.vocabulary import Vocabulary as Vocabulary, vocabulary as vocabulary
from longtin.measures._words.determination import (
    inapplicability_line as inapplicability_line,
    regime_line as regime_line,
    sentences as sentences,
)
from longtin.measures._words.labels import (
    OUTCOMES as OUTCOMES,
    binding as binding,
    certainty as certainty,
    outcome as outcome,
)
from longtin.measures._words.names import named as named
from longtin.measures._words.obligation import (
    obligation_lines as obligation_lines,
)
