"""The command `longtin register redact`."""

from typing import Annotated

from longtin._files import check_place
from longtin.cli.options import option
from longtin.cli.options.register import (
    KeyPassword,
    Password,
    Place,
    TokenFile,
    TrustThere,
    reached,
)
from longtin.cli.options.register_entries import As, EntryIndex, SignKey, signer, tell_entered
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue

SUMMARY = "Delete what a sealed entry holds; that it was entered stays provable."
EXAMPLE = "Example: longtin register redact 7 --register reg --as POL --reason outdated"


def redact(
    entry: EntryIndex,
    place: Place,
    party: As,
    reason: Annotated[str, option("--reason", "Why, for all to read.", "TEXT")],
    key: SignKey = None,
    trust: TrustThere = None,
    token: TokenFile = None,
    password: Password = None,
    key_password: KeyPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Delete the encrypted contents of a sealed entry from the register.

    The log keeps its commitments and says that the contents are gone. Copies that readers have made
    are theirs, and still prove what was sealed.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    made = register.redact(
        reached(place, trust, token), entry, signer(party, key, key_password, password), reason
    )
    tell_entered(made, Words(language), output, as_json=as_json)
