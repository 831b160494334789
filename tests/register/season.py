"""A register with a season of exercises in it, made the same way each time; all of it invented."""

from datetime import date, timedelta
from pathlib import Path

import yaml

from longtin import register

CONTENT = dict.fromkeys(
    ("name", "purpose", "states", "forces", "area", "dates", "command_level"), "as told"
)


def season_register(folder: Path, today: date, witnesses: bytes = b"") -> Path:
    """Make one: an exercise declared a little under a threshold, observed above it, contested.

    Args:
        folder: Where to; `reg` in it is the register, beside it stand the parties' keys.
        today: The day of every paper.
        witnesses: Lines of the trust file.

    Returns:
        The register's folder.
    """
    reg = folder / "reg"
    register.init_register(
        reg, "register.example/vd11", pin=folder / "reg.pin", witnesses=witnesses
    )
    asked = register.founding_parties("vienna-2011", ("POL", "DEU"))
    register.found_register(reg, "vienna-2011", asked)
    start = str(today + timedelta(days=60))
    usual = {"obligation": "VD-V-1", "activity": "Iron Meadow", "event": start}
    for party, paper in (
        ("POL", {"kind": "notification", "symbol": "POL/14", "figures": {"troops": 12700},
                 "content": CONTENT}),
        ("DEU", {"kind": "observation", "symbol": "DEU/31", "about": "POL",
                 "figures": {"troops": 14200}, "remark": "an inspection"}),
        ("POL", {"kind": "objection", "symbol": "POL/33", "refers": "DEU/31",
                 "remark": "counts civilians and guests twice"}),
    ):  # fmt: skip
        file = folder / "paper.yaml"
        file.write_text(yaml.safe_dump({**usual, "dated": str(today), **paper}), encoding="utf-8")
        register.submit(file, reg, party, reg / "keys" / f"{party}.key")
    return reg
