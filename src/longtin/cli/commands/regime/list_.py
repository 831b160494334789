"""The command `longtin regime list`."""

from typing import TYPE_CHECKING, Any

from longtin.cli._output import check_output, emit
from longtin.cli.options.regimes import OwnRegimes, known
from longtin.cli.options.shared import AsJson, Language, Output, Tongue

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.measures import Regime

SUMMARY = "Every regime, with its dates."
EXAMPLE = "Example: longtin regime list --lang vi"


def list_(
    own: OwnRegimes = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Every regime: since when, until when, how many obligations, how sure."""
    import polars as pl

    from longtin._language import Language as Words

    check_output(output)
    found = list(known(own).values())
    frame = pl.DataFrame([_summary(each) for each in found])
    words = Words(language)
    emit(frame, as_json=as_json, output=output, show=lambda: _show_list(found, words))


def _summary(regime: "Regime") -> dict[str, Any]:
    return {
        "id": regime.id,
        "name_en": regime.name.en,
        "name_vi": regime.name.vi,
        "binding": regime.binding,
        "signed": regime.force.signed,
        "since": regime.force.since,
        "until": regime.force.until,
        "obligations": len(regime.obligations),
        "verified": regime.verified,
    }


def _years(regime: "Regime") -> str:
    """From which year to which it is in force; a dash alone while it is not."""
    since, until = regime.force.since, regime.force.until
    return f"{since.year if since else ''}–{until.year if until else ''}"


def _show_list(found: "list[Regime]", words: "Words") -> None:
    from longtin.page import Column, Table, print_table

    say = words.say
    rows = [
        [
            each.id,
            each.name.of(words.code),
            _years(each),
            str(len(each.obligations)),
            str(each.verified),
        ]
        for each in found
    ]
    columns = [
        Column(say("Regime")),
        Column(say("Name"), wraps=True),
        Column(say("In force")),
        Column(say("Obligations"), "figure"),
        Column(say("Verified"), "figure"),
    ]
    note = say("Verified rows were read whole in the text; the others are from memory.")
    print_table(Table.of(say("Regimes"), columns, rows), note=note)
