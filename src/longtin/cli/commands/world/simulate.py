"""The command `longtin simulate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_ending, put_json, put_page
from longtin.cli.options import option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.shared import AsJson, Language, RecordFile, Seed, Tongue
from longtin.cli.options.values import opened

if TYPE_CHECKING:
    pass

SUMMARY = "Play a world of states forward, many times."
EXAMPLE = "Example: longtin simulate world.yaml --replicates 1000 --seed 7 -o out.parquet"

Replicates = Annotated[int, option("--replicates", "How many histories.", "N", whole_number)]
Acts = Annotated[
    Path | None,
    option(
        "--output -o",
        "Write the acts of all histories as Parquet, which every command takes as --record, and "
        "outcomes beside it; of a sweep, its table.",
        "FILE",
    ),
]
Sweep = Annotated[
    Path | None,
    option("--sweep", "Play it under many scenarios and policies instead.", "FILE"),
]
Kept = Annotated[
    int | None,
    option("--acts", "Keep the acts of so many histories; of all without it.", "N", whole_number),
]
Workers = Annotated[
    int | None,
    option("--workers", "Processes; as many as there are cores without it.", "N", whole_number),
]
Cluster = Annotated[
    str | None,
    option(
        "--ray", "Work on a Ray cluster that shares this file system: its address, or local.",
        "ADDRESS",
    ),
]  # fmt: skip
Page = Annotated[Path | None, option("--page", "Write a page with charts: .html or .md.", "FILE")]

PAGES = (".html", ".md")
"""Endings of files that hold the page."""


def simulate(
    world: Annotated[Path, typer.Argument(help="The world's file.", metavar="WORLD.yaml")],
    replicates: Replicates = 100,
    seed: Seed = 0,
    output: Acts = None,
    kept: Kept = None,
    sweep: Sweep = None,
    page: Page = None,
    workers: Workers = None,
    ray: Cluster = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Play many states forward: belief, conduct, shocks, leaders, measures and forums.

    What comes of it is no forecast. The acts of a history can be read like any record: --record
    out.parquet, or out.parquet#7 for the seventh.
    """
    from longtin import forums as part
    from longtin._files import check_place
    from longtin._language import Language as Words
    from longtin._runs import Workers
    from longtin.cli.terminal.progress import progress

    words, who = Words(language), Workers(workers, ray)
    if output is not None:
        check_place(output)
    check_ending(page, PAGES)
    written = part.WrittenWorld(world)
    swept = None if sweep is None else part.WrittenSweep(sweep)
    with opened(record) as held, progress(words.say("Simulating")) as tell:

        def told(done: int, total: int) -> None:
            tell(words.say("Simulating"), done, total)

        if swept is not None:
            tried = part.run_sweep(
                written, swept, held, replicates=replicates, seed=seed, output=output,
                workers=who, told=told,
            )  # fmt: skip
            data, document = part.sweep_data(tried), part.sweep_page(tried, words)
        else:
            found = part.simulate(
                written, held, replicates=replicates, seed=seed, output=output, kept=kept,
                workers=who, told=told,
                starting=lambda done, total: tell(words.say("Estimating"), done, total),
            )  # fmt: skip
            data, document = part.world_data(found), part.world_page(found, words)
    if as_json:
        put_json(data)
    if page is not None:
        put_page(document, page.suffix, page)
    if not as_json:
        put_page(document, "")
