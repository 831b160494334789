"""Tournaments of rules of conduct: against brute play, the Axelrod library and closed forms."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin._language import Language
from longtin.errors import ModelError
from longtin.game import (
    PRISONERS_DILEMMA,
    History,
    MemoryOneStrategy,
    Response,
    StageGame,
    StateStrategy,
    Strategy,
    Tournament,
    TournamentSetting,
    assumptions,
    automaton,
    chosen,
    first_by_field,
    long_run,
    memory_one,
    play,
    read_points,
    roster,
    round_robin,
    second_tournament,
    stage_game,
    tournament_data,
    tournament_page,
)
from longtin.page import as_json
from tests.drawn import few
from tests.oracles.axelrod_answers import kept

CALM = TournamentSetting(noise=0.0)
CHANCES = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0.05, 0.95))


@st.composite
def any_rule(draw: st.DrawFn) -> MemoryOneStrategy:
    """A rule that remembers one round, sure or not."""
    cc, cd, dc, dd, first = (draw(CHANCES) for _ in range(5))
    return MemoryOneStrategy(
        name="any", source="drawn", first=first, after=Response(cc, cd, dc, dd)
    )


@dataclass(frozen=True, kw_only=True)
class Alternator(Strategy):
    """A rule of a user's own that keeps no state: cooperates every other turn."""

    name: str = "alternator"
    source: str = "ours"

    def __call__(self, history: History) -> float:
        """The chance of cooperating."""
        return float(len(history) % 2 == 0)


def by_hand(one: Strategy, two: Strategy, setting: TournamentSetting) -> tuple[float, float]:
    """Oracle: the mean and variance of a score over every course a match can take."""
    courses: list[tuple[float, float, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]]
    courses = [(1.0, 0.0, (), ())]
    wrong = setting.misperception
    for _ in range(setting.turns):
        after = []
        for mass, score, ours, theirs in courses:
            p, q = (
                (1 - 2 * setting.noise) * share + setting.noise
                for share in (one(ours), two(theirs))
            )
            for a in (0, 1):
                for b in (0, 1):
                    for slip_one in (0, 1):
                        for slip_two in (0, 1):
                            share = (p if a else 1 - p) * (q if b else 1 - q)
                            share *= (wrong if slip_one else 1 - wrong) * (
                                wrong if slip_two else 1 - wrong
                            )
                            if share:
                                after.append(
                                    (
                                        mass * share,
                                        score + setting.game.points[2 * a + b],
                                        (*ours, (a, b ^ slip_one)),
                                        (*theirs, (b, a ^ slip_two)),
                                    )
                                )
        courses = after
    mean = sum(mass * score for mass, score, *_ in courses)
    return mean, sum(mass * score**2 for mass, score, *_ in courses) - mean**2


@few(6)
@given(any_rule(), st.sampled_from(sorted(roster())), st.sampled_from([0.0, 0.2]))
def test_what_is_reckoned_is_every_course_added_up(
    one: MemoryOneStrategy, other: str, misperception: float
) -> None:
    """Mean and spread of four turns, misperception included, by brute force."""
    setting = TournamentSetting(turns=3, noise=0.1, misperception=misperception)

    held = round_robin({"a": one, "b": roster()[other]}, setting, repetitions=2)

    mean, variance = by_hand(one, roster()[other], setting)
    assert held.is_exact[0, 1]
    assert held.expected[0, 1] * 3 == pytest.approx(mean)
    assert (held.deviation[0, 1] * 3) ** 2 == pytest.approx(variance, abs=1e-9)


def test_what_is_drawn_strays_from_what_is_reckoned_as_it_should() -> None:
    """Loops that draw and loops that reckon share no formula; z-scores of all pairs together."""
    setting = TournamentSetting(turns=50, noise=0.03, misperception=0.02)
    drawn = round_robin(None, setting, repetitions=400, exact=False, seed=3)

    sure = round_robin(None, setting, repetitions=2)

    met = sure.is_exact & (sure.deviation > 1e-6)
    z = (drawn.expected - sure.expected)[met] / (sure.deviation[met] / 20)
    assert met.sum() > 300
    assert np.abs(z).max() < 4.8
    assert (z**2).mean() == pytest.approx(1, abs=0.2)
    np.testing.assert_allclose(drawn.deviation[met], sure.deviation[met], rtol=0.35)


