"""Commands on two states and a span of days: what they refuse alike, and the words they offer."""

import pytest

from longtin.acts import Mode, Rank
from longtin.cli._exit import USED_WRONGLY
from longtin.cli.commands.dyad.contacts import AtLeast, HowMade
from tests.cli.run import run, shown


@pytest.mark.parametrize("command", ["ties", "contacts"])
def test_one_state_by_two_names_is_no_pair(command: str) -> None:
    """A list of what a state has with itself would be empty, and read as silence."""
    refused = run(command, "VNM", "Viet Nam")

    assert refused.exit_code == USED_WRONGLY
    assert "are the same state" in refused.stderr


@pytest.mark.parametrize("command", ["ties", "contacts", "acts"])
def test_days_that_end_before_they_begin_are_refused(command: str) -> None:
    """They hold nothing, which is not the same as that nothing was done."""
    refused = run(command, "VNM", "USA", "--from", "2015-01-01", "--to", "2014-01-01")

    assert refused.exit_code == USED_WRONGLY
    assert "is later than --to" in refused.stderr


def test_contacts_may_be_asked_for_by_every_rank_and_mode_there_is() -> None:
    """Help names them without loading the record, so they stand twice."""
    assert [each.value for each in AtLeast] == [each.name for each in Rank][:-1]
    assert list(Rank)[-1] is Rank.unnamed
    assert [each.value for each in HowMade] == [each.value for each in Mode]


def test_a_small_state_has_some_share_of_power_and_no_warning_for_want_of_votes() -> None:
    """Kosovo votes nowhere in the United Nations; no state has nothing at all."""
    told = shown("ties XKX SRB")

    assert "0.0" in told
    assert " 0\N{NO-BREAK SPACE}%" not in told


def test_political_systems_are_compared_in_the_words_of_their_source() -> None:
    """As one distance, by whose index, and never as Longtin's own assessment."""
    english = shown("ties VNM USA --as-of 2024-06-01", columns=None)
    vietnamese = shown("--lang vi ties VNM USA --as-of 2024-06-01", columns=None)

    assert "0.68 apart on a scale from 0 to 1 (0.16 and 0.84)" in english
    assert "no assessment by Longtin" in english
    assert "chênh lệch 0,68 trên thang từ 0 đến 1 (0,16 và 0,84)" in vietnamese
    assert "không phải là đánh giá của Longtin" in vietnamese


def test_no_index_of_one_state_is_told_without_the_other() -> None:
    """V-Dem leaves small states out: then there is nothing to compare, and the page says so."""
    told = shown("ties VNM Brunei", columns=None)

    assert "V-Dem has no index of Brunei" in told
    assert "apart on a scale" not in told
