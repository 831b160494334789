"""Contacts: known visits as their sources have them, one contact each, and what was not seen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from longtin.acts import (
    CONTACT,
    Contact,
    ContactHistory,
    Mode,
    Participant,
    Rank,
    Record,
    contact_history,
)
from longtin.acts.contacts.merge import merged
from longtin.acts.contacts.rank import rank_of

USA, VIET_NAM, SOUTH_VIET_NAM, CHINA, CUBA, ISRAEL = 2, 816, 817, 710, 40, 666


def visits(record: Record, guest: int, host: int, since: str, until: str) -> list[Contact]:
    """Visits of one state's officials to another."""
    days = date.fromisoformat(since), date.fromisoformat(until)
    found = contact_history(record, guest, host, *days)
    return [each for each in found.of(mode=Mode.visit) if each.visitor == guest]


@pytest.mark.parametrize(
    ("host", "start", "end", "who", "rank"),
    [
        (VIET_NAM, "2016-05-23", "2016-05-25", "Barack Obama", Rank.head_of_state),
        (VIET_NAM, "2013-12-14", "2013-12-17", "John Kerry", Rank.foreign_minister),
        (CUBA, "2016-03-20", "2016-03-22", "Barack Obama", Rank.head_of_state),
        (ISRAEL, "2017-05-22", "2017-05-23", "Donald Trump", Rank.head_of_state),
        (CHINA, "2017-11-08", "2017-11-10", "Donald Trump", Rank.head_of_state),
    ],
)
def test_journeys_stand_as_the_historian_lists_them(
    record: Record, host: int, start: str, end: str, who: str, rank: Rank
) -> None:
    """Office of the Historian, Travels Abroad of the President and of the Secretary of State."""
    found = [each for each in visits(record, USA, host, start, end) if each.rank is rank]

    assert [(str(each.start), str(each.end)) for each in found] == [(start, end)]
    (guest,) = (side for side in found[0].sides if side.ccode == USA)
    assert guest.who == who
    assert found[0].listed


def test_a_visit_in_the_news_is_found_with_its_rank(record: Record) -> None:
    """Xi Jinping's state visit to Ha Noi, 5–6 November 2015 (Vietnamese and Chinese communiqué)."""
    found = visits(record, CHINA, VIET_NAM, "2015-11-05", "2015-11-06")

    assert [(each.start.day, each.end.day, each.rank) for each in found] == [
        (5, 6, Rank.head_of_state)
    ]


def test_the_south_was_another_state(record: Record) -> None:
    """Johnson at Cam Ranh Bay in 1966 was in the Republic of Viet Nam, which the list calls so."""
    assert len(visits(record, USA, SOUTH_VIET_NAM, "1966-10-26", "1966-10-26")) == 2
    assert not visits(record, USA, VIET_NAM, "1955-01-01", "1974-12-31")


def test_a_gathering_is_no_visit(record: Record) -> None:
    """Bush came to Ha Noi for APEC in November 2006: no visit that calls for another."""
    found = contact_history(record, VIET_NAM, USA, date(2006, 11, 15), date(2006, 11, 20))

    assert {each.mode for each in found.contacts if each.listed} == {Mode.gathering}


def test_the_host_is_not_taken_for_the_guest(record: Record) -> None:
    """Mattis was in Beijing on 26–28 June 2018; reports had Xi and Wei come to him."""
    span = ("2018-06-26", "2018-06-29")
    came = {side.who for each in visits(record, USA, CHINA, *span) for side in each.sides}
    went = {side.who for each in visits(record, CHINA, USA, *span) for side in each.sides}

    assert {"James Mattis", "Xi Jinping"} <= came
    assert not went & {"James Mattis", "Xi Jinping", "Wei Fenghe"}


def test_a_visit_remembered_a_year_later_is_no_new_one(record: Record) -> None:
    """Harris was in Ha Noi in August 2021; her visit of August 2022 is a story about it."""
    found = [
        each
        for each in visits(record, USA, VIET_NAM, "2021-01-01", "2022-12-31")
        if "Kamala Harris" in {side.who for side in each.sides}
    ]

    assert [each.start.year for each in found] == [2021]
    assert date(2022, 8, 21) in found[0].retold


def test_a_state_councillor_ranks_as_a_minister() -> None:
    """Above ministers in precedence; the foreign minister's rank is his who heads the ministry."""
    assert rank_of("state Councilor", "office", CHINA) is Rank.minister


def test_a_visit_that_a_complete_list_lacks_is_a_meeting(record: Record) -> None:
    """Reports of July 2014 put Obama in Viet Nam; the list of his journeys does not."""
    found = contact_history(record, VIET_NAM, USA, date(2014, 7, 14), date(2014, 7, 15))
    (met,) = (each for each in found.contacts if each.rank is Rank.head_of_state)

    assert (met.mode, met.visitor) == (Mode.meeting, None)


