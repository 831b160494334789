"""The command `longtin validate`."""

from pathlib import Path
from typing import Annotated

from longtin.cli._output import check_report, put, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.shared import AsJson, Fits, Language, RecordFile, TimeStep, Tongue
from longtin.cli.options.values import model_of, opened

SUMMARY = "Hold belief against outside data."
EXAMPLE = "Example: longtin validate --by year --data copies -o validation.md"


def validate(
    by: Annotated[
        TimeStep | None, choice("--by", "Only belief by week, or only by year.", TimeStep)
    ] = None,
    data: Annotated[
        Path | None,
        option("--data", "Folder with your own copies of what may not be passed on.", "FOLDER"),
    ] = None,
    language: Language = Tongue.en,
    record: RecordFile = None,
    fits: Fits = None,
    output: Annotated[
        Path | None, option("--output -o", "Write to a file: .md, .json or .csv.", "FILE")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hold belief against outside data never used in any fit. Takes some minutes."""
    from longtin import page, trust
    from longtin._language import Language as Words
    from longtin._tables import as_csv
    from longtin.cli.terminal.progress import progress

    check_report(output)
    words, model = Words(language), model_of(fits, draws=0)
    steps = trust.STEPS if by is None else (by.value,)
    with opened(record) as held, progress(words.say("reading the record")) as tell:
        found = trust.validate(
            held,
            model=model,
            by=steps,
            data=data,
            telling=lambda step, done, total: tell(
                words.say("belief by year") if step == "year" else words.say("belief by week"),
                done,
                total,
            ),
        )
    ending = output.suffix if output is not None else ".json" if as_json else ""
    match ending:
        case ".csv":
            put(as_csv(found.checks), output)
        case ".json":
            put_json({"provenance": found.provenance, "checks": found.checks.to_dicts()}, output)
        case ".md":
            put(page.as_markdown(trust.validation_page(found, words)), output)
        case _:
            page.print_document(trust.validation_page(found, words))
