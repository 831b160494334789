"""Page of a tournament: who came off how, against whom, and what that depends on."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from longtin._language import NO_BREAK, Language, message
from longtin.game._strategy import MemoryOneStrategy, roster
from longtin.game.tournament._dependence import by_noise, first_by_field
from longtin.game.tournament._round_robin import CHEAT, Tournament, TournamentStanding
from longtin.game.tournament._stage_game import KINDS
from longtin.page import Column, Document, Figure, Section, Spec, Table, charts

if TYPE_CHECKING:
    import polars as pl

HEADS = (
    message("Place"),
    message("Points a turn"),
    message("Band"),
    message("Places"),
    message("Comes first"),
    message("Cooperates"),
    message("Trust reached"),
    message("Trust earned"),
)
NOISE_HEADS = (
    message("Chance of a slip"),
    message("In first place"),
    message("In second place"),
    message("In third place"),
    message("Cooperation of all"),
)

OF_TRUST = ("grit", "belief-threshold")
"""Rules made for trust, which charts set off from the classics."""

MOST_IN_SQUARE = 24
"""Rules up to which a square of who met whom can be read."""


def rule_name(held: Tournament, rule: str, language: Language) -> str:
    """The name of a rule of conduct in words; a rule of the user's own as it names itself."""
    if rule == CHEAT:
        return language.say("An untrustworthy government")
    return _known(held.rules[rule].name, language)


def _known(words: str, language: Language) -> str:
    """Words of a shipped rule in the language; of the user's own, as they stand."""
    shipped = {said for each in roster().values() for said in (each.name, each.source)}
    return language.say(words) if words in shipped else words


def tournament_page(held: Tournament, language: Language) -> Document:
    """A tournament as a document.

    Args:
        held: What `round_robin` returned.
        language: Of the words.
    """
    say = language.say
    return Document(
        language=language.code,
        title=say("Tournament of rules of conduct"),
        kicker=say("Tournament"),
        dated="",
        sections=tuple(_sections(held, language)),
        colophon=" · ".join(("Longtin", say("seed {n}", n=held.seed))),
    )


def _first(held: Tournament, language: Language) -> str:
    best = [each for each in held.standings if each.rank == 1]
    if len(best) > 1:
        return language.say(
            "{rules} share the first place with {score} points a turn.",
            rules=language.list([rule_name(held, each.rule, language) for each in best]),
            score=language.number(best[0].score),
        )
    return language.say(
        "{rule} comes first with {score} points a turn.",
        rule=rule_name(held, best[0].rule, language),
        score=language.number(best[0].score),
    )


def _in_short(held: Tournament, language: Language) -> Iterator[str]:
    say, first = language.say, held.standings[0]
    yield _first(held, language)
    yield say(
        "In {share} of tournaments drawn with the same rules it is first; in nine of ten its rank "
        "lies between {best} and {worst}.",
        share=language.percent(first.first),
        best=first.best_rank,
        worst=first.worst_rank,
    )
    yield say("Who wins depends on the field and on noise: see below.")


def _sections(held: Tournament, language: Language) -> Iterator[Section]:
    say = language.say
    yield Section("in-short", say("In short"), sentences=tuple(_in_short(held, language)))
    yield Section(
        "standing",
        say("How the rules came off"),
        sentences=tuple(_setting(held, language)),
        figures=(
            Figure(
                "ranking",
                say("Points a turn"),
                _first(held, language),
                ranking_chart(held, language),
                is_wide=True,
            ),
        ),
        tables=(_standing_table(held, language),),
        notes=(
            say(
                "Bands: nine of ten tournaments drawn with the same rules. Trust reached: what the "
                "rule believes of those it met after the last turn, on average, by Bayes’ rule on "
                "what it saw them do; trust earned: what they believe of it."
            ),
        ),
    )
    if len(held.rules) <= MOST_IN_SQUARE:
        yield Section(
            "square",
            say("Who did how well against whom"),
            figures=(
                Figure(
                    "square",
                    say("Points a turn of the rule in the row against that in the column"),
                    say("The same figures stand in the JSON, under pairs."),
                    square_chart(held, language),
                    is_wide=True,
                ),
            ),
            tables=(_extremes_table(held, language),),
        )
    yield _noise_section(held, language)
    if len(held.rules) > 2:
        yield _field_section(held, language)
    yield _rules_section(held, language)