# --- merging -------------------------------------------------------------------------------------

NOBODY = Participant(VIET_NAM, "", Rank.unnamed, "")
MINISTER = Participant(USA, "A. Minister", Rank.foreign_minister, "foreign_minister")
ENVOY = Participant(USA, "An Envoy", Rank.official, "An Envoy")
STATE = Participant(USA, "", Rank.unnamed, "")
HOST = Participant(VIET_NAM, "B. Host", Rank.defence_minister, "defence_minister")
DAY = date(2014, 3, 10)


def told(
    day: int, guest: Participant, mode: Mode = Mode.visit, host: Participant = NOBODY
) -> Contact:
    """A report on a day after the first."""
    on = DAY + timedelta(days=day)
    visitor = USA if mode in (Mode.visit, Mode.gathering) else None
    return Contact(on, on, mode, visitor, (host, guest), "", (f"x:{day}{guest.who}{host.who}",))


def test_reports_of_one_visit_a_day_apart_are_one_visit() -> None:
    """Who made it and who hosted it is told twice; the host is the highest named; all origins."""
    reports = [told(0, MINISTER), told(1, MINISTER, host=HOST), told(2, STATE)]

    (visit,) = merged(reports)

    assert (visit.start, visit.end) == (DAY, DAY + timedelta(days=2))
    assert visit.sides == (HOST, MINISTER)
    assert set(visit.origins) == {one.origins[0] for one in reports}


def test_of_two_who_met_the_guest_is_who_came_to_the_state() -> None:
    """A report that has host and guest reversed is turned round; alone, it stands as it is."""
    reversed_ = replace(told(0, MINISTER, host=HOST), visitor=VIET_NAM)

    (visit,) = merged([told(0, MINISTER), reversed_])
    (alone,) = merged([reversed_])

    assert (visit.visitor, visit.sides) == (USA, (HOST, MINISTER))
    assert alone.visitor == VIET_NAM


def test_what_few_remember_on_the_days_of_a_later_year_is_no_visit() -> None:
    """On other days, or by as many reports, it is one."""
    core = [replace(told(0, ENVOY), origins=(f"x:{row}",)) for row in range(5)]

    assert len(merged([*core, told(365, ENVOY)])) == 1
    assert len(merged([*core, told(300, ENVOY)])) == 2
    assert len(merged([core[0], told(365, ENVOY)])) == 2


def test_another_guest_or_another_week_is_another_visit() -> None:
    """A minister and an envoy on one day are two; a minister twice with two days between is two."""
    assert len(merged([told(0, MINISTER), told(0, ENVOY)])) == 2
    assert len(merged([told(0, MINISTER), told(33, MINISTER)])) == 2
    assert len(merged([told(0, STATE), told(2, STATE)])) == 2, "nobody says it is the same guest"


def test_a_visit_announced_and_looked_back_on_is_shown_once() -> None:
    """On the days that most reports tell of; the other days are kept beside."""
    core = [told(10, MINISTER), told(11, MINISTER), told(11, MINISTER, host=HOST)]

    (visit,) = merged([told(0, MINISTER), *core, told(30, MINISTER)])

    assert (visit.start, visit.end) == (DAY + timedelta(days=10), DAY + timedelta(days=11))
    assert visit.retold == (DAY, DAY + timedelta(days=30))
    assert len(visit.origins) == 5


@pytest.mark.parametrize(
    ("known_by", "start", "end"),
    [
        ("Kamala Harris", "2021-08-24", "2021-08-26"),
        ("defence_minister", "2021-07-28", "2021-07-29"),
    ],
)
def test_visits_of_2021_are_on_their_days(
    record: Record, known_by: str, start: str, end: str
) -> None:
    """Harris, 24–26 August; Austin, 28–29 July, whom the news announced and recalled for weeks."""
    found = [
        each
        for each in visits(record, USA, VIET_NAM, "2021-07-01", "2021-08-31")
        if known_by in {side.known_by for side in each.sides if side.ccode == USA}
    ]

    assert len(found) == 1
    assert str(found[0].start) <= start
    assert end <= str(found[0].end)
    assert found[0].retold


def test_reports_alone_draw_no_visit_out_for_ever() -> None:
    """A month of daily reports is not a visit of a month."""
    found = merged([told(day, STATE) for day in range(28)])

    assert len(found) == 4
    assert all((each.end - each.start).days == 6 for each in found)


