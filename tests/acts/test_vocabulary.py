"""The vocabulary of kinds of act."""

import polars as pl
import pytest

from longtin import acts


def test_every_code_becomes_a_kind_we_know() -> None:
    """A code without a kind would lose acts in silence."""
    assert set(acts.cameo()["kind"]) <= set(acts.kinds())
    assert set(acts.mid()["kind"]) <= set(acts.kinds())
    assert acts.cameo()["code"].n_unique() == acts.cameo().height


def test_plover_has_sixteen_types_and_statements_stand_apart() -> None:
    """PLOVER does not code comments; ours must be told from its own."""
    kinds = acts.kinds()

    assert sum(kind.plover for kind in kinds.values()) == 16
    assert [name for name, kind in kinds.items() if not kind.plover] == ["STATEMENT"]


def test_deeds_speak_to_norms_and_words_to_affinity() -> None:
    """The schools of trust are read from words and deeds."""
    for kind in acts.kinds().values():
        is_deed = kind.quad in (2, 4)

        assert kind.school == ("norm" if is_deed else "affinity"), kind.kind


@pytest.mark.parametrize(
    ("code", "kind", "mode", "domain", "quad"),
    [
        ("042", "CONSULT", "visit", None, 1),
        ("0231", "REQUEST", "assist", "economic", 1),
        ("010", "STATEMENT", None, None, 1),
        ("0871", "RETREAT", "ceasefire", "military", 2),
        ("112", "ACCUSE", "disapprove", None, 3),
        ("163", "SANCTION", "discontinue", "economic", 4),
        ("175", "ASSAULT", None, "pro_autocracy", 4),
        ("190", "ASSAULT", None, "military", 4),
        ("191", "COERCE", "restrict", "military", 4),
    ],
)
def test_codes_mean_what_provenance_says(
    code: str, kind: str, mode: str | None, domain: str | None, quad: int
) -> None:
    """The published table has slips; which way we took is written down and held here."""
    row = acts.cameo().row(by_predicate=pl.col("code") == code, named=True)

    assert (row["kind"], row["mode"], row["domain"], row["quad"]) == (kind, mode, domain, quad)


def test_every_hostility_level_has_a_general_meaning() -> None:
    """An action we do not list still has its level's meaning."""
    general = acts.mid().filter(acts.mid()["action"].is_null())

    assert sorted(general["hostility"]) == [2, 3, 4, 5]


def test_every_kind_has_words_in_both_languages() -> None:
    """Vietnamese is an equal language."""
    for kind in acts.kinds().values():
        assert kind.label_en
        assert kind.label_vi
        assert kind.label_en != kind.label_vi


def test_every_shipped_dataset_is_called_something_in_vietnamese() -> None:
    """A brief in Vietnamese names its sources in Vietnamese."""
    assert set(acts.dataset_titles()) == set(acts.table("datasets.csv")["title"])
