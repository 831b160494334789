"""The command `longtin tournament`."""

from pathlib import Path
from typing import TYPE_CHECKING

from longtin.cli._output import check_ending, put, put_json, put_page
from longtin.cli.options.shared import AsJson, Language, OwnPayoffs, Seed, Stake, Tongue
from longtin.cli.options.tournament import (
    DILEMMA,
    OWN,
    TURNS,
    Cheats,
    Game,
    Misperception,
    Noise,
    Prior,
    Repetitions,
    Rules,
    Turns,
    Twins,
    Written,
)
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.game import StageGame, Tournament

SUMMARY = "Rules of conduct against each other, under noise."
EXAMPLE = "Example: longtin tournament --noise 0.05 --cheats 0.2 -o tournament.html"

TABLES = (".csv", ".xlsx", ".parquet", ".dta")
"""Endings of files that hold the table of standings."""

PAGES = (".html", ".md", ".json", ".svg", ".png")
"""Endings of files that hold the page, its data, or the chart of the ranking."""


def tournament(
    rules: Rules = None,
    game: Game = DILEMMA,
    payoffs: OwnPayoffs = None,
    stake: Stake = None,
    turns: Turns = TURNS,
    repetitions: Repetitions = 1000,
    noise: Noise = 0.01,
    misperception: Misperception = 0.0,
    cheats: Cheats = 0.0,
    prior: Prior = None,
    twins: Twins = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Written = None,
    seed: Seed = 0,
) -> None:
    """Let rules of conduct meet each other: who comes first, how often, and what trust is reached.

    Who wins depends on who takes part and on noise; the page shows both.
    """
    from longtin import game as part
    from longtin._language import Language as Words

    words = Words(language)
    if rules is not None and rules.strip() == "?":
        put("".join(f"{name}  {words.say(one.name)}\n" for name, one in part.roster().items()))
        return
    check_ending(output, (*PAGES, *TABLES))
    setting = part.TournamentSetting(
        game=_game(game, payoffs, stake),
        turns=turns,
        noise=noise,
        misperception=misperception,
        cheats=cheats,
        twins=twins,
        prior=prior,
    )
    chosen = None if rules is None else part.chosen([name.strip() for name in rules.split(",")])
    held = part.round_robin(chosen, setting, repetitions=repetitions, seed=seed)
    _put(held, words, output, as_json=as_json)


def _game(named: str, payoffs: Path | None, stake: float | None) -> "StageGame":
    from longtin import game as part

    if named != OWN:
        if payoffs is not None or stake is not None:
            raise LongtinError(
                "--payoffs and --stake are for Longtin’s own game. Give `--game reassurance` with "
                "them."
            )
        return part.PRISONERS_DILEMMA if named == DILEMMA else part.read_points(named)
    assumed = part.read_assumptions(payoffs)
    return part.stage_game(assumed.both, assumed.reference_stake if stake is None else stake)


def _put(held: "Tournament", words: "Words", output: Path | None, *, as_json: bool) -> None:
    from longtin import game as part, page

    ending = output.suffix if output else ".json" if as_json else ""
    if ending == ".json":
        put_json(part.tournament_data(held), output)
    elif ending == ".svg":
        put(page.charts.draw(part.ranking_chart(held, words), words), output)
    elif ending == ".png":
        put(page.charts.draw_pixels(part.ranking_chart(held, words), words), output)
    elif ending in TABLES and output:
        from longtin._tables import write_table

        write_table(part.standings_table(held), output)
    else:
        put_page(part.tournament_page(held, words), ending, output)
