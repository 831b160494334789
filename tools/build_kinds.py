"""Write `src/longtin/acts/data/cameo.csv` from the two published tables in `data/sources`.

Run from the repository root: `python tools/build_kinds.py`. Same inputs, same bytes.
"""

import csv
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "data" / "sources"
TARGET = ROOT / "src" / "longtin" / "acts" / "data" / "cameo.csv"
COLUMNS = ("code", "name", "kind", "mode", "domain", "quad", "goldstein", "source")

TABLE = "PLOVER 0.8 conversion table"

# Where the published table slips; the reasons stand in data/PROVENANCE.md.
CORRECTED = {
    "163": ("SANCTION", "discontinue", "economic", "PLOVER manual, SANCTION"),
    "175": ("ASSAULT", "", "pro_autocracy", "PLOVER manual, ASSAULT modes"),
    "1712": ("ASSAULT", "destroy", "human_security", "PLOVER manual, ASSAULT modes"),
}
LAST_ROOT_OF_CLASS = ((5, 1), (8, 2), (13, 3), (20, 4))

Meaning = tuple[str, str, str, str]


def published_meanings(text: str) -> dict[str, Meaning]:
    """What each CAMEO code becomes in PLOVER, as published: kind, mode, first context, source."""
    meanings: dict[str, Meaning] = {}
    for line in text.splitlines():
        code, colon, rest = line.split("#")[0].partition(":")
        if not colon or not code.strip().isdigit():
            continue
        parts = [part.strip() for part in rest.split(",")] + ["", ""]
        first_context = parts[2].split(";")[0].strip()
        meanings.setdefault(code.strip(), (parts[0], parts[1], first_context, TABLE))
    return meanings


def meaning_of(code: str, published: dict[str, Meaning]) -> Meaning:
    """PLOVER's meaning of a CAMEO code, ours where PLOVER has none."""
    if code in CORRECTED:
        return CORRECTED[code]
    if code.startswith("01"):
        return ("STATEMENT", "", "", "not in PLOVER; kept apart")
    if code.startswith("02"):
        kind, mode, domain, _ = meaning_of("10" + code[2:], published)
        return (kind, mode, domain, "not in PLOVER; by analogy with CAMEO 10" + code[2:])
    if code in published and len(code) > 2:
        return published[code]
    general = code + "0" if len(code) == 2 else code[:3]
    return published[general]


def quad_of(code: str) -> int:
    """CAMEO's class of a code: verbal or material cooperation, verbal or material conflict."""
    return next(quad for last, quad in LAST_ROOT_OF_CLASS if int(code[:2]) <= last)


def main() -> None:
    """Write the table."""
    published = published_meanings((SOURCES / "cameo_to_plover.txt").read_text("utf-8"))
    with (SOURCES / "cameo_codes.csv").open(encoding="utf-8", newline="") as file:
        codes = list(csv.DictReader(file))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in codes:
            kind, mode, domain, source = meaning_of(row["code"], published)
            quad = quad_of(row["code"])
            writer.writerow(
                (row["code"], row["name"], kind, mode, domain, quad, row["goldstein"], source)
            )
    print(f"{TARGET.relative_to(ROOT)}: {len(codes)} codes")


if __name__ == "__main__":
    main()
