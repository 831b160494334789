"""Names in the order of a dictionary."""

import pytest

from longtin._alphabet import alphabetical
from longtin._dates import today
from longtin.actors import on


@pytest.mark.parametrize(
    "ordered",
    [
        ["ca", "cà", "cả", "cã", "cá", "cạ", "cay", "căn", "cân", "cô", "cơ", "cu", "cư"],
        ["bắn", "bắt giữ ngư dân", "biện pháp tự vệ", "chiếm đóng", "dự kiến", "đánh bắt cá", "em"],
        ["ban công", "bán chịu", "bàng"],
        ["Congo", "Costa Rica", "Côte d'Ivoire", "Croatia"],
        ["Tunisia", "Türkiye", "Turkmenistan", "Tuvalu"],
        ["Ấn Độ", "Italia", "Ô-man", "Úc", "Việt Nam", "Yemen"],
    ],
)
def test_names_stand_as_in_a_dictionary(ordered: list[str]) -> None:
    """Letters before tones, syllable by syllable; đ behind d; marks of other languages nowhere."""
    assert sorted(set(ordered), key=alphabetical) == ordered


@pytest.mark.parametrize("code", ["en", "vi"])
def test_no_two_states_share_a_place(code: str) -> None:
    """A key that loses letters would leave the order to chance."""
    names = [state.name(code) for state in on(today())]

    assert len({alphabetical(each) for each in names}) == len(set(names))
