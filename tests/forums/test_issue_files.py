"""Issue files are read strictly: what is wrong is said with file, line, value and remedy."""

from datetime import date
from pathlib import Path

import pytest

from longtin import forums
from longtin.errors import DataError, LongtinError
from longtin.forums.world import WrittenWorld

GOOD = """\
id: haze
title: {en: Haze, vi: Khói mù}
problem: {en: Put out peat fires., vi: Dập cháy than bùn.}
on: 2015-09-01
states: [ASEAN]
aggregation: sum
publicness: 0.9
values:
  given:
    SGP: {at: 2, low: 1, high: 3, because: {en: Downwind., vi: Cuối gió.}}
"""


def written(folder: Path, text: str) -> Path:
    """The text as a file."""
    path = folder / "issue.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_little_and_gets_the_rest_with_a_range(tmp_path: Path) -> None:
    """A first issue file should take five minutes, and not hide what was filled in."""
    found = forums.read_issue(written(tmp_path, GOOD))

    assert found.publicness.is_sure
    assert not found.benefit_cost.is_sure
    assert found.need().at == 1.0
    assert found.values.given["SGP"].most == 3.0


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("aggregation: sum", "aggregation: some", r"issue.yaml:6: .*some.*Did you mean `sum`"),
        ("publicness: 0.9", "publicness: 1.9", r"issue.yaml:7: .*0.0 to 1.0 means anything"),
        ("at: 2, low: 1, high: 3", "at: 2, high: 1e308", r"issue.yaml:10: .*1000000.0 means"),
        ("values:\n", "values:\n  like: trade\n", r"issue.yaml:9: .*holds no trade between"),
        ("publicness: 0.9", "publicnes: 0.9", r"issue.yaml:7: .*Did you mean `publicness`"),
        ("at: 2, low: 1", "at: 5, low: 1", r"issue.yaml:10: .*5.0 lies outside 1.0 to 3.0"),
        ("[ASEAN]", "[ASEAN, FIM]", r"issue.yaml:5: No state 'FIM'"),
        ("[ASEAN]", "ASEN+3", r"issue.yaml:5: .*a group 'ASEN\+3'. Did you mean `ASEAN\+3`"),
        ("[ASEAN]", "[SGP]", r"issue.yaml:5: .*at least two"),
        ("SGP:", "FRA:", r"issue.yaml:10: `FRA` is not among `states`"),
        ("high: 3,", "high: 3, source: who,", r"issue.yaml:10: `who` is not among `sources`"),
        ("aggregation: sum", "aggregation: sum\nneeded: 0.2", r"`needed` belongs to `threshold`"),
        ("aggregation: sum", "aggregation: sum\ntopic: clim", r"issue.yaml:7: There is no issue"),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, wrong: str, right: str, told: str
) -> None:
    """A reader mends the file without opening ours."""
    path = written(tmp_path, GOOD.replace(wrong, right))

    with pytest.raises(DataError, match=told):
        forums.read_issue(path)


@pytest.mark.parametrize("name", forums.scenarios())
def test_a_shipped_scenario_is_what_a_user_might_write(name: str) -> None:
    """Shipped files pass the checks of everybody's, and are called what they say."""
    path = Path(forums.__file__).parent / "data" / "scenarios" / f"{name}.yaml"

    assert forums.read_issue(path).id == name
    assert forums.scenario(name).id == name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ozon-montreal", " Did you mean `ozone-montreal`?"),
        ("COVAX", " Did you mean `vaccine-access`?"),
        ("bien dong", " Did you mean `south-china-sea-code`?"),
        ("xyzzy", ""),
    ],
)
def test_an_unknown_scenario_is_refused_with_the_nearest(typed: str, meant: str) -> None:
    """A slip of the keyboard, or another name of the case, costs no look at the list."""
    with pytest.raises(LongtinError) as refused:
        forums.scenario(typed)

    assert f"There is no scenario `{typed}`.{meant} `longtin" in str(refused.value)


@pytest.mark.parametrize("name", ["ASEAN+3", "asean-plus-three", "apt"])
def test_a_group_is_known_by_what_people_call_it(name: str) -> None:
    """Members are those of the day: Timor-Leste joined in October 2025."""
    assert len(forums.states_named(name, date(2020, 1, 1))) == 13
    assert len(forums.states_named(name, date(2026, 1, 1))) == 14


def test_a_group_may_stand_by_itself(tmp_path: Path) -> None:
    """Of an issue and of a world: who has one group to name needs no brackets."""
    issue, world = tmp_path / "issue.yaml", tmp_path / "world.yaml"
    issue.write_text(
        "id: one\ntitle: {en: One, vi: Một}\nproblem: {en: To do, vi: Việc}\non: 2020-01-01\n"
        "states: ASEAN+3\naggregation: sum\npublicness: 0.5\n", "utf-8",
    )  # fmt: skip
    world.write_text("title: One\nstart: 2027-01-01\nsteps: 1\nstates: ASEAN+3\n", "utf-8")

    assert forums.read_issue(issue).states == ("ASEAN+3",)
    assert WrittenWorld(world).values.states == ("ASEAN+3",)
