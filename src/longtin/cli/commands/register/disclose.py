"""The command `longtin register disclose`."""

from pathlib import Path
from typing import Annotated

from longtin._files import check_place
from longtin.cli._output import put, put_json
from longtin.cli.options import option
from longtin.cli.options.register import (
    Place,
    TokenFile,
    TrustThere,
    reached,
    read_password,
)
from longtin.cli.options.register_entries import As, EntryIndex, Fields, Reading, ReadingPassword
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Show single fields of a sealed entry to somebody outside, with their proof."
EXAMPLE = "Example: longtin register disclose 7 --register reg --as DEU --reading k"


def disclose(
    entry: EntryIndex,
    place: Place,
    party: As,
    reading: Reading,
    output: Annotated[Path, option("--output -o", "Write the fields and proofs here.", "FILE")],
    fields: Fields = None,
    trust: TrustThere = None,
    token: TokenFile = None,
    reading_password: ReadingPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Write a file that shows some fields and proves them; the others stay sealed.

    Whoever gets it runs `longtin register verify FILE --trust trust.policy`, without a network.
    """
    from longtin import register
    from longtin._language import Language as Words

    check_place(output)
    secret, where = read_password(reading_password), reached(place, trust, token)
    found = register.disclose(where, entry, party, reading, fields or (), reading_password=secret)
    put(found, output)
    if as_json:
        own = where / "trust.policy" if isinstance(where, Path) else where.trust
        put_json(register.proof_data(register.verify_file(output, own, quorum=False)))
        return
    print_lines(
        [
            Words(language).say(
                "Written to {file}. Whoever has it and the trust file can show these fields to "
                "anybody.",
                file=output,
            )
        ]
    )