def test_a_meeting_during_a_visit_is_part_of_it() -> None:
    """So long as who came is the one who met."""
    meeting = told(0, MINISTER, Mode.meeting, HOST)

    (visit,) = merged([told(0, MINISTER), meeting])
    other = merged([told(0, ENVOY), meeting])

    assert visit.mode is Mode.visit
    assert {each.mode for each in other} == {Mode.visit, Mode.meeting}


def test_a_lists_days_stand() -> None:
    """The news goes on a day after the guest has left."""
    listed = replace(told(0, MINISTER), end=DAY + timedelta(days=1), listed=True)

    (visit,) = merged([told(2, MINISTER), listed])

    assert (visit.start, visit.end) == (listed.start, listed.end)
    assert len(visit.origins) == 2


# --- visits returned -----------------------------------------------------------------------------


def history(*contacts: Contact) -> ContactHistory:
    """A history of a year of which the second half was not observed."""
    half = date(2014, 6, 30)
    return ContactHistory(
        (VIET_NAM, USA),
        date(2014, 1, 1),
        date(2014, 12, 31),
        contacts,
        ((date(2014, 1, 1), half),),
        ((half + timedelta(days=1), date(2014, 12, 31)),),
    )


def back(day: int, rank: Rank) -> Contact:
    """A visit the other way."""
    return replace(
        told(day, MINISTER, host=replace(HOST, rank=rank)),
        visitor=VIET_NAM,
    )


def test_a_visit_is_returned_by_the_same_rank_or_above() -> None:
    """A foreign minister's visit is not answered by a director, and is by a prime minister."""
    came = told(0, MINISTER)

    assert [one.contact for one in history(came, back(9, Rank.official)).unreturned] == [came]
    assert came not in [
        one.contact for one in history(came, back(9, Rank.head_of_government)).unreturned
    ]
    assert [one.contact for one in history(back(-9, Rank.head_of_state), came).unreturned][-1] == (
        came
    )


def test_what_was_not_observed_is_told_beside() -> None:
    """Not observed is not "did not happen"."""
    (open_visit,) = history(told(0, MINISTER)).unreturned

    assert open_visit.observed == ((date(2014, 3, 11), date(2014, 6, 30)),)
    assert open_visit.unobserved == ((date(2014, 7, 1), date(2014, 12, 31)),)


def test_seen_and_unseen_are_all_the_days(record: Record) -> None:
    """Every day asked about is in one of the two, and in one only."""
    found = contact_history(record, VIET_NAM, CHINA, date(2010, 1, 1), date(2026, 11, 1))
    days = [
        first + timedelta(days=day)
        for first, last in (*found.observed, *found.unobserved)
        for day in range((last - first).days + 1)
    ]

    assert len(days) == len(set(days)) == (found.end - found.start).days + 1
    assert found.unobserved[-1][1] == found.end


def test_the_last_of_each_rank_is_the_last(record: Record) -> None:
    """From the highest down, each of its own rank."""
    found = contact_history(record, VIET_NAM, USA, date(2005, 1, 1), date(2020, 12, 31))
    last = found.last_by_rank

    assert list(last) == sorted(last, key=lambda rank: rank.value)
    for rank, contact in last.items():
        assert contact.start == max(each.start for each in found.contacts if each.rank is rank)
    assert str(last[Rank.head_of_state].start) == "2019-02-27"


def test_a_table_of_contacts_has_its_columns(record: Record) -> None:
    """For a spreadsheet: a row a contact, with the rows of the record it rests on."""
    found = contact_history(record, VIET_NAM, USA, date(2014, 1, 1), date(2014, 12, 31))
    rows = found.frame()

    assert list(rows.columns) == list(CONTACT)
    assert rows.height == len(found.contacts)
    assert (rows["origins"].str.split("; ").list.len() == rows["reports"]).all()


@pytest.mark.parametrize(
    ("title", "ccode", "rank"),
    [
        ("head of state and government", USA, Rank.head_of_state),
        ("party leader", VIET_NAM, Rank.head_of_state),
        ("secretary of state", USA, Rank.foreign_minister),
        ("secretary of state for transport", 200, Rank.minister),
        ("deputy foreign minister", CHINA, Rank.official),
        ("deputy head of government", VIET_NAM, Rank.deputy_head),
        ("minister of state for trade", 200, Rank.official),
        ("minister of public security", VIET_NAM, Rank.minister),
        ("former president", USA, Rank.official),
        ("ambassador to China", USA, Rank.official),
        ("speaker of parliament", VIET_NAM, Rank.deputy_head),
    ],
)
def test_offices_have_their_rank(title: str, ccode: int, rank: Rank) -> None:
    """Titles as the table of offices has them; one title may mean different offices."""
    assert rank_of(title, "office", ccode) is rank
