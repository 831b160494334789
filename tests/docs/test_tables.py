"""What the reference says of tables is what they are."""

import re
from pathlib import Path

from longtin import acts

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "acts-table.md"


def test_the_reference_lists_the_columns_of_an_act_in_order() -> None:
    """Whoever reads the file elsewhere relies on this page."""
    above_refusals = PAGE.read_text(encoding="utf-8").partition("## Refusals")[0]

    listed = re.findall(r"^\| `(\w+)` \|", above_refusals, re.MULTILINE)

    assert listed == list(acts.ACT)
