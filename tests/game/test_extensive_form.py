"""The extensive form that others read: its tree, its information sets, its payoffs."""

import re
from collections import Counter

import pytest

from longtin.errors import ModelError
from longtin.game import Reassurance, efg, payoff_table
from tests.oracles.gambit_answers import BOLD, MILD

LINE = re.compile(r'^([cpt]) "[^"]*" (\d+) ?(\d+)?')


def tree(stakes: tuple[float, ...], noise: float = 0.0) -> str:
    """A game as a file."""
    game = Reassurance(
        first=BOLD, second=MILD, stakes=tuple((stake,) for stake in stakes), noise=noise
    )
    return efg(game, 0.5, 0.25)


def nodes(text: str) -> list[tuple[str, ...]]:
    """Kind and numbers of each line of the tree."""
    return [found.groups(default="") for line in text.splitlines() if (found := LINE.match(line))]


@pytest.mark.parametrize(
    ("stakes", "noise", "ends", "sets"),
    [
        ((0.5,), 0.0, 16, 2),
        ((0.5, 1.0), 0.0, 64, 2 + 2 * 4),
        ((0.5, 1.0), 0.1, 4 * 16 * 4, 2 + 2 * 4 * 2),
    ],
)
def test_the_tree_has_the_ends_and_sets_that_counting_gives(
    stakes: tuple[float, ...], noise: float, ends: int, sets: int
) -> None:
    """A side knows its type and what was seen; with noise also what itself did; nothing more."""
    counted = Counter(node[0] for node in nodes(tree(stakes, noise)))
    known = {node[1:] for node in nodes(tree(stakes, noise)) if node[0] == "p"}

    assert counted["t"] == ends
    assert Counter(player for player, _ in known) == {"1": sets, "2": sets}


def test_the_second_side_does_not_see_the_first_move() -> None:
    """Moves of a round are simultaneous: one information set whatever the first did."""
    moves = [node for node in nodes(tree((0.5,))) if node[0] == "p"]

    assert Counter(node[1:] for node in moves) == {
        ("1", "1"): 2, ("1", "2"): 2, ("2", "1"): 4, ("2", "2"): 4,
    }  # fmt: skip


def test_ends_pay_what_the_table_says() -> None:
    """The first end is both trustworthy and both cooperating, the fourth both cheating."""
    ends = re.findall(r'^t "" \d+ "" \{ (\S+), (\S+) \}', tree((0.5,)), flags=re.MULTILINE)

    one, two = (payoff_table(side, [0.5])[0, 1] for side in (BOLD, MILD))
    assert [float(each) for each in ends[0]] == pytest.approx([one[1, 1], two[1, 1]])
    assert [float(each) for each in ends[1]] == pytest.approx([one[1, 0], two[0, 1]])
    assert [float(each) for each in ends[2]] == pytest.approx([one[0, 1], two[1, 0]])
    assert [float(each) for each in ends[3]] == [0.0, 0.0]


def test_what_makes_no_tree_is_refused() -> None:
    """A choice of stakes, certainty, or more ends than any solver reads."""
    choice = Reassurance(first=BOLD, second=BOLD, stakes=((0.5, 1.0),))
    long = Reassurance(first=BOLD, second=BOLD, stakes=((1.0,),) * 9)
    one = Reassurance(first=BOLD, second=BOLD, stakes=((1.0,),))

    with pytest.raises(ModelError, match="one stake in each round"):
        efg(choice, 0.5, 0.5)
    with pytest.raises(ModelError, match="1,048,576 ends"):
        efg(long, 0.5, 0.5)
    with pytest.raises(ModelError, match="leave no doubt"):
        efg(one, 1.0, 0.5)
