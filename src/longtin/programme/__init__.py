"""Programmes: what parties set out to do, as a file that people write, share and take further."""

from longtin.programme._activity import activity as activity, owed as owed
from longtin.programme._calendar_file import as_calendar as as_calendar
from longtin.programme._examples import example as example, examples as examples
from longtin.programme._fields import (
    TO_TRANSLATE as TO_TRANSLATE,
    Response as Response,
    Rung as Rung,
    in_sentence as in_sentence,
    is_untranslated as is_untranslated,
)
from longtin.programme._held_principles import with_principles as with_principles
from longtin.programme._holidays import holiday as holiday
from longtin.programme._in_place import (
    with_item as with_item,
    with_moved_item as with_moved_item,
    with_value as with_value,
    without_item as without_item,
)
from longtin.programme._indicator import (
    IndicatorValue as IndicatorValue,
    RecordSeries as RecordSeries,
)
from longtin.programme._principles import (
    PRINCIPLE_QUESTIONS as PRINCIPLE_QUESTIONS,
    DeclaredPrinciple as DeclaredPrinciple,
    PrinciplePreset as PrinciplePreset,
    PrincipleQuestion as PrincipleQuestion,
    principle_presets as principle_presets,
    principles_by as principles_by,
    principles_of as principles_of,
)
from longtin.programme._programme import (
    LONG as LONG,
    Balance as Balance,
    Channel as Channel,
    Declaration as Declaration,
    Event as Event,
    Forum as Forum,
    Interest as Interest,
    Norm as Norm,
    Objective as Objective,
    Principle as Principle,
    Programme as Programme,
    ProgrammeParty as ProgrammeParty,
    ProgrammeSource as ProgrammeSource,
    Resource as Resource,
    Risk as Risk,
    Silence as Silence,
    Will as Will,
)
from longtin.programme._read import Draft as Draft, draft as draft, parse as parse, read as read
from longtin.programme._schema import schema as schema
from longtin.programme._status import (
    Implementation as Implementation,
    implementation as implementation,
    status_on as status_on,
)
from longtin.programme._step import (
    ExpectedAnswer as ExpectedAnswer,
    Step as Step,
    StepReport as StepReport,
    Talks as Talks,
    Verification as Verification,
    Violation as Violation,
)
from longtin.programme._write import to_yaml as to_yaml
