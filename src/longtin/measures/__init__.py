"""What states can agree to do, and the obligations of the regimes in force."""

from longtin.measures._catalogue import (
    Catalogue as Catalogue,
    Change as Change,
)
from longtin.measures._load import catalogue as catalogue
from longtin.measures._measure import (
    JUDGED as JUDGED,
    Judgement as Judgement,
    Measure as Measure,
    Precedent as Precedent,
    Signs as Signs,
)
