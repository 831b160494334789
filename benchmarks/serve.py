"""The workbench under readers: first views, fifty readers at once, a day of a thousand pages.

Run with `python benchmarks/serve.py`; a server of its own is started and stopped. Times depend on
what else the machine does; processor time of the server stands beside them. Memory is told from
the end of the warm-up: the first pages of the day, in which the views of pairs are met with for the
first time.
"""

import argparse
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from longtin import actors

READERS = 50
PAGES = 1000
WARMING = 200
"""Pages that come before those of the day."""

PARTS = 4
"""Into which the day is cut, to see whether memory grows."""

WAITING = 202
"""Status of a page that shows what it can and asks again for the rest."""

AGAIN = 1.0
"""Seconds after which it does."""

VIEWS = ("", "", "", "/evidence", "/standing", "/issues", "/contacts", "/ties", "/words")
"""Of two states: what is asked of them, the first view most often."""

REST = 15.0
"""Seconds before memory is told: what has just been freed is given back within ten."""

PAUSE, BUSY = 3.0, 0.05
"""Seconds between two looks at a server, and the share of a processor at which it works."""

DAY = date(2026, 11, 1)
PATHS = (
    "/",
    "/search?q=dieu",
    "/dyad/VNM/CHN?at=2014-08-01",
    "/dyad/IND/PAK?at=2014-08-01",
    "/state/VNM",
    "/measures",
    "/measures/notify-large-exercise",
    "/regimes",
    "/regimes/vienna-2011",
    "/regimes/calendar?party=VNM&year=2027",
    "/promises?by=VNM",
    "/programme/draft",
    "/forums",
    "/data",
    "/world",
)


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """A workbench on a free port: the port, and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = Path(sys.executable).parent / "longtin"
    process = subprocess.Popen([str(place), "serve", "--port", str(port)])
    try:
        while not answers(port):
            time.sleep(0.2)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    """Whether the server is there yet."""
    try:
        return read(port, "/")[0] == 200
    except OSError:
        return False


def read(port: int, path: str, code: str = "en") -> tuple[int, float, int]:
    """One page: its status, the seconds it took, the bytes that came."""
    begun = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port)
    headers = {"Accept-Encoding": "gzip", "Accept-Language": code}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, time.perf_counter() - begun, len(body)


def memory(process: int) -> int:
    """Megabytes that a process holds."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def processor(process: int) -> float:
    """Seconds of processor time that a process has used."""
    told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def whole(port: int, path: str, code: str = "en") -> tuple[tuple[int, float, int], float]:
    """The first answer of a page, and after how many seconds the whole of it was there."""
    begun = time.perf_counter()
    first = found = read(port, path, code)
    while found[0] == WAITING:
        time.sleep(AGAIN)
        found = read(port, path, code)
    return first if found[0] == HTTPStatus.OK else found, time.perf_counter() - begun


def told(title: str, found: list[tuple[int, float, int]], spent: float) -> str:
    """What readers met with, and what it cost the server."""
    times = sorted(each[1] for each in found)
    wrong = sum(each[0] not in (200, WAITING) for each in found)
    waited = sum(each[0] == WAITING for each in found)
    return (
        f"{title}: {wrong} errors, {waited} told to wait for the whole; "
        f"median {1000 * median(times):.0f} ms, p95 {1000 * quantiles(times, n=20)[-1]:.0f} ms, "
        f"most {1000 * times[-1]:.0f} ms; processor {1000 * spent / len(found):.0f} ms a page; "
        f"load of the machine {os.getloadavg()[0]:.0f}"
    )


def a_day(number: int) -> list[str]:
    """Addresses of a day: a tenth of pairs never asked for before, the others again and again."""
    chosen = random.Random(16)  # noqa: S311 - a sample of pages
    keys = [state.key for state in actors.on(DAY)]
    fresh = (chosen.sample(keys, 2) for _ in range(number))
    return [
        "/dyad/{}/{}{}".format(*pair, chosen.choice(VIEWS))
        if at % 10 == 0
        else chosen.choice(PATHS)
        for at, pair in enumerate(fresh)
    ]


def started(process: int) -> None:
    """Wait until the server has done what it does by itself: a while without work."""
    spent = -1.0
    while processor(process) > spent + BUSY * PAUSE:
        spent = processor(process)
        time.sleep(PAUSE)


def first_views(port: int, process: int, kept: Kept) -> None:
    """Every page by one reader, first when nobody has asked for it."""
    whole(port, "/dyad/POL/RUS?at=2014-08-01")
    kept.say("page: first view (s), whole (s), processor time of the server (s), again (s), bytes")
    for path in PATHS:
        spent = processor(process)
        first, after = whole(port, path)
        spent, again = processor(process) - spent, read(port, path)
        kept.say(f"{path}: {first[1]:.2f}, {after:.2f}, {spent:.2f}, {again[1]:.3f}, {again[2]}")
    for path in PATHS:
        whole(port, path, "vi")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=PAGES, help="of the day")
    options.add_argument("--write", action="store_true", help="keep the result in results/")
    asked = options.parse_args()
    kept = Kept()
    kept.say(f"The workbench under {READERS} readers.")
    kept.say(machine())
    with server() as (port, process), ThreadPoolExecutor(READERS) as readers:
        started(process)
        kept.say(f"memory {memory(process)} MB, as much as any pair needs being loaded by now")
        first_views(port, process, kept)
        seen = [(PATHS[at % len(PATHS)], ("en", "vi")[at % 2]) for at in range(PAGES)]
        begun = processor(process)
        found = list(readers.map(lambda each: read(port, *each), seen))
        kept.say(told(f"{PAGES} pages seen before", found, processor(process) - begun))
        kept.say(f"memory {memory(process)} MB")

        def a_part(title: str, pages: list[str]) -> int:
            begun = processor(process)
            got = list(readers.map(lambda path: whole(port, path), pages))
            spent = processor(process) - begun
            last = max(after for _, after in got)
            kept.say(told(f"{title}, a tenth new pairs", [each for each, _ in got], spent))
            time.sleep(REST)
            held = memory(process)
            kept.say(f"the last page was whole after {last:.1f} s; memory {held} MB")
            return held

        day = a_day(WARMING + asked.pages)
        warm = a_part(f"the first {WARMING} pages of a day", day[:WARMING])
        for part in range(PARTS):
            ends = [WARMING + asked.pages * each // PARTS for each in (part, part + 1)]
            held = a_part(f"pages {ends[0] + 1} to {ends[1]}", day[slice(*ends)])
        kept.say(f"memory rose by {held - warm} MB, {held / warm - 1:.1%}, after the warm-up")
    if asked.write:
        kept.write("serve")


if __name__ == "__main__":
    main()
