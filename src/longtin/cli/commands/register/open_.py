"""The command `longtin register open`."""

from longtin._files import check_place
from longtin.cli._output import put_json
from longtin.cli.options.register import (
    Place,
    TokenFile,
    TrustThere,
    reached,
    read_password,
)
from longtin.cli.options.register_entries import As, EntryIndex, Reading, ReadingPassword
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Open a sealed entry as one of its readers."
EXAMPLE = "Example: longtin register open 7 --register reg --as DEU --reading d.reading"


def open_(
    entry: EntryIndex,
    place: Place,
    party: As,
    reading: Reading,
    trust: TrustThere = None,
    token: TokenFile = None,
    reading_password: ReadingPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Show what a sealed entry holds, held against the commitments in the log.

    Every reader sees the same, or this is refused.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    found = register.open_entry_of(
        reached(place, trust, token), entry, party, reading, read_password(reading_password)
    )
    if as_json or output is not None:
        put_json(register.opened_data(found), output)
        return
    print_lines(register.opened_lines(found, Words(language)))
