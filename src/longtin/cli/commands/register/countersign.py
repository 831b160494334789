"""The command `longtin register countersign`."""

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

SUMMARY = "Countersign a paper that the secretariat entered for your side, or disown it."
EXAMPLE = "Example: longtin register countersign 8 --register reg --as FRA --key fra.key"


def countersign(
    entry: EntryIndex,
    place: Place,
    party: As,
    key: SignKey = None,
    disown: Annotated[
        str, option("--disown", "Say why it is no paper of your side, for all to read.", "TEXT")
    ] = "",
    trust: TrustThere = None,
    token: TokenFile = None,
    password: Password = None,
    key_password: KeyPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Say that a paper entered for your side is its own, word for word.

    Until then it is marked; a paper that is disowned does no duty.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    made = register.countersign(
        reached(place, trust, token),
        entry,
        signer(party, key, key_password, password),
        agrees=not disown,
        remark=disown,
    )
    tell_entered(made, Words(language), output, as_json=as_json)
