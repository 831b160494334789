"""Showing and writing of a joint plan."""

from pathlib import Path
from typing import TYPE_CHECKING

from longtin.cli._output import put
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language
    from longtin.plan import JointPlan

PAGES = (".html", ".md", ".json")


def check_joint(output: Path | None, *dated: object) -> None:
    """Refuse what a joint plan does not make: it has no dates yet.

    Raises:
        LongtinError: A file of dates is asked for, or one of another kind.
    """
    if any(each is not None for each in dated) or (output and output.suffix not in PAGES):
        raise LongtinError(
            "A plan of three states or more has no dates: -o writes it as .html, .md or .json. For "
            "a programme name two of them."
        )


def show_joint(plan: "JointPlan", words: "Language", form: str, output: Path | None) -> None:
    """Print a joint plan, or write it into a file named for what it is."""
    from longtin import page, plan as part

    if output is None and form == "text":
        page.print_document(part.words.joint_document(plan, words))
    else:
        put(_page(plan, words, output.suffix[1:] if output else form), output)


def _page(plan: "JointPlan", words: "Language", form: str) -> str:
    from longtin import page, plan as part

    match form:
        case "json":
            return page.as_json(page.plain(part.words.joint_plain(plan)))
        case "html":
            return page.as_html(part.words.joint_document(plan, words))
        case _:
            return page.as_markdown(part.words.joint_document(plan, words))
