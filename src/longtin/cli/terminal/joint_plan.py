"""Showing and writing of a joint plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer
from typer.core import TyperOption

from longtin.cli._output import of_its_record, put, simulated
from longtin.errors import Listing, LongtinError

if TYPE_CHECKING:
    from longtin._language import Language
    from longtin.plan import JointPlan

PAGES = (".html", ".pdf", ".docx", ".md", ".json")


TAKES: Final = frozenset(
    {"--aim", "--from", "--as-of", "--phase", "--domain", "--trust", "--condition",
     "--output", "--own", "--format", "--json", "--lang", "--record"}
)  # fmt: skip
"""Options of a plan of two that one of three or more takes as well."""


def check_joint(given: typer.Context, output: Path | None) -> None:
    """Refuse what a joint plan does not reckon with, rather than leave it out unsaid.

    Raises:
        LongtinError: An option it does not take, or a file of another kind.
    """
    if output and output.suffix not in PAGES:
        raise LongtinError(
            "A plan of three states or more has no dates: -o writes it as .html, .pdf, .docx, .md "
            "or .json. For a programme name two of them."
        )
    typed = [
        each.opts[0]
        for each in given.command.params
        if isinstance(each, TyperOption)
        and not TAKES.intersection(each.opts)
        and _typed(given, each)
    ]
    if typed:
        raise LongtinError(
            "A plan of three states or more does not reckon with {options}. Leave it out, or name "
            "two of them.",
            options=Listing(f"`{name}`" for name in typed),
        )


def _typed(given: typer.Context, option: TyperOption) -> bool:
    source = given.get_parameter_source(str(option.name))
    return source is not None and source.name == "COMMANDLINE"


def show_joint(
    plan: "JointPlan", words: "Language", form: str, places: tuple[Path | None, Path | None]
) -> None:
    """Print a joint plan, or write it into a file named for what it is.

    Args:
        plan: The plan.
        words: Of the page.
        form: Its format.
        places: The file, and the record it was made from, as named on the command line.
    """
    from longtin import page, plan as part

    output, record = places
    if output is None and form == "text":
        page.print_document(of_its_record(part.words.joint_document(plan, words), record))
    else:
        kind = output.suffix[1:] if output else form
        put(_page(plan, words, kind, record), output)


def _page(plan: "JointPlan", words: "Language", form: str, record: Path | None) -> str | bytes:
    from longtin import page, plan as part

    if form == "json":
        return page.as_json(page.plain(part.words.joint_plain(plan)) | simulated(record))
    return page.rendered(of_its_record(part.words.joint_document(plan, words), record), form)