def test_sure_matches_are_those_of_the_axelrod_library_move_by_move() -> None:
    """Sixty moves of every pair of sure rules, four of which remember more than one round."""
    answers = kept()["matches"]

    for pair, answer in answers.items():
        one, two = (roster()[name] for name in pair.split())
        did = play(one, two, len(answer[0]), rng=0)
        assert ["".join("DC"[int(x)] for x in did[:, side]) for side in (0, 1)] == answer, pair
    assert len(answers) > 40


def test_sure_matches_score_as_in_the_axelrod_library() -> None:
    """The loops' counts of outcomes, exactly, without noise."""
    answers = kept()["matches"]
    names = sorted({name for pair in answers for name in pair.split()})
    setting = replace(CALM, turns=60, twins=True)

    held = round_robin(chosen(names), setting, repetitions=2)

    for pair, (ours, theirs) in answers.items():
        i, j = (names.index(name) for name in pair.split())
        points = [{"CC": 3, "CD": 0, "DC": 5, "DD": 1}[a + b] for a, b in zip(ours, theirs)]  # noqa: B905
        assert held.expected[i, j] * 60 == pytest.approx(sum(points), abs=1e-9)
        assert held.deviation[i, j] == 0


def test_a_noisy_tournament_is_that_of_the_axelrod_library() -> None:
    """Expected scores and cooperation of every pair within its sampling error."""
    answers = kept()
    theirs, errors = (np.array(answers["tournament"][name]) for name in ("points", "errors"))
    setting = TournamentSetting(turns=answers["turns"], noise=answers["noise"], twins=True)

    held = round_robin(chosen(answers["entrants"]), setting, repetitions=2)

    others = ~np.eye(len(theirs), dtype=bool)
    z = ((theirs - held.expected) / errors)[others]
    assert held.is_exact.all()
    assert np.abs(z).max() < 4.5
    assert (z**2).mean() == pytest.approx(1, abs=0.35)
    their_cooperation = np.array(answers["tournament"]["cooperation"])
    np.testing.assert_allclose(their_cooperation[others], held.cooperation[others], atol=0.03)


@few(10)
@given(any_rule(), any_rule())
def test_a_long_match_comes_to_the_long_run(one: MemoryOneStrategy, two: MemoryOneStrategy) -> None:
    """The chain of a match against the stationary shares."""
    setting = TournamentSetting(turns=5000, noise=0.05)

    held = round_robin({"a": one, "b": two}, setting, repetitions=2)

    shares = long_run(one, two, 0.05).ravel()
    assert held.expected[0, 1] == pytest.approx(shares @ PRISONERS_DILEMMA.points, abs=0.02)


@pytest.mark.parametrize("other", [name for name in memory_one() if name != "equalizer"])
def test_zero_determinant_rules_hold_the_other_to_their_line(other: str) -> None:
    """Press and Dyson: the equalizer leaves each other 2; the extortioner takes twice the gain."""
    rules = chosen(["equalizer", "extortioner", other] if other != "extortioner" else [
        "equalizer", "extortioner", "tit-for-tat",
    ])  # fmt: skip

    held = round_robin(rules, TournamentSetting(turns=10_000, noise=0), repetitions=2)

    assert held.expected[2, 0] == pytest.approx(2, abs=0.01)
    own, theirs = held.expected[1, 2] - 1, held.expected[2, 1] - 1
    assert own == pytest.approx(2 * theirs, abs=0.01)


def test_contrition_mends_what_noise_breaks_and_tit_for_tat_does_not() -> None:
    """Wu and Axelrod's remedy: the wrongdoer bears the answer, and both cooperate again."""
    setting = TournamentSetting(turns=1000, noise=0.01, twins=True)

    held = round_robin(chosen(["contrite-tit-for-tat", "tit-for-tat"]), setting, repetitions=2)

    assert held.cooperation[0, 0] > 0.96
    assert held.cooperation[1, 1] == pytest.approx(0.5, abs=0.05)


def test_who_wins_depends_on_noise_and_on_the_field() -> None:
    """The lesson of the tutorial, which has to be able to come out."""
    calm = round_robin(chosen(["tit-for-tat", "always-cheat", "grim"]), replace(CALM, twins=True))
    cheats = round_robin(chosen(["always-cheat", "always-cooperate"]), replace(CALM, twins=False))
    noisy = round_robin(None, TournamentSetting(noise=0.2), repetitions=50)

    assert calm.standings[0].rule in {"tit-for-tat", "grim"}
    assert cheats.standings[0].rule == "always-cheat"
    assert noisy.standings[0].rule == "always-cheat"


