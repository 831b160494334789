"""Files of aid: IATI and CRS read as published, sums those of the file, faults told with lines."""

from datetime import date
from pathlib import Path

import pytest

from longtin import promises
from longtin.errors import DataError

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n'


def activity(name: str, *transactions: str, currency: str = "USD") -> str:
    """An activity with some transactions."""
    return (
        f'<iati-activity default-currency="{currency}">'
        f"<iati-identifier>{name}</iati-identifier>"
        '<reporting-org ref="AU-5" type="10"><narrative>Australia</narrative></reporting-org>'
        "<title><narrative>Water for the delta</narrative>"
        '<narrative xml:lang="vi">Nước cho đồng bằng</narrative></title>'
        '<recipient-country code="VN" percentage="100"/>'
        f"{''.join(transactions)}</iati-activity>\n"
    )


def paid(kind: str, value: str, day: str = "2014-03-01", extra: str = "") -> str:
    """One transaction."""
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value value-date="{day}"{extra}>{value}</value></transaction>'
    )


def written(tmp_path: Path, *activities: str, tail: str = "</iati-activities>") -> Path:
    """A file."""
    file = tmp_path / "aid.xml"
    file.write_text(HEAD + "".join(activities) + tail, "utf-8")
    return file


def test_sums_are_those_of_the_file(tmp_path: Path) -> None:
    """What was committed and paid, each way and in each currency by itself."""
    file = written(
        tmp_path,
        activity("A", paid("2", "1000"), paid("3", "300"), paid("4", "50"), paid("11", "70")),
        activity("B", paid("2", "5", extra=' currency="EUR"'), paid("12", "9"), paid("5", "1")),
    )
    told = promises.IatiSummary()

    found = promises.flows(promises.read_iati(file, told))

    assert dict(promises.totals(found)) == {
        ("commitment", "outgoing", "USD"): 1000,
        ("disbursement", "outgoing", "USD"): 350,
        ("commitment", "incoming", "USD"): 70,
        ("commitment", "outgoing", "EUR"): 5,
        ("pledge", "outgoing", "USD"): 9,
    }
    assert (told.activities, told.transactions, told.others) == (2, 6, {"5": 1})


def test_commitments_alone_get_no_payment(tmp_path: Path) -> None:
    """Nobody reported one, and none is guessed."""
    file = written(tmp_path, activity("A", paid("2", "1000")))

    (row,) = promises.flow_frame(
        promises.flows(promises.read_iati(file, promises.IatiSummary()))
    ).to_dicts()

    assert (row["paid"], row["share"], row["obs_status"]) == (None, None, "O")
    assert row["title"] == "Water for the delta"


def test_what_cannot_be_read_is_counted_with_its_place(tmp_path: Path) -> None:
    """A value that is no number, and one without a currency."""
    file = written(
        tmp_path,
        activity("A", paid("2", "1000")),
        activity("B", paid("2", "much"), currency=""),
        activity("C", paid("2", "7"), currency=""),
    )
    told = promises.IatiSummary()

    list(promises.read_iati(file, told))

    assert [number for number, _ in told.refused] == [2, 3]
    assert told.lines == {2: 4, 3: 5}


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    """A download that stopped half-way."""
    file = written(tmp_path, activity("A", paid("2", "1")), tail="<iati-activity><title>")

    with pytest.raises(DataError, match=r"aid\.xml:4"):
        list(promises.read_iati(file, promises.IatiSummary()))


def test_another_kind_of_xml_is_refused(tmp_path: Path) -> None:
    """An organisation file holds no activities."""
    file = tmp_path / "org.xml"
    file.write_text("<iati-organisations/>", "utf-8")

    with pytest.raises(DataError, match="iati-organisations"):
        list(promises.read_iati(file, promises.IatiSummary()))


