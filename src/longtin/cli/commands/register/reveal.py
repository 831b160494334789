"""The command `longtin register reveal`."""

from longtin._files import check_place
from longtin.cli.options.register import (
    KeyPassword,
    Password,
    Place,
    TokenFile,
    TrustThere,
    reached,
    read_password,
)
from longtin.cli.options.register_entries import (
    As,
    EntryIndex,
    Fields,
    Reading,
    ReadingPassword,
    SignKey,
    signer,
    tell_entered,
)
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue

SUMMARY = "Let everybody read a sealed entry, or fields of it."
EXAMPLE = "Example: longtin register reveal 7 --register reg --as POL --reading p.reading"


def reveal(
    entry: EntryIndex,
    place: Place,
    party: As,
    reading: Reading,
    key: SignKey = None,
    fields: Fields = None,
    trust: TrustThere = None,
    token: TokenFile = None,
    password: Password = None,
    key_password: KeyPassword = None,
    reading_password: ReadingPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Enter what a sealed entry holds for all to read; its issuer at any time.

    Any of its readers may once the day is over until which it was to stay sealed. What is revealed
    cannot be taken back.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    made = register.reveal(
        reached(place, trust, token),
        entry,
        signer(party, key, key_password, password),
        reading,
        fields=fields or (),
        reading_password=read_password(reading_password),
    )
    tell_entered(made, Words(language), output, as_json=as_json)
