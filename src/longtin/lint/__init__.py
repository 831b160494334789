"""Rules of the trade: what in a programme is missing, out of order or at odds."""

from longtin.lint._lint import (
    FAMILIES as FAMILIES,
    Report as Report,
    chosen as chosen,
    handbook as handbook,
    lint as lint,
    rule as rule,
)
from longtin.lint._page import as_html as as_html
from longtin.lint._rule import (
    Case as Case,
    Finding as Finding,
    PlacedStep as PlacedStep,
    Rule as Rule,
    RulePage as RulePage,
    said as said,
)
from longtin.lint._sarif import as_data as as_data, as_sarif as as_sarif
from longtin.lint._summary import (
    by_family as by_family,
    level_name as level_name,
    standing as standing,
    summary as summary,
    told as told,
)