def test_the_same_seed_is_the_same_tournament_to_the_byte() -> None:
    """And another seed another one."""
    rules = chosen(["grit", "random", "joss"])
    one, again, other = (
        as_json(tournament_data(round_robin(rules, repetitions=20, seed=seed)))
        for seed in (1, 1, 2)
    )

    assert one == again
    assert one != other


def test_a_match_is_the_same_whoever_else_plays_and_in_whatever_order() -> None:
    """A rule added to a field leaves the matches of the others as they were."""
    few_rules = round_robin(chosen(["random", "joss"]), repetitions=30, exact=False, seed=5)
    many = round_robin(
        chosen(["grit", "joss", "gradual", "random"]), repetitions=30, exact=False, seed=5
    )

    assert few_rules.expected[0, 1] == many.expected[3, 1]
    assert few_rules.trust[1, 0] == many.trust[1, 3]


def test_a_rule_without_states_takes_part_too() -> None:
    """A user's own rule as it stands, played turn by turn, gives what it must."""
    rules = {"own": Alternator(), "faithful": roster()["always-cooperate"]}

    held = round_robin(rules, replace(CALM, turns=10), repetitions=3)

    assert automaton(rules["own"], 10) is None
    assert held.expected[0, 1] == pytest.approx(4)
    assert not held.is_exact[0, 1]
    noisy = round_robin(
        rules, TournamentSetting(turns=50, noise=0.1, misperception=0.1), repetitions=20
    )
    assert noisy.cooperation[1, 0] == pytest.approx(0.9, abs=0.05)


def test_untrustworthy_governments_are_met_in_their_share() -> None:
    """Incomplete information: a tenth of the matches are against one who cheats, come what may."""
    rules = chosen(["always-cooperate", "belief-threshold"])
    without = round_robin(rules, CALM)

    held = round_robin(rules, replace(CALM, cheats=0.1))

    assert held.scores[0] == pytest.approx(0.9 * without.scores[0] + 0.1 * 0)
    assert held.trust[1, 2] < 0.01
    assert held.trust[1, 0] > 0.99
    assert held.setting.trust == pytest.approx(0.9)


def test_a_tie_is_shared() -> None:
    """Equal scores are one place, and firsts are shared in parts."""
    held = round_robin(chosen(["tit-for-tat", "grim", "always-cooperate"]), CALM, repetitions=10)

    assert [each.rank for each in held.standings] == [1, 1, 1]
    assert sum(each.first for each in held.standings) == pytest.approx(1)
    assert "share the first place" in _words(held, "en")


def test_fields_are_drawn_from_the_same_matches() -> None:
    """Shares lie in [0, 1]; a rule that nobody can beat is first wherever it is."""
    held = round_robin(chosen(["always-cheat", "always-cooperate", "tit-for-tat"]), CALM)

    share = first_by_field(held, 200)

    assert share["always-cheat"] == 1
    assert all(0 <= each <= 1 for each in share.values())


@pytest.mark.parametrize(
    ("slip", "named"),
    [
        ({"turns": 0}, "number of turns is 0"),
        ({"noise": 0.5}, r"noise is 0\.5"),
        ({"misperception": -0.1}, r"misperception is -0\.1"),
        ({"cheats": 1.0}, "cheats is 1"),
        ({"prior": 1.5}, r"trust is 1\.5"),
    ],
)
def test_numbers_out_of_range_are_refused(slip: dict[str, float], named: str) -> None:
    """Before anything is played."""
    with pytest.raises(ModelError, match=named):
        TournamentSetting(**slip)  # type: ignore[arg-type]


def test_fields_that_are_none_are_refused() -> None:
    """An unknown rule, one named twice, one alone, and points that are not four."""
    with pytest.raises(ModelError, match="Did you mean `tit-for-tat`"):
        chosen(["tit-for-tatt"])
    with pytest.raises(ModelError, match="named twice"):
        chosen(["grim", "grim"])
    with pytest.raises(ModelError, match="needs two rules"):
        round_robin(chosen(["grim"]))
    with pytest.raises(ModelError, match="repetitions is 1"):
        round_robin(chosen(["grim", "grit"]), repetitions=1)
    with pytest.raises(ModelError, match="is no game"):
        read_points("3,0,5")
    with pytest.raises(ModelError, match="four finite numbers"):
        StageGame(3, 0, float("nan"), 1)


