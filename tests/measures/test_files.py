"""Files that are not as they should be are refused, with their line and what to do."""

from pathlib import Path

import pytest

from longtin import measures
from longtin._data import document, line_of, parse
from longtin.errors import DataError, MeasureError
from longtin.measures import Measure
from longtin.measures._catalogue.consistency import check_together
from longtin.measures._catalogue.load import shipped

FOLDER = Path(measures.__file__).parent / "data" / "measures"
TEXT = (FOLDER / "fisheries-hotline.yaml").read_text("utf-8")


def line(text: str, word: str) -> int:
    """The first line with a word."""
    return next(at for at, each in enumerate(text.splitlines(), 1) if word in each)


def refused(text: str) -> str:
    """What is said of a measure's file."""
    with pytest.raises(DataError) as refusal:
        parse(text, Measure, "one.yaml")
    return str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stake: 0.08", "stakes: 0.08", "there is no key `stakes` here. Did you mean `stake`?"),
        ("stake: 0.08", "stake: 1.2", "`stake` is `1.2`: input should be less than or equal to 1."),
        ("reveals: 0.25", "reveals: 1", "`reveals` is `1`: input should be less than 1."),
        ("stage: 1", "stage: 4", "`stage` is `4`: input should be less than or equal to 3."),
        ("  stake: longtin\n", "", "`judgement.stake` is missing. Write it."),
        ("domain: maritime", "domain: martime", "Did you mean `maritime`?"),
        ("    rows: [VNCN-6]\n", "", "a precedent needs `source` or `rows`"),
        ("kept: [CONSULT,", "kept: [CONSULTS,", "Did you mean `CONSULT`?"),
        ("code: MAR-05", "code: mar5", "`code` is `mar5`"),
        ("stage: 1\n", "stage: 1\nstage: 1\n", "the key `stage` is given a second time"),
    ],
)
def test_a_slip_is_told_with_its_place_and_remedy(old: str, new: str, said: str) -> None:
    """Somebody adding a measure learns where to look."""
    assert old in TEXT

    told = refused(TEXT.replace(old, new, 1))

    assert told.startswith("one.yaml:")
    assert said in told


def test_the_line_is_that_of_the_slip() -> None:
    """A file of seventy lines is not searched by eye."""
    text = TEXT.replace("stake: 0.08", "stake: much")

    assert refused(text).startswith(f"one.yaml:{line(text, 'stake: much')}: `stake` is `much`")


def together(change: dict[str, object], name: str = "fisheries-hotline") -> str:
    """What is said of the catalogue with one measure changed."""
    found = shipped()
    whole = dict(found) | {name: found[name].model_copy(update=change)}
    with pytest.raises(DataError) as refusal:
        check_together(
            whole,
            found.sources,
            lambda each, place: line_of(
                document((FOLDER / f"{each}.yaml").read_text("utf-8"), each)[1],
                f"{each}.yaml",
                place,
            ),
        )
    return str(refusal.value)


def test_a_prerequisite_that_is_not_there_is_refused() -> None:
    """The near name is shown."""
    told = together({"requires": ("contact-points-network",)})

    assert told == (
        f"fisheries-hotline.yaml:{line(TEXT, 'requires:')}: there is no measure "
        "`contact-points-network` to come first. Did you mean `contact-point-network`?"
    )


def test_measures_that_come_before_themselves_are_refused() -> None:
    """The ring is shown, so that somebody can choose where to cut it."""
    told = together({"requires": ("coast-guard-hotline",)}, "contact-point-network")

    assert "would have to come before itself" in told
    assert "contact-point-network → coast-guard-hotline → contact-point-network" in told


def test_a_code_used_twice_is_refused() -> None:
    """An alias must stand for one measure."""
    told = together({"code": "NOT-01"})

    assert "the code NOT-01 is that of `" in told


def test_a_source_nobody_lists_is_refused() -> None:
    """A judgement must say whose it is."""
    judgement = shipped()["fisheries-hotline"].judgement.model_copy(update={"stake": "longtinn"})

    told = together({"judgement": judgement})

    assert told == (
        f"fisheries-hotline.yaml:{line(TEXT, '  stake: longtin')}: there is no source `longtinn`. "
        "Did you mean `longtin`?"
    )


OWN = """\
own: 1
changes:
  NOT-01:
    stake: 0.4
    reveals: 0.2
    reason: Our exercises are watched anyway.
    source: Staff paper of March 2026
"""


def own(folder: Path, text: str) -> measures.Catalogue:
    """The catalogue with a file of the user's own."""
    file = folder / "own.yaml"
    file.write_text(text, "utf-8")
    return measures.catalogue(file)


