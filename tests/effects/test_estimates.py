"""What ships: estimates of every measure, read without the record, and made from what ships."""

from dataclasses import replace

import pytest

from longtin import effects, measures, trust
from longtin.acts import Record
from longtin.errors import LongtinError


def test_estimates_are_of_the_shipped_record_and_parameters() -> None:
    """Whoever fits again runs `python tools/estimate_effects.py` too."""
    model = replace(trust.Model.shipped(), draws=0)
    with Record.shipped() as record:
        assert effects.shipped()["record"] == record.version
        assert effects.shipped_belief_version() == effects.belief_version(record, model)


def test_every_measure_has_an_answer() -> None:
    """Its own, its domain's, or that nothing is known – and the band is widest then."""
    bases = {name: effects.estimated(name).incidents.basis for name in measures.catalogue()}

    assert set(bases.values()) <= {"measure", "domain", "none"}
    assert effects.estimated("notify-large-exercise").incidents.basis == "measure"
    assert effects.estimated("side-line-meeting").incidents.basis == "domain"


def test_a_measure_of_ones_own_leans_on_its_domain() -> None:
    """A user's measure is not refused for being new, and claims no precedents."""
    known = measures.catalogue()["notify-large-exercise"]
    mine = known.model_copy(update={"id": "my-own", "code": "XXX-99"})

    found = effects.estimated(mine).trust

    assert (found.basis, found.precedents) == ("domain", 0)


def test_an_unknown_measure_is_refused() -> None:
    """With the nearest names, as everywhere."""
    with pytest.raises(LongtinError):
        effects.estimated("no-such-measure")


def test_what_the_planner_reads_is_the_judgement_unless_the_record_carries_weight() -> None:
    """Fewer cases than a judgement is worth do not overrule it."""
    for name, measure in measures.catalogue().items():
        found = effects.informativeness_of(name)

        assert 0 <= found.low <= found.estimate <= found.high <= 1
        assert found.reveals == (found.estimate if found.cases >= 8 else measure.reveals)


def test_the_record_moves_the_judgement_more_the_more_cases_it_has() -> None:
    """Parties not to be trusted that keep faith make keeping it say less."""
    few, many = (
        effects.informativeness(0.6, effects.SubsequentConduct(cases, 0.1 * cases, 9.0, 0.9), [])
        for cases in (2.0, 40.0)
    )

    assert many.estimate < few.estimate < 0.6
    assert not few.carries_weight
    assert many.carries_weight


def test_a_judgement_of_ones_own_is_not_overruled() -> None:
    """Whoever changes `reveals` in a file of their own is believed."""
    known = measures.catalogue()["inspection-quota"]

    assert effects.informativeness_of(known).carries_weight
    assert effects.informativeness_of(known.model_copy(update={"reveals": 0.9})).reveals == 0.9
