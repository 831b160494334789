"""The workbench under readers: fifty at once on loopback, a thousand pages, and what it weighs.

Run with `python benchmarks/serve.py`; a server of its own is started and stopped.
"""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

READERS = 50
PAGES = 1000
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


def main() -> None:
    """Measure and print."""
    with server() as (port, process):
        print("page, first view warm (s), again (s), bytes")
        read(port, "/dyad/POL/RUS?at=2014-08-01")
        for path in PATHS:
            first, again = read(port, path), read(port, path)
            print(f"{path}  {first[1]:.2f}  {again[1]:.3f}  {again[2]}")
        for path in PATHS:
            read(port, path, "vi")
        before = memory(process)
        asked = [(PATHS[at % len(PATHS)], ("en", "vi")[at % 2]) for at in range(PAGES)]
        with ThreadPoolExecutor(READERS) as readers:
            found = list(readers.map(lambda each: read(port, *each), asked))
        times = [each[1] for each in found]
        wrong = sum(each[0] != 200 for each in found)
        p95 = quantiles(times, n=20)[-1]
        print(f"{READERS} readers, {PAGES} pages: {wrong} errors")
        print(f"median {1000 * median(times):.0f} ms, p95 {1000 * p95:.0f} ms")
        print(f"memory {before} MB before, {memory(process)} MB after")


if __name__ == "__main__":
    main()
