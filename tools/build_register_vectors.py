"""Test vectors of the register: public data files, packed for `tests/register/log/vectors/`.

    python tools/build_register_vectors.py FOLDER

FOLDER holds what the public repositories named in the vectors' PROVENANCE.md hold at the paths
named there. Contents are kept byte for byte; many small files become one line each of one file.
"""

import json
import shutil
import sys
from base64 import b64encode
from collections import Counter
from pathlib import Path
from typing import Any

TO = Path(__file__).parents[1] / "tests" / "register" / "log" / "vectors"
OF_EACH = 4


def packed(folder: Path) -> str:
    """All files of a folder, one a line: path and content."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        {"path": path.relative_to(folder).as_posix(), "base64": b64encode(path.read_bytes())}
        for path in files
    ]
    return "".join(json.dumps(line, default=bytes.decode) + "\n" for line in lines)


def some_of_each(found: dict[str, Any]) -> str:
    """One case a line: without a context, the first `OF_EACH` of each result and set of flags."""
    taken: Counter[tuple[str, ...]] = Counter()
    lines = []
    for group in found["testGroups"]:
        for case in group["tests"]:
            kind = (case["result"], *case["flags"])
            if not case.get("ctx") and taken[kind] < OF_EACH:
                taken[kind] += 1
                lines.append({"publicKey": group["publicKey"], **case})
    return "".join(json.dumps(line) + "\n" for line in lines)


def main(source: Path) -> None:
    """Write all of them."""
    TO.mkdir(parents=True, exist_ok=True)
    folders = {
        "merkle": "merkle/testdata",
        "tessera": "tessera/testdata/log",
        "sunlight": "sunlight/cmd/skylight/testdata",
        "jcs": "jcs/testdata",
    }
    for name, folder in folders.items():
        (TO / f"{name}.jsonl").write_text(packed(source / folder), encoding="utf-8")
    shutil.copyfile(source / "cctv/ed25519/ed25519vectors.json", TO / "ed25519vectors.json")
    cases = source / "wycheproof/testvectors_v1/mldsa_44_verify_test.json"
    chosen = some_of_each(json.loads(cases.read_text(encoding="utf-8")))
    (TO / "mldsa44.jsonl").write_text(chosen, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
