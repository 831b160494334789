"""Parameter files: what is written is what is read, and what is not one is refused."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from longtin import trust
from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust import Model
from longtin.trust.model.parameters import shipped


@pytest.mark.parametrize("model", ["annual", "events"])
def test_a_parameter_file_survives_a_round_trip(model: str) -> None:
    """Nothing is lost between writing and reading."""
    there = shipped(model)

    back = trust.load(trust.dump(there))

    np.testing.assert_array_equal(back.values, there.values)
    np.testing.assert_array_equal(back.root, there.root)
    assert back.version == there.version
    assert trust.dump(back) == trust.dump(there)


@pytest.mark.parametrize("model", ["two_types_annual", "two_types_events"])
def test_the_shipped_parameters_say_where_they_come_from(model: str) -> None:
    """Command, record and scores: enough to make them again and to judge them."""
    provenance = shipped(model).provenance

    assert provenance["command"] == "longtin fit"
    assert provenance["cases"] > 10_000
    assert provenance["scores"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"model": "annual"}', "not json"])
def test_what_is_no_parameter_file_is_refused(text: str) -> None:
    """With the command that makes one."""
    with pytest.raises(ModelError, match="longtin fit"):
        trust.load(text)


def test_parameters_are_fitted_on_the_shipped_record() -> None:
    """The record's version stands in the file; a new record needs a new fit."""
    from longtin.acts import Record

    with Record.shipped() as record:
        version = record.version

    assert shipped("two_types_annual").provenance["record"] == version
    assert shipped("two_types_events").provenance["record"] == version
    assert shipped("two_types_events").provenance["annual"] == shipped("two_types_annual").version


def test_parameters_of_ones_own_are_used(tmp_path: Path, record: Record) -> None:
    """Whoever fits the models again has to be able to ask with what came out."""
    shipped = Model.shipped(draws=0)
    for name, (text, _) in shipped.files().items():
        (tmp_path / name).write_text(text)
    halved = replace(shipped.events, values=shipped.events.values / 2)
    same = trust.estimate(record, "CHN", "VNM", until="2014", model=Model.fitted(tmp_path, draws=0))
    (tmp_path / "events.json").write_text(trust.dump(halved))
    other = trust.estimate(
        record, "CHN", "VNM", until="2014", model=Model.fitted(tmp_path, draws=0)
    )

    assert same.frame().equals(
        trust.estimate(record, "CHN", "VNM", until="2014", model=shipped).frame()
    )
    assert other.method_version != same.method_version
    assert not other.frame()["trust"].equals(same.frame()["trust"])


def test_a_folder_without_parameters_is_refused(tmp_path: Path) -> None:
    """The message says which command fills one."""
    with pytest.raises(ModelError, match=r"annual\.json cannot be read: .* `longtin fit --into"):
        Model.fitted(tmp_path)
    shipped = Model.shipped(draws=0)
    (tmp_path / "annual.json").write_text(trust.dump(shipped.events))
    (tmp_path / "events.json").write_text(trust.dump(shipped.events))

    with pytest.raises(ModelError, match="of the model events, not of annual"):
        Model.fitted(tmp_path)
