"""Outside checks: beside trust, up to the day asked about, with one's own copies where they are."""

import re
from pathlib import Path

from starlette.testclient import TestClient

ROWS = "ccode1,ccode2,year,favorable,n\n816,710,2014,16,1000\n816,710,2015,19,1000\n"


def test_what_the_public_thinks_stands_beside_trust_up_to_the_day(
    workbench: TestClient, case: Path
) -> None:
    """Read from the reader's own copy; nothing later leaks in."""
    folder = case / "outside"
    folder.mkdir()
    without = workbench.get("/dyad/VNM/CHN/outside?at=2015-12-31&lang=en").text
    (folder / "opinion.csv").write_text(ROWS)

    late = workbench.get("/dyad/VNM/CHN/outside?at=2015-12-31&lang=en").text
    early = workbench.get("/dyad/VNM/CHN/outside?at=2014-12-31&lang=en").text

    assert "outside/opinion.csv" in without
    assert "19" not in _views(without)
    assert _views(late) == ["19", "16"]
    assert _views(early) == ["16"]
    assert "Chinese Oil Rig" in early


def _views(page: str) -> list[str]:
    """Shares with a favourable view, as shown, of the first direction."""
    shown = page[page.index('id="outside-vnm"') : page.index('id="outside-chn"')]
    return re.findall(r'data-head="Favourable view">(\d+)', shown)
