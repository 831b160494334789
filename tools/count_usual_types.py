"""Write how often each type of act is usually reported: `trust/data/usual_types.json`.

Run as `python tools/count_usual_types.py` when the shipped record has changed; counting takes a
tenth of a second of every question about the days on which types were withheld.
"""

import json
from pathlib import Path

from longtin.acts import Record
from longtin.trust.evidence import withheld_types


def main() -> None:
    """Count, and write."""
    with Record.shipped() as record:
        types = withheld_types.usual_types(record).rows()
        head = {
            "command": "python tools/count_usual_types.py",
            "record": record.version,
            "columns": list(withheld_types.TYPE),
        }
    lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in types)
    told = json.dumps(head, indent=1)[:-2]
    place = Path("src/longtin/trust") / withheld_types.COUNTED_BEFORE
    place.write_text(f'{told},\n "types": [\n{lines}\n ]\n}}\n', "utf-8", newline="\n")


if __name__ == "__main__":
    main()
