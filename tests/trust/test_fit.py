"""What a fit hands over is what the command writes and what `--fits` reads."""

from pathlib import Path
from typing import Any

import pytest

from longtin import trust
from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust import Model, _fit


def test_files_of_a_model_are_read_back_as_it_was(tmp_path: Path) -> None:
    """All that the shipped model reads, and every version as before."""
    shipped = Model.shipped(levels=9)
    files = shipped.files()

    for name, (text, _) in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = Model.fitted(tmp_path)

    assert {name: version for name, (_, version) in found.files().items()} == {
        name: version for name, (_, version) in files.items()
    }
    assert {"annual.json", "events.json", "forecast_events.json"} < set(files)


def test_forecasts_read_parameters_of_their_own() -> None:
    """With nine levels; with two types the same as belief."""
    nine, two = Model.shipped(draws=0, levels=9), Model.shipped(draws=0, levels=2)

    assert nine.for_forecasts().events is nine.forecasts
    assert nine.for_forecasts().events.counting.friendly == 1.0
    assert nine.events.counting.friendly < 1.0
    assert two.for_forecasts().events is two.events


@pytest.mark.parametrize("levels", [2, 9])
def test_a_fit_is_of_as_many_levels_as_are_asked_for(
    record: Record, monkeypatch: pytest.MonkeyPatch, levels: int
) -> None:
    """Nine by default; each fit is given what the ones before it found."""
    shipped = Model.shipped(levels=levels)
    given: list[Any] = []

    def events(_: Record, annual: trust.Parameters, **choices: Any) -> trust.Parameters:
        given.append((annual, choices.get("counting")))
        return (shipped.forecasts if choices.get("counting") else None) or shipped.events

    for name in ("fit_annual", "fit_graded_annual"):
        monkeypatch.setattr(_fit, name, lambda _, **__: shipped.annual)
    for name in ("fit_events", "fit_graded_events"):
        monkeypatch.setattr(_fit, name, events)
    beside = (shipped.third_parties, shipped.mirror, shipped.monthly)
    monkeypatch.setattr(_fit, "by_dated_acts", lambda *_: None)
    monkeypatch.setattr(_fit, "fitted_context", lambda *_: beside)
    for name in ("fit_exchanges", "fitted_exchanges"):
        monkeypatch.setattr(_fit, name, lambda *_: shipped.exchanges)

    found = trust.fit(record, levels=levels, scores=False)

    assert found.files() == shipped.files()
    assert all(annual is shipped.annual for annual, _ in given)
    assert len(given) == (1 if levels == 2 else 2)
    with pytest.raises(ModelError, match="2 or 9"):
        trust.fit(record, levels=5)
