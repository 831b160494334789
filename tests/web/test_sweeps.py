"""Sweeps on a page: begun from a form, kept in the case, told, and taken along."""

import re
import time
from html import unescape
from io import BytesIO
from itertools import count
from pathlib import Path
from threading import Event

import polars as pl
import pytest
from starlette.testclient import TestClient

from longtin.web.long_runs import LongRuns, StoppedError

SWEPT = """
uncertainties:
  noise.misperception: {low: 0.0, high: 0.15}
levers:
  conduct.rule: [grit, tit-for-tat]
outcomes: [trust]
scenarios: 2
"""


def asked(workbench: TestClient) -> dict[str, str]:
    """What the form holds: its token and the example world."""
    page = workbench.get("/worlds/sweep?lang=en").text
    world = re.findall(r'<textarea[^>]*name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)[0]
    token = re.findall(r'name="token" value="(\w+)"', page)[0]
    return {"token": token, "text": unescape(world), "seed": "1", "lang": "en"}


def test_a_sweep_is_begun_kept_and_taken_along(workbench: TestClient, case: Path) -> None:
    """Two policies under two scenarios: each told in both languages, and the table of all four."""
    sent = asked(workbench) | {"swept": SWEPT, "histories": "2", "name": "noise"}
    sent["text"] = sent["text"].replace("steps: 36", "steps: 9")

    begun = workbench.post("/worlds/sweep", data=sent, follow_redirects=False)
    address = begun.headers["location"]
    while workbench.get(address).status_code == 202:
        time.sleep(0.05)

    assert "4 experiments: 2 scenarios under 2 policies" in workbench.get(f"{address}?lang=en").text
    assert "yếu tố bất định" in workbench.get(f"{address}?lang=vi").text
    table = pl.read_csv(BytesIO(workbench.get(f"{address}/table.csv").content))
    assert table.select("scenario", "policy").unique().height == 4
    assert table.filter(pl.col("trust_low") > pl.col("trust_high")).is_empty()
    assert (case / "sweeps" / "noise.parquet").exists()
    assert f'href="{address}"' in workbench.get("/worlds/sweep?lang=en").text
    assert workbench.post("/worlds/sweep", data=sent).status_code == 400


def test_what_cannot_be_swept_is_refused_before_anything_is_kept(
    workbench: TestClient, case: Path
) -> None:
    """A place that is none of the world's is named; too many histories are counted."""
    world = asked(workbench)
    wrong = world | {"swept": SWEPT.replace("noise.misperception", "noise.mist"), "name": "wrong"}
    many = world | {"swept": SWEPT, "histories": "9000", "name": "many"}

    said = [workbench.post("/worlds/sweep", data=each) for each in (wrong, many)]

    assert [each.status_code for each in said] == [400, 400]
    assert "noise.mist" in said[0].text
    assert "4 experiments with 9000 histories" in said[1].text.replace("9,000", "9000")
    kept = {file.name for file in (case / "sweeps").glob("*")} if (case / "sweeps").exists() else ()
    assert not {"wrong.yaml", "many.yaml"} & set(kept)


def test_a_run_ends_when_the_site_closes() -> None:
    """Whoever ends the workbench does not wait for a sweep, which goes on another time."""
    runs, begun = LongRuns(), Event()

    def long() -> None:
        begun.set()
        for number in count():
            runs.go_on(number, 0)

    def ended() -> None:
        while runs.under_way("long", long):
            pass

    assert runs.under_way("long", long)
    begun.wait()
    runs.close()
    with pytest.raises(StoppedError):
        ended()
