"""Compare forums in every case of the scenario library, for `case_results.json`; minutes.

Computes those whose inputs have changed since the results were made; `--all` computes every one
again, as after a change of the model.
"""

import json
import sys
from datetime import UTC, datetime
from typing import Any

from longtin import forums
from longtin.acts import Record
from longtin.forums import histories
from longtin.forums.histories.case_results import FILE

DRAWS, SEED = 128, 7
SAME = 1e-6
"""Difference of gains below which two forums do equally well."""


def told(found: forums.ForumComparison) -> dict[str, Any]:
    """What is kept of a comparison.

    The best forum has the greatest mean gain; where several have, acting alone if it is among
    them, else the one that is best in most draws.
    """
    results = found.results
    most = max(one.gain.mean for one in results.values())
    level = [forum for forum in results if results[forum].gain.mean >= most - SAME]
    best = max(level, key=lambda forum: (forum == "national", results[forum].wins))
    return {
        "best": best,
        "forums": {
            forum: {
                "gain": round(one.gain.mean, 4),
                "low": round(one.gain.low, 4),
                "high": round(one.gain.high, 4),
                "years": None if one.paralysis > 0.5 else round(one.years.mean, 2),
                "share": round(one.wins, 4),
            }
            for forum, one in results.items()
        },
    }


def main(*, everything: bool) -> None:
    """Write the results again."""
    kept = {} if everything or not FILE.is_file() else json.loads(FILE.read_text("utf-8"))["cases"]
    record = Record.shipped()
    cases = {}
    for name in forums.scenarios():
        digest = histories.inputs_digest(name)
        if kept.get(name, {}).get("digest") == digest:
            cases[name] = kept[name]
            continue
        found = forums.compare(forums.scenario(name), record, draws=DRAWS, seed=SEED)
        cases[name] = {"digest": digest, **told(found)}
        print(f"{name}: {cases[name]['best']}", flush=True)
    results = {
        "computed": datetime.now(UTC).date().isoformat(),
        "draws": DRAWS,
        "seed": SEED,
        "record": record.version,
        "cases": cases,
    }
    FILE.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(everything="--all" in sys.argv[1:])