def test_a_bomb_of_entities_is_refused(tmp_path: Path) -> None:
    """Nested entities that would fill the memory."""
    lines = ['<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    file = tmp_path / "bomb.xml"
    file.write_text("".join(lines) + "]><iati-activities><x>&a9;</x></iati-activities>", "utf-8")

    with pytest.raises(DataError):
        list(promises.read_iati(file, promises.IatiSummary()))


def test_rows_of_the_oecd_are_millions_and_derived_ones_no_promise(tmp_path: Path) -> None:
    """Nature of submission 8 is derived from what was paid."""
    file = tmp_path / "crs.txt"
    file.write_text(
        "Year|DonorName|RecipientName|CrsID|ProjectTitle|InitialReport|USD_Commitment|USD_Disbursement\n"
        "2014|Japan|Viet Nam|1|Road|1|2.5|1.5\n"
        "2015|Japan|Viet Nam|1|Road|3||0.5\n"
        "2015|Japan|Viet Nam|2|Bridge|8|4|4\n",
        "utf-8",
    )

    found = promises.flows(promises.read_crs(file))

    assert dict(promises.totals(found)) == {
        ("commitment", "outgoing", "USD"): 2.5e6,
        ("disbursement", "outgoing", "USD"): 6e6,
    }


def test_a_missing_column_names_those_there_are(tmp_path: Path) -> None:
    """As they change from year to year."""
    file = tmp_path / "crs.csv"
    file.write_text("Year,DonorName\n2014,Japan\n", "utf-8")

    with pytest.raises(DataError, match="RecipientName"):
        list(promises.read_crs(file))


def test_flows_become_statements_of_ones_own(tmp_path: Path) -> None:
    """Aid pledged and paid comes with one command, and stands beside the shipped promises."""
    file = written(tmp_path, activity("A", paid("2", "1000"), paid("3", "300", "2015-01-01")))
    found = promises.flows(promises.read_iati(file, promises.IatiSummary()))
    own = tmp_path / "aid.yaml"
    own.write_text(promises.as_statements(found, file, "AUS", "VNM", "water").text, "utf-8")

    held = promises.statements(own)
    stands = promises.standing(held.commitments["import-1"], date(2026, 1, 1))

    assert (stands.status, stands.share) == ("under_way", 0.3)
    assert len(held.commitments) == len(promises.statements().commitments) + 1


def test_a_bad_row_of_the_oecd_costs_itself_and_is_named(tmp_path: Path) -> None:
    """A year that is none, and an amount in words."""
    file = tmp_path / "crs.csv"
    file.write_text(
        "Year,DonorName,RecipientName,USD_Commitment,USD_Disbursement\n"
        "2012,Australia,Viet Nam,4,1\nn.d.,Australia,Viet Nam,2,3\n2013,Australia,Viet Nam,two,3\n",
        "utf-8",
    )
    told = promises.IatiSummary()

    found = list(promises.read_crs(file, told))

    assert [each.value for each in found] == [4e6, 1e6]
    assert [line for line, _ in told.refused] == [3, 4]


def test_parties_are_those_of_the_file_where_none_is_named(tmp_path: Path) -> None:
    """The reporter by name, else the country whose government it is; nobody is guessed."""
    named = activity("A", paid("2", "9"))
    registered = named.replace("Australia", "Department of Water").replace(">A<", ">B<")
    nowhere = registered.replace('ref="AU-5"', 'ref="XM-DAC-5-7"').replace(">B<", ">C<")
    charity = registered.replace('type="10"', 'type="21"').replace("Water<", "Hope<")
    file = written(tmp_path, named, registered, nowhere, charity.replace(">B<", ">D<"))
    found = promises.flows(promises.read_iati(file, promises.IatiSummary()))

    told = promises.as_statements(found, file, None, None, "water")
    own = tmp_path / "own.yaml"
    own.write_text(told.text, "utf-8")
    held = promises.read_statements(own).commitments.values()

    assert [(one.by, one.to) for one in held] == [(("AUS",), ("VNM",))] * 2
    assert (told.taken, told.unknown) == (2, ("Department of Water", "Department of Hope"))
