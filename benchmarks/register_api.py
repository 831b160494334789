"""Ask the API of a served register whatever its description allows and forbids, many times.

Run as `python benchmarks/register_api.py --cases 300`; with `--write` the result is also kept,
dated, under `benchmarks/results/`. Ends with status 1 where an answer is not as described.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from time import process_time

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from longtin.register import server
from tests.register.server.api_cases import asked, operations
from tests.register.server.conftest import opened_office


def main() -> int:
    """Ask all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300, help="of each address, and each kind")
    parser.add_argument("--write", action="store_true", help="keep the result under results/")
    words = parser.parse_args()
    kept, wrong = Kept(), 0
    kept.say(f"The API of a register, {words.cases} cases of each kind. {machine()}")
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", f"{name}/state")
        patch.setattr("tests.register.server.conftest.HOST", "testserver")
        limits = server.ServerLimits(1e9, 1e9)
        with opened_office(Path(name) / "reg", limits=limits) as office:
            headers = {"authorization": f"Bearer {office.tokens['secretariat']}"}
            for place, operation in operations(office.client.app):
                begun = process_time()
                try:
                    count = asked(operation, words.cases, headers)
                    said = f"{count} answers, all as described"
                except BaseException as error:
                    if isinstance(error, KeyboardInterrupt):
                        raise
                    wrong += 1
                    said = f"not as described: {error}"
                kept.say(f"{place}: {said} ({process_time() - begun:.1f} s of processor time)")
    if words.write:
        kept.write("register-api")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
