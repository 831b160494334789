"""The command `longtin register key list`."""

from longtin.cli._output import put_json
from longtin.cli.options.register import Folder
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Whose keys are valid in a register, and since which entry."
EXAMPLE = "Example: longtin register key list --register reg"


def list_(folder: Folder, language: Language = Tongue.en, as_json: AsJson = False) -> None:
    """List every key of a register: who entered it at which entry, and whether it was revoked.

    A key that the secretariat entered for your side and that you do not know is a forgery.
    """
    from longtin import register
    from longtin._language import Language as Words

    found = register.register_keys(folder)
    if as_json:
        put_json({"keys": register.keys_data(found)})
        return
    print_lines(register.keys_lines(found, Words(language)))