def _setting(held: Tournament, language: Language) -> Iterator[str]:
    say, game, setting = language.say, held.setting.game, held.setting
    number = language.number
    yield say(
        "{n} rules, each against every other over {turns} turns. A turn is worth {reward} to each "
        "where both cooperate, {sucker} to one who is cheated and {temptation} to the cheat, "
        "{punishment} to each where both cheat: {kind}.",
        n=len(held.rules), turns=language.whole(setting.turns), reward=number(game.reward),
        sucker=number(game.sucker), temptation=number(game.temptation),
        punishment=number(game.punishment), kind=say(KINDS[game.kind]),
    )  # fmt: skip
    if setting.noise:
        yield say(
            "With a chance of {noise} a side does the opposite of what it means, and both see it.",
            noise=language.percent(setting.noise, 1),
        )
    if setting.misperception:
        yield say(
            "With a chance of {share} a side sees the opposite of what the other did, and the "
            "other does not know.",
            share=language.percent(setting.misperception, 1),
        )
    if held.setting.cheats:
        yield say(
            "{share} of matches are against an untrustworthy government, which cheats whatever "
            "happens; nobody knows beforehand which.",
            share=language.percent(held.setting.cheats),
        )
    if held.setting.twins:
        yield say("Each rule also meets itself.")
    exact = held.is_exact[held.weights > 0].mean()
    yield say(
        "Of the pairs, {share} are reckoned exactly as chains of states; the others are means over "
        "{n} tournaments.",
        share=language.percent(float(exact)), n=language.whole(held.repetitions),
    )  # fmt: skip


def _standing_table(held: Tournament, language: Language) -> Table:
    say, number = language.say, language.number
    columns = (
        Column(say("Rule"), wraps=True),
        *(Column(say(head), "figure") for head in HEADS),
    )
    return Table.of(
        "",
        columns,
        [
            [
                rule_name(held, each.rule, language),
                str(each.rank),
                number(each.score, 3),
                f"{number(each.low)}–{number(each.high)}",
                _ranks(each),
                language.percent(each.first),
                language.percent(each.cooperation),
                language.level(each.trust),
                language.level(each.trusted),
            ]
            for each in held.standings
        ],
    )


def _ranks(one: TournamentStanding) -> str:
    if one.best_rank == one.worst_rank:
        return str(one.best_rank)
    return f"{one.best_rank}–{one.worst_rank}"


def ranking_chart(held: Tournament, language: Language) -> Spec:
    """Scores with their bands, the best first."""
    return charts.ranking(
        [
            charts.RankedFigure(
                rule_name(held, each.rule, language),
                each.score,
                each.low,
                each.high,
                each.rule in OF_TRUST,
            )
            for each in held.standings
        ],
        axis=language.say("Points a turn"),
    )


def square_chart(held: Tournament, language: Language) -> Spec:
    """Points a turn of each rule against each other, in the order of ranks."""
    order = [list(held.rules).index(each.rule) for each in held.standings]
    names = [rule_name(held, each.rule, language) for each in held.standings]
    opponents = [*order, *([len(order)] if held.setting.cheats else [])]
    heads = [str(k + 1) for k in range(len(order))]
    if held.setting.cheats:
        heads.append(language.say("cheats"))
    values = [
        [float(held.expected[i, j]) if held.weights[i, j] else None for j in opponents]
        for i in order
    ]
    return charts.heat(
        [f"{name}{NO_BREAK * 2}{k + 1}" for k, name in enumerate(names)],
        heads,
        values,
        shown=[
            ["" if value is None else language.number(value, 1) for value in line]
            for line in values
        ],
    )


