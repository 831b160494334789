"""Tournament: every rule of conduct against every other, and what each comes to.

A score is points a turn, averaged over whom a rule meets. Where the joint states of a pair are few,
its part of a score is reckoned exactly; elsewhere it is the mean over repetitions. Repetitions are
whole tournaments, drawn one after the other: the bands say how far one tournament's scores and
ranks stray from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.errors import ModelError, Phrase, meant
from longtin.game._payoffs import Floats
from longtin.game._strategy import Strategy, roster
from longtin.game.strategies.belief_threshold import BeliefThreshold
from longtin.game.tournament._matches import Expected, Matches, draw, reckon
from longtin.game.tournament._tournament_setting import TournamentSetting, check_number
from longtin.page import in_notebook

CHEAT: Final = "untrustworthy"
"""Id of the opponent that stands for untrustworthy governments, which cheat whatever happens."""

TAIL: Final = 0.05
"""Share of repetitions beyond either end of a band."""

LEVEL: Final = 1e-9
"""Points a turn nearer than which two scores are the same."""

MOST_REPETITIONS: Final = 100_000


@dataclass(frozen=True)
class TournamentStanding:
    """How a rule came off.

    Attributes:
        rule: Its id.
        rank: By expected score, from 1; equal scores share one.
        score: Points a turn, expected.
        low: Of 90 in 100 tournaments, the lowest score.
        high: The highest.
        best_rank: Of 90 in 100 tournaments, the best rank.
        worst_rank: The worst.
        first: Share of tournaments in which it comes first, shared firsts in parts.
        cooperation: Share of turns in which it cooperates.
        trust: What it believes of those it met at the end, on average, in [0, 1].
        trusted: What they believe of it.
    """

    rule: str
    rank: int
    score: float
    low: float
    high: float
    best_rank: int
    worst_rank: int
    first: float
    cooperation: float
    trust: float
    trusted: float


@in_notebook(
    "longtin.game.tournament._page:tournament_page",
    lambda held: (
        f"Tournament of {len(held.rules)} rules, {held.setting.turns} turns, noise "
        f"{held.setting.noise:g}: first {held.standings[0].rule}, "
        f"{held.standings[0].score:.3f} points a turn"
    ),
)
@dataclass(frozen=True)
class Tournament:
    """Rules of conduct, whom they met, and what became of it.

    Arrays are (rule, opponent): opponents are the rules in their order and, where there are
    cheats, one more that stands for them.

    Attributes:
        rules: By id, in order.
        setting: The game, turns, noise, and what nobody knew.
        repetitions: Tournaments drawn.
        seed: Of the draws.
        expected: Points a turn of the rule against the opponent.
        deviation: Standard deviation of these over matches.
        is_exact: Whether they are reckoned rather than drawn.
        cooperation: Share of turns in which the rule cooperates.
        trust: What the rule believes of the opponent after the last turn, on average.
        weights: Share of the rule's matches that are against the opponent.
        drawn: Scores, (repetition, rule).
    """

    rules: Mapping[str, Strategy]
    setting: TournamentSetting
    repetitions: int
    seed: int
    expected: Floats
    deviation: Floats
    is_exact: NDArray[np.bool_]
    cooperation: Floats
    trust: Floats
    weights: Floats
    drawn: Floats

    @property
    def scores(self) -> Floats:
        """Points a turn of each rule, expected."""
        return np.asarray((self.weights * self.expected).sum(axis=1))

    @property
    def standings(self) -> tuple[TournamentStanding, ...]:
        """How each rule came off, the best first; equal scores in the order of the rules."""
        scores, ranks = self.scores, ranked(self.scores)
        low, high = np.quantile(self.drawn, (TAIL, 1 - TAIL), axis=0)
        each = np.array([ranked(row) for row in self.drawn])
        best = np.quantile(each, TAIL, axis=0, method="inverted_cdf")
        worst = np.quantile(each, 1 - TAIL, axis=0, method="inverted_cdf")
        first = each == 1
        share = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
        among = self.weights[:, : len(scores)]
        cooperation = (self.weights * self.cooperation).sum(axis=1)
        trust = (among * self.trust[:, : len(scores)]).sum(axis=1) / among.sum(axis=1)
        trusted = (among * self.trust[:, : len(scores)].T).sum(axis=1) / among.sum(axis=1)
        found = [
            TournamentStanding(
                rule=rule,
                rank=int(ranks[i]),
                score=float(scores[i]),
                low=float(low[i]),
                high=float(high[i]),
                best_rank=int(best[i]),
                worst_rank=int(worst[i]),
                first=float(share[i]),
                cooperation=float(cooperation[i]),
                trust=float(trust[i]),
                trusted=float(trusted[i]),
            )
            for i, rule in enumerate(self.rules)
        ]
        return tuple(sorted(found, key=lambda one: one.rank))


def ranked(scores: Floats) -> NDArray[np.int64]:
    """Rank of each score, the highest 1; scores nearer than `LEVEL` share one."""
    return np.asarray(1 + (scores[None, :] > scores[:, None] + LEVEL).sum(axis=1))


def chosen(ids: Sequence[str]) -> dict[str, Strategy]:
    """Rules of the roster by their ids, in the order given.

    Raises:
        ModelError: There is no such rule, or one is named twice.
    """
    from difflib import get_close_matches

    known = roster()
    for name in ids:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            raise ModelError(
                "There is no rule of conduct `{name}`.{hint} Those there are: {known}.",
                name=name,
                hint=meant(near),
                known=", ".join(known),
            )
        if list(ids).count(name) > 1:
            raise ModelError("The rule `{name}` is named twice. Name it once.", name=name)
    return {name: known[name] for name in ids}


def round_robin(
    rules: Mapping[str, Strategy] | None = None,
    setting: TournamentSetting | None = None,
    *,
    repetitions: int = 1000,
    exact: bool = True,
    seed: int = 0,
) -> Tournament:
    """Let every rule of conduct meet every other.

    Args:
        rules: By id, at least two, or one that meets its twin; all of the roster without them.
        setting: The game, its length, noise, and what nobody knows; Axelrod's points, 200 turns
            and slips of one in a hundred without it.
        repetitions: Tournaments to draw, 2 to 100,000.
        exact: Whether scores are reckoned where that can be; without, they are means over the
            repetitions.
        seed: Of the draws; the same seed, the same tournament, and a match is the same whoever
            else plays.

    Raises:
        ModelError: The number of repetitions is out of range, or there are too few rules.

    Source:
        [Axelrod 1984].
    """
    held = setting or TournamentSetting()
    check_number(Phrase("number of repetitions"), repetitions, 2, MOST_REPETITIONS)
    known = dict(roster() if rules is None else rules)
    if len(known) < 2 - held.twins:
        raise ModelError("A tournament needs two rules. Name more, or let one meet its twin.")
    if held.prior is not None or held.cheats:
        known = {name: _believing(rule, held.trust) for name, rule in known.items()}
    seats = [*known.items(), *([(CHEAT, roster()["always-cheat"])] if held.cheats else [])]
    pairs = _pairs([name for name, _ in seats], len(known), twins=held.twins)
    weights = _weights(len(known), held.cheats, twins=held.twins)
    return _gathered(
        Tournament(
            rules=MappingProxyType(known),
            setting=held,
            repetitions=repetitions,
            seed=seed,
            weights=weights,
            drawn=np.zeros((repetitions, len(known))),
            is_exact=np.zeros(weights.shape, np.bool_),
            **{name: np.zeros(weights.shape) for name in FILLED},
        ),
        pairs,
        draw(seats, pairs, held, repetitions=repetitions, seed=seed),
        reckon(seats, pairs, held) if exact else None,
    )


FILLED: Final = ("expected", "deviation", "cooperation", "trust")


def _believing(rule: Strategy, prior: float) -> Strategy:
    return replace(rule, trust=prior) if isinstance(rule, BeliefThreshold) else rule


def _pairs(names: Sequence[str], rules: int, *, twins: bool) -> NDArray[np.int32]:
    """Who meets whom, the first of each pair the one whose name comes first."""
    met = [
        (i, j) if names[i] <= names[j] else (j, i)
        for i in range(rules)
        for j in range(i if twins else i + 1, len(names))
    ]
    return np.array(met, np.int32).reshape(-1, 2)


def _weights(rules: int, cheats: float, *, twins: bool) -> Floats:
    weights = np.full((rules, rules), (1 - cheats) / max(rules - 1 + twins, 1))
    if not twins:
        np.fill_diagonal(weights, 0.0)
    if not cheats:
        return weights
    return np.hstack([weights, np.full((rules, 1), cheats)])


def _gathered(
    empty: Tournament, pairs: NDArray[np.int32], matches: Matches, found: Expected | None
) -> Tournament:
    """A tournament with what became of its matches filled in, for either side of each pair."""
    turns, known = empty.setting.turns, len(empty.rules)
    judge = BeliefThreshold(trust=empty.setting.trust)
    belief = np.array([judge.belief(seen, turns - seen) for seen in range(turns + 1)])
    points = empty.setting.game.points
    for side, outcomes in enumerate((slice(None), [0, 2, 1, 3])):  # as either side has them
        is_told = (pairs[:, side] < known) & ((side == 0) | (pairs[:, 0] != pairs[:, 1]))
        own, other = pairs[is_told, side], pairs[is_told, 1 - side]
        rounds = matches.rounds[is_told][..., outcomes]
        scores = (rounds @ points) / turns
        mean, deviation = rounds.mean(axis=1), scores.std(axis=1, ddof=1)
        if found is not None:
            exact = ~np.isnan(found.score[is_told, 0])
            mean[exact] = found.rounds[is_told][exact][:, outcomes]
            deviation[exact] = found.deviation[is_told, side][exact] / turns
            empty.is_exact[own, other] = exact
        empty.expected[own, other] = (mean @ points) / turns
        empty.deviation[own, other] = deviation
        empty.cooperation[own, other] = mean[:, 2:].sum(axis=1) / turns
        empty.trust[own, other] = belief[matches.seen[is_told][:, :, side]].mean(axis=1)
        share = np.zeros((known, len(own)))
        share[own, np.arange(len(own))] = empty.weights[own, other]
        empty.drawn[:] += (share @ scores).T
    return empty
