"""What states can agree to do, and the obligations of the regimes in force."""

from longtin.measures._catalogue import (
    Catalogue as Catalogue,
    Change as Change,
)
from longtin.measures._frame import frame as frame
from longtin.measures._load import catalogue as catalogue
from longtin.measures._measure import (
    JUDGED as JUDGED,
    Judgement as Judgement,
    Measure as Measure,
    Precedent as Precedent,
    Signs as Signs,
)
from longtin.measures._names import named as named
from longtin.measures._regime import (
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