def _extremes_table(held: Tournament, language: Language) -> Table:
    """Against whom each rule does best, and worst: the square in short."""
    say = language.say
    names = [*held.rules, *([CHEAT] if held.setting.cheats else [])]
    rows = []
    for each in held.standings:
        own = list(held.rules).index(each.rule)
        met = [(float(held.expected[own, j]), j) for j in range(len(names)) if held.weights[own, j]]
        row = [rule_name(held, each.rule, language)]
        for figure, j in (max(met), min(met)):
            row += [rule_name(held, names[j], language), language.number(figure)]
        rows.append(row)
    best, worst, points = say("Best against"), say("Worst against"), say("Points a turn")
    columns = (
        Column(say("Rule")), Column(best), Column(points, "figure"), Column(worst),
        Column(points, "figure"),
    )  # fmt: skip
    return Table.of("", columns, rows)


def _noise_section(held: Tournament, language: Language) -> Section:
    say = language.say
    rows = [
        [
            language.percent(each.noise),
            *(rule_name(held, rule, language) for rule in each.rules),
            *[""] * (3 - len(each.rules)),
            language.percent(each.cooperation),
        ]
        for each in by_noise(held)
    ]
    columns = [
        Column(say(head), "figure" if place in {0, 4} else "text")
        for place, head in enumerate(NOISE_HEADS)
    ]
    return Section(
        "noise", say("The same rules at other noise"), tables=(Table.of("", columns, rows),)
    )


def _field_section(held: Tournament, language: Language) -> Section:
    say = language.say
    share = first_by_field(held)
    best = sorted(share, key=lambda rule: -share[rule])
    rows = [
        [rule_name(held, rule, language), language.percent(share[rule])]
        for rule in best
        if share[rule] >= 0.005
    ]
    return Section(
        "field",
        say("The same rules in other fields"),
        sentences=(
            say(
                "Of the fields that are half of these rules, drawn evenly, the share of those with "
                "the rule in which it comes first by expected score."
            ),
        ),
        tables=(
            Table.of("", (Column(say("Rule")), Column(say("Comes first"), "figure")), rows),
        ),
    )  # fmt: skip


def _rules_section(held: Tournament, language: Language) -> Section:
    say = language.say
    rows = [
        [
            rule_name(held, name, language),
            _response(rule, language) if isinstance(rule, MemoryOneStrategy) else say("more"),
            _known(rule.source, language),
        ]
        for name, rule in held.rules.items()
    ]
    heads = (
        Column(say("Rule"), wraps=True),
        Column(say("Remembers one round: chances of cooperating"), wraps=True),
        Column(say("Source"), wraps=True),
    )
    note = say(
        "Chances at first; then after both cooperated, after it was cheated, after it cheated, "
        "after both cheated. “More”: it remembers more than one round."
    )
    return Section("rules", say("The rules"), notes=(note,), tables=(Table.of("", heads, rows),))


def _response(rule: MemoryOneStrategy, language: Language) -> str:
    chances = [language.number(each) for each in rule.after]
    return f"{language.number(rule.first)}; {' '.join(chances)}"


def standings_table(held: Tournament) -> "pl.DataFrame":
    """How each rule came off, a row each, the best first; columns as `TournamentStanding` says."""
    import polars as pl

    return pl.DataFrame([asdict(each) for each in held.standings])


def tournament_data(held: Tournament) -> dict[str, object]:
    """A tournament as data: the setting, the standings and every pair, by field.

    Args:
        held: What `round_robin` returned.
    """
    names = [*held.rules, *([CHEAT] if held.setting.cheats else [])]
    pairs = [
        {
            "rule": rule,
            "opponent": names[j],
            "points": float(held.expected[i, j]),
            "deviation": float(held.deviation[i, j]),
            "exact": bool(held.is_exact[i, j]),
            "cooperation": float(held.cooperation[i, j]),
            "trust": float(held.trust[i, j]),
        }
        for i, rule in enumerate(held.rules)
        for j in range(len(names))
        if held.weights[i, j]
    ]
    return {
        "schema": "longtin.tournament/1",
        **asdict(held.setting),
        "prior": held.setting.trust,
        "kind": held.setting.game.kind,
        "repetitions": held.repetitions,
        "seed": held.seed,
        "standings": [asdict(each) for each in held.standings],
        "by_noise": [asdict(each) for each in by_noise(held)],
        "first_by_field": first_by_field(held),
        "pairs": pairs,
    }
