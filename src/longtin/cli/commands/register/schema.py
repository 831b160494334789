"""The command `longtin register schema`."""

from typing import Annotated

from longtin.cli._output import put_json
from longtin.cli.options import option
from longtin.cli.options.shared import OutputFile

SUMMARY = "The form of a statement as JSON Schema, for editors."
EXAMPLE = "Example: longtin register schema --regime vienna-2011"


def schema(
    regime: Annotated[str, option("--regime", "Name the duties of this regime too.", "ID")] = "",
    output: OutputFile = None,
) -> None:
    """A statement's file as JSON Schema: editors complete and check as you write."""
    from longtin import measures, register

    under = measures.regime(regime) if regime else None
    put_json(register.statement_form_schema(under), output)
