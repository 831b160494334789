"""What was done: acts between states, the ties they stand in, and where each row came from."""

from longtin.acts._cite import Citation as Citation, software_citation as software_citation
from longtin.acts._counts import COUNT as COUNT, counted as counted, counts as counts
from longtin.acts._import import import_files as import_files
from longtin.acts._kinds import (
    Kind as Kind,
    cameo as cameo,
    kinds as kinds,
    mid as mid,
    table as table,
)
from longtin.acts._ledger import Ledger as Ledger
from longtin.acts._reader import Reader as Reader, formats as formats
from longtin.acts._record import Record as Record
from longtin.acts._resolve import (
    RAW as RAW,
    Resolved as Resolved,
    archive_names as archive_names,
    resolve as resolve,
)
from longtin.acts._table import ACT as ACT, REFUSAL as REFUSAL, TIE as TIE, check_acts as check_acts
