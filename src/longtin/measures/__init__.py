"""What states can agree to do, and the obligations of the regimes in force."""

from longtin.measures._activity import (
    Activity as Activity,
    Claim as Claim,
    Notice as Notice,
    Other as Other,
    activity_from as activity_from,
    read_activity as read_activity,
)
from longtin.measures._answer import (
    Answer as Answer,
    Checked as Checked,
    Hint as Hint,
    Outcome as Outcome,
    Unbound as Unbound,
)
from longtin.measures._catalogue import (
    Catalogue as Catalogue,
    Change as Change,
)
from longtin.measures._check import check as check
from longtin.measures._frame import frame as frame
from longtin.measures._in_force import InForce as InForce, in_force as in_force
from longtin.measures._load import catalogue as catalogue
from longtin.measures._measure import (
    COSTLY as COSTLY,
    HIGH_STAKE as HIGH_STAKE,
    JUDGED as JUDGED,
    TALK_ONLY as TALK_ONLY,
    Judgement as Judgement,
    Measure as Measure,
    Phase as Phase,
    Precedent as Precedent,
    School as School,
    Signs as Signs,
)
from longtin.measures._names import named as named
from longtin.measures._parties import (
    Standing as Standing,
    listed as listed,
    members as members,
    standing as standing,
)
from longtin.measures._regime import (
    Binding as Binding,
    Deadline as Deadline,
    Every as Every,
    Obligation as Obligation,
    Party as Party,
    Proviso as Proviso,
    Quota as Quota,
    Regime as Regime,
)
from longtin.measures._regimes import (
    read_regime as read_regime,
    regime as regime,
    regimes as regimes,
    rows as rows,
)
from longtin.measures._rule_words import (
    obligation_lines as obligation_lines,
    party_lines as party_lines,
    proviso_lines as proviso_lines,
)
from longtin.measures._schema import activity_schema as activity_schema
from longtin.measures._vocabulary import (
    Vocabulary as Vocabulary,
    citation as citation,
    vocabulary as vocabulary,
)
from longtin.measures._wording import (
    OUTCOMES as OUTCOMES,
    absence as absence,
    as_json as as_json,
    binding as binding,
    certainty as certainty,
    hint as hint,
    moment_words as moment_words,
    outcome as outcome,
    outcome_of as outcome_of,
    regime_line as regime_line,
    sentences as sentences,
)
from longtin.measures._yearly import (
    Entry as Entry,
    as_icalendar as as_icalendar,
    calendar as calendar,
)
