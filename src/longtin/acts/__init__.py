"""Acts: what states did to each other, the ties they stand in, and where each row came from.

What imports files loads when it is first touched.
"""

from typing import TYPE_CHECKING

from longtin._lazy import lazily
from longtin.acts._reason import Reason as Reason, Remark as Remark
from longtin.acts._schema import (
    ACT as ACT,
    ALLIANCES as ALLIANCES,
    COMPLETENESS as COMPLETENESS,
    COVER as COVER,
    DENSITY as DENSITY,
    DISPUTES as DISPUTES,
    EXCHANGE as EXCHANGE,
    MONTHLY_COUNTS as MONTHLY_COUNTS,
    REFUSAL as REFUSAL,
    TIE as TIE,
    TRAVEL as TRAVEL,
    VOTES as VOTES,
    WITHHELD as WITHHELD,
    YEARLY_COUNTS as YEARLY_COUNTS,
    check_acts as check_acts,
)
from longtin.acts._vocabulary import (
    Kind as Kind,
    cameo as cameo,
    dataset_titles as dataset_titles,
    finer_kind as finer_kind,
    finer_kinds as finer_kinds,
    kinds as kinds,
    mid as mid,
    table as table,
    text_in as text_in,
)
from longtin.acts.contacts.contact import (
    MODES as MODES,
    Contact as Contact,
    Mode as Mode,
    Participant as Participant,
)
from longtin.acts.contacts.history import (
    CONTACT as CONTACT,
    ContactHistory as ContactHistory,
    UnreturnedVisit as UnreturnedVisit,
    contact_history as contact_history,
)
from longtin.acts.contacts.journeys import first_journey as first_journey
from longtin.acts.contacts.rank import RANKS as RANKS, Rank as Rank
from longtin.acts.record.cite import Citation as Citation, software_citation as software_citation
from longtin.acts.record.completeness import completeness as completeness
from longtin.acts.record.counts import COUNT as COUNT, counted as counted, counts as counts
from longtin.acts.record.crises import Crisis as Crisis, crises as crises
from longtin.acts.record.record import Record as Record
from longtin.acts.record.simulated import (
    SIMULATED as SIMULATED,
    WORLD_MARK as WORLD_MARK,
    SimulatedHistory as SimulatedHistory,
    last_simulated_day as last_simulated_day,
    said_to_be_simulated as said_to_be_simulated,
    simulated_history as simulated_history,
)
from longtin.acts.record.standing_relations import (
    STANDING as STANDING,
    leaders as leaders,
    standing_relations as standing_relations,
)
from longtin.acts.record.strike import whole as whole, without as without
from longtin.acts.record.validation_data import (
    ValidationSource as ValidationSource,
    has_copy as has_copy,
    validation_data as validation_data,
    validation_sources as validation_sources,
)

if TYPE_CHECKING:
    from longtin.acts.importing.ledger import Ledger as Ledger
    from longtin.acts.importing.run import import_files as import_files
    from longtin.acts.reader import (
        EventReader as EventReader,
        Reader as Reader,
        RowReader as RowReader,
        formats as formats,
    )
else:
    __getattr__ = lazily(__name__, "importing.ledger", "importing.run", "reader")