def test_a_judgement_may_be_changed_with_a_reason(tmp_path: Path) -> None:
    """The user's figure counts, is known as the user's, and the shipped one is not lost."""
    found = own(tmp_path, OWN)

    measure = found["notify-large-exercise"]
    assert (measure.stake, measure.reveals) == (0.4, 0.2)
    assert [(each.value, each.before, each.after) for each in found.changes] == [
        ("stake", 0.15, 0.4),
        ("reveals", 0.3, 0.2),
    ]
    assert {each.reason for each in found.changes} == {"Our exercises are watched anyway."}
    assert {each.source for each in found.changes} == {"Staff paper of March 2026"}
    assert measures.catalogue()["notify-large-exercise"].stake == 0.15


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("    reason: Our exercises are watched anyway.\n", ""), "reason` is missing"),
        (OWN.replace("reveals: 0.2", "reveals: 1.0"), "should be less than 1"),
        (OWN.replace("reveals:", "reveal:"), "Did you mean `reveals`?"),
        (OWN.replace("own: 1", "own: 2"), "`own` is `2`"),
        (OWN.replace("reveals: 0.2", "name: Other"), "`name` is not a judgement and cannot"),
        (
            OWN.replace("reveals: 0.2", "precedents: []"),
            "own.yaml:5: `precedents` is not a judgement and cannot be changed.",
        ),
        (
            OWN.replace("    stake: 0.4\n    reveals: 0.2\n", ""),
            "own.yaml:3: this changes nothing of `notify-large-exercise`",
        ),
        (
            OWN.replace("reveals: 0.2", "requires: [leaders-sumit]"),
            "own.yaml:5: there is no measure `leaders-sumit` to come first. Did you mean",
        ),
        (
            OWN.replace("reveals: 0.2", "requires: [exercise-calendar]"),
            "would have to come before itself",
        ),
    ],
)
def test_an_own_file_that_cannot_stand_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Facts stay; slips are shown where they are."""
    with pytest.raises(DataError) as refusal:
        own(tmp_path, text)

    assert said in str(refusal.value)


def test_a_change_of_no_measure_brings_the_nearest(tmp_path: Path) -> None:
    """The same help as on the command line."""
    with pytest.raises(MeasureError, match="notify-large-exercise"):
        own(tmp_path, OWN.replace("NOT-01", "notify-large-exercices"))


def added(**changes: str) -> str:
    """An own file with a measure copied from a shipped one."""
    text = TEXT.replace("fisheries-hotline", "squid-hotline").replace("MAR-05", "MAR-95")
    for old, new in changes.items():
        text = text.replace(old.replace("__", ": "), new)
    body = "\n".join(f"    {each}" if each else "" for each in text.splitlines())
    return "own: 1\nmeasures:\n  -\n" + body + "\n"


def test_a_measure_of_ones_own_joins_the_others(tmp_path: Path) -> None:
    """It is found, filed by domain, and known as added."""
    found = own(tmp_path, added())

    assert found["MAR-95"].id == "squid-hotline"
    assert found.added == {"squid-hotline"}
    assert "squid-hotline" in {each.id for each in found.unlocks("contact-point-network")}
    assert "squid-hotline" not in measures.catalogue()


def test_one_source_may_stand_for_every_judgement(tmp_path: Path) -> None:
    """Somebody adding a measure mostly has one reason for all twelve figures."""
    before, _, rest = added().partition("    judgement:\n")
    text = f"{before}    judgement: longtin\n{rest[rest.index('    verification:') :]}"

    judgement = own(tmp_path, text)["squid-hotline"].judgement

    assert {getattr(judgement, value) for value in measures.JUDGED} == {"longtin"}


def test_an_added_measure_is_checked_like_the_shipped_ones(tmp_path: Path) -> None:
    """Its name, code and parties."""
    with pytest.raises(DataError, match="the id `coast-guard-hotline` is used already"):
        own(tmp_path, added().replace("id: squid-hotline", "id: coast-guard-hotline"))
    with pytest.raises(DataError, match=r"the code MAR-0. is that of|the code MAR-01"):
        own(tmp_path, added().replace("MAR-95", "MAR-01"))
    with pytest.raises(DataError, match=r"own\.yaml:\d+: .*VNZ"):
        own(tmp_path, added().replace("[VNM, CHN]", "[VNZ, CHN]"))


def test_plain_words_stand_for_both_languages_in_an_own_file(tmp_path: Path) -> None:
    """Who writes for themselves writes once."""
    text = added().replace(
        "    note:", "    #"
    )  # nothing, if there is none: the shipped file has no note
    text = text.rstrip() + "\n    note: Chỉ dùng khi có đường dây nóng.\n"

    note = own(tmp_path, text)["squid-hotline"].note

    assert note is not None
    assert note.of("en") == note.of("vi") == "Chỉ dùng khi có đường dây nóng."


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(DataError, match=r"none\.yaml cannot be read"):
        measures.catalogue(tmp_path / "none.yaml")
