"""The command `longtin register init`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options import option
from longtin.cli.options.register import Database, Password, read_password
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines
from longtin.errors import RegisterError

SUMMARY = "Make a register: keys, store, pin, trust file."
EXAMPLE = "Example: longtin register init ./reg --origin register.example/vd11"


Origin = Annotated[str, option("--origin", "Its name, best an address without https://.", "NAME")]
PinFile = Annotated[
    Path | None,
    option("--pin", "Where its last signed head is kept, apart from the store.", "FILE"),
]
WitnessLines = Annotated[
    Path | None, option("--witnesses", "Lines witness, group and quorum of the trust file.", "FILE")
]
AlsoMlDsa = Annotated[
    bool, option("--ml-dsa", "Sign with ML-DSA-44 beside Ed25519, against quantum computers.")
]
Under = Annotated[str, option("--regime", "Under which it is kept.", "ID")]
Parties = Annotated[
    list[str] | None,
    option(
        "--party",
        "A party, by any name; behind = its public line, else a key is made. May be given again.",
        "STATE",
    ),
]
Adopt = Annotated[
    bool, option("--adopt", "The pin is lost: make it again, on the word of the witnesses.")
]


def init(
    folder: Annotated[Path, typer.Argument(help="Where to make it.", metavar="FOLDER")],
    origin: Origin,
    regime: Under = "",
    parties: Parties = None,
    database: Database = "",
    pin: PinFile = None,
    witnesses: WitnessLines = None,
    ml_dsa: AlsoMlDsa = False,
    adopt: Adopt = False,
    password: Password = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Make a register and sign its first head, without entries.

    The pin holds what was signed last: put it on another disk than the store, and never into the
    same backup. Keys that are made for parties stand in the folder `keys`, each to be handed over
    and deleted here. Hand trust.policy and its fingerprints to every party, not through the
    operator.
    """
    from longtin import register
    from longtin._language import Language as Words

    secret, words = read_password(password), Words(language)
    if adopt:
        register.adopt_register(folder, password=secret)
        print_lines([words.say("The pin is made again from what the witnesses have cosigned.")])
        return
    if parties and not regime:
        raise RegisterError("Parties are those of a regime. Give --regime too.")
    asked = register.founding_parties(regime, parties or ()) if regime else {}
    made = register.init_register(
        folder,
        origin,
        database=database,
        pin=pin,
        witnesses=register.read_file(witnesses) if witnesses else b"",
        ml_dsa=ml_dsa,
        password=secret,
    )
    keys = register.found_register(folder, regime, asked, password=secret) if regime else {}
    found = register.read_folder(folder)
    if as_json:
        put_json({**register.folder_data(found, made), **register.founding_data(regime, keys)})
        return
    print_lines(register.folder_lines(found, made, words))
    print_lines(register.founding_lines(regime, keys, words))
