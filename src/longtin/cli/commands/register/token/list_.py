"""The command `longtin register token list`."""

from longtin.cli._output import put_json
from longtin.cli.options.register import Folder, served
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Every token, without its secret."
EXAMPLE = "Example: longtin register token list --register reg"


def list_(folder: Folder, language: Language = Tongue.en, as_json: AsJson = False) -> None:
    """List the tokens of a register: id, role, party, until when."""
    from longtin._language import Language as Words

    server = served()
    found = server.read_tokens(folder)
    if as_json:
        put_json({"tokens": server.tokens_data(found)})
        return
    print_lines(server.tokens_lines(found, Words(language)))