@pytest.mark.parametrize(
    ("points", "kind"),
    [
        ((3, 0, 5, 1), "prisoners-dilemma"),
        ((4, 0, 3, 2), "stag-hunt"),
        ((3, 1, 5, 0), "chicken"),
        ((5, 3, 4, 1), "harmony"),
        ((1, 0, 3, 2), "other"),
    ],
)
def test_games_are_called_by_their_names(points: tuple[float, ...], kind: str) -> None:
    """Textbook games."""
    assert StageGame(*points).kind == kind


def test_trustworthy_governments_play_a_stag_hunt_and_others_a_dilemma() -> None:
    """Kydd's reading of the two types, from the shipped payoffs."""
    shipped = assumptions().both

    assert stage_game(shipped, 1.0).kind == "stag-hunt"
    assert stage_game(shipped, 1.0, trustworthy=False).kind == "prisoners-dilemma"


@pytest.mark.parametrize("name", [n for n, r in roster().items() if isinstance(r, StateStrategy)])
def test_a_rule_and_its_list_of_states_say_the_same(name: str) -> None:
    """Loops follow the list; `__call__` follows the rule."""
    rule, rng = roster()[name], np.random.default_rng(1)
    listed = automaton(rule, 12)
    assert listed is not None
    for _ in range(40):
        state = 0
        history: list[tuple[int, int]] = []
        for _ in range(12):
            assert listed.chance[state] == rule(history)
            own, other = rng.integers(0, 2, 2).tolist()
            history.append((own, other))
            state = int(listed.after[state, own, other])


def _words(held: Tournament, code: str) -> str:
    page = tournament_page(held, Language(code))
    return " ".join(words for section in page.sections for words in section.sentences)


@pytest.mark.parametrize("code", ["en", "vi"])
def test_a_tournament_shows_itself(code: str) -> None:
    """As a page in either language, and in short in a notebook."""
    setting = TournamentSetting(noise=0.02, misperception=0.01, cheats=0.1, twins=True)
    held = round_robin(
        {**chosen(["grit", "tit-for-tat", "joss"]), "own": Alternator()},
        replace(setting, turns=5),
        repetitions=10,
    )

    page = tournament_page(held, Language(code))

    assert [section.name for section in page.sections] == [
        "in-short", "standing", "square", "noise", "field", "rules",
    ]  # fmt: skip
    first = held.standings[0]
    assert repr(held) == (
        "<Tournament of 4 rules, 5 turns, noise 0.02: "
        f"first {first.rule}, {first.score:.3f} points a turn>"
    )
    assert "<svg" in held._repr_html_()  # type: ignore[attr-defined]


def test_the_second_tournament_comes_out_as_it_did_in_2025() -> None:
    """Tit for tat first, Champion's rule twelfth, three quarters of all acts friendly."""
    held = second_tournament()
    rank = dict(zip(held.rules, held.ranks, strict=True))

    assert [rank[rule] for rule in ("k92r", "k42r", "k61r")] == [1, 2, 12]
    assert held.scores[held.rules.index("k92r")] == pytest.approx(2.878, abs=0.001)
    assert held.cooperation.mean() == pytest.approx(0.750, abs=0.001)
    assert sorted(held.ranks_1980) == list(range(1, 64))
    assert repr(held).startswith("<Axelrod’s second tournament, 63 rules: first k92r")


def test_tit_for_tats_own_row_is_its_own() -> None:
    """It never gets the better of anybody, and ties with its twin."""
    held = second_tournament()
    own = held.rules.index("k92r")

    assert (held.points[own] <= held.points[:, own] + 1e-4).all()
    assert held.points[own, own] == 3


def test_among_few_the_first_of_many_is_first_less_often() -> None:
    """Who wins depends on the field, in Axelrod's own too."""
    held = second_tournament()

    few_others, many = (held.first_by_field("k92r", size, 500) for size in (8, 48))

    assert 0.4 < few_others < 0.7 < many < 1


def test_the_page_shows_what_the_library_made_of_the_first_tournament() -> None:
    """Tit for tat is not first there; the table is that of the answers kept."""
    page = Path(__file__).parents[2] / "docs" / "explanation" / "tournaments.md"
    text, held = page.read_text(encoding="utf-8"), kept()["first_tournament"]

    (own,) = [each for each in held if each["rule"] == "Tit For Tat"]
    assert own["ranks"][0] > 1
    for each in held[:8]:
        low, high = each["ranks"]
        assert f"| {each['points']:.3f} | {low}–{high} | {each['rank_1980']} |" in text
