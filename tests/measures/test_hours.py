"""Hours, figures and codes of an activity mean what whoever wrote the file meant by them."""

import pytest

from longtin import actors, measures
from longtin._language import Language
from longtin._moments import moment
from longtin.errors import DataError
from longtin.measures import Activity

FLIGHT = """
activity: 1
name: Observation flight
kind: observation_flight
host: Germany
asked: Germany
asking: Canada
start: 2026-06-11
end: 2026-06-14
"""

CONCERN = """
activity: 1
name: Unusual movement
kind: concern
host: Germany
asking: Poland
start: 2026-03-28
"""

EXERCISE = """
activity: 1
name: North
kind: exercise
host: Poland
start: 2027-09-10
end: 2027-09-16
unstated: none
"""


def read(text: str, *more: str) -> Activity:
    """An activity from YAML with more lines."""
    return measures.activity_from("\n".join((text, *more)), "activity.yaml")


def outcome(
    activity: Activity, obligation: str, regime: str, today: str = "2026-12-05"
) -> measures.Determination:
    """What one obligation comes to."""
    found = measures.check(activity, moment(today), only=[regime])
    return found.determination(obligation)


@pytest.mark.parametrize(
    ("received", "sent"),
    [
        ("2026-03-28 10:00 Europe/Berlin", "2026-03-30 10:40 Europe/Berlin"),
        ("2026-03-28T10:00+01:00", "2026-03-30T10:40+02:00"),
        ("2026-03-28T09:00Z", "2026-03-30 10:40 Europe/Berlin"),
    ],
    ids=["by zone", "by offset", "mixed"],
)
def test_a_reply_within_48_hours_is_in_time_when_clocks_changed(received: str, sent: str) -> None:
    """47 hours and 40 minutes had passed: a state must not be told that it was late."""
    asked = read(
        CONCERN,
        f"moments: {{received: {received}}}",
        f"notices: [{{duty: reply, by: Germany, on: {sent}}}]",
    )

    assert outcome(asked, "VD-III-1", "vienna-2011").outcome == "done"


def test_a_request_less_than_36_hours_before_entry_is_late_when_clocks_changed() -> None:
    """36 hours before 29 March 12:00 (UTC+2) is 27 March 23:00 (UTC+1)."""
    inspection = measures.activity_from(
        """
activity: 1
name: Inspection
kind: inspection
host: Poland
asked: Poland
asking: France
start: 2026-03-29
end: 2026-03-30
moments: {entry: 2026-03-29 12:00 Europe/Warsaw, received: 2026-03-27 23:30 Europe/Warsaw}
notices: [{duty: notify, by: France, on: 2026-03-27 23:30 Europe/Warsaw}]
"""
    )

    found = outcome(inspection, "VD-IX-1-request", "vienna-2011")

    assert (found.outcome, str(found.due)) == ("late", "2026-03-27T23:00+01:00")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("2026-05-03T08:01Z", "1 minute late."),
        ("2026-05-03T08:30Z", "30 minutes late."),
        ("2026-05-03T10:00Z", "2 hours late."),
        ("2026-05-05T07:59Z", "48 hours late."),
        ("2026-05-05T08:00Z", "2 days late."),
    ],
)
def test_half_an_hour_late_is_not_called_a_day(sent: str, told: str) -> None:
    """Where both hours are known, the hours by which it was late are told."""
    asked = measures.activity_from(
        f"""
activity: 1
name: Inspection
kind: inspection
host: POL
asking: FRA
start: 2026-05-02
figures: {{inspections_accepted: 0}}
moments: {{received: 2026-05-02T08:00Z}}
notices: [{{duty: accept, by: POL, on: {sent}}}]
unstated: none
"""
    )
    checked = measures.check(asked, moment("2026-05-10"), only=["vienna-2011"])

    page = list(measures.compliance_page(checked, Language("en"), every=False))

    assert any(line.endswith(told) for line in page)


def test_a_flight_over_the_end_of_summer_time_lasts_an_hour_longer() -> None:
    """22 October 10:00 (UTC+2) to 26 October 09:30 (UTC+1) are 96.5 hours, beyond 96."""
    flight = read(
        FLIGHT.replace("2026-06-11", "2026-10-23 09:00 Europe/Berlin").replace(
            "2026-06-14", "2026-10-26 09:30 Europe/Berlin"
        ),
        "moments: {arrival: 2026-10-22 10:00 Europe/Berlin}",
    )

    found = outcome(flight, "OS-5", "open-skies-1992")

    assert (found.outcome, found.trace["value"]) == ("forbidden", 96.5)


@pytest.mark.parametrize("end", ["end: 2026-06-14\n", ""], ids=["with its day", "alone"])
def test_the_hour_of_the_end_is_read(end: str) -> None:
    """From 10 June 10:00 to 14 June 09:30 are 95.5 hours, and the file says so."""
    flight = read(
        FLIGHT.replace("end: 2026-06-14\n", end),
        "moments: {arrival: 2026-06-10T10:00+02:00, end: 2026-06-14T09:30+02:00}",
    )

    found = outcome(flight, "OS-5", "open-skies-1992")

    assert (found.outcome, found.trace["value"]) == ("not_triggered", 95.5)


def test_an_hour_of_the_end_on_another_day_is_refused() -> None:
    """One of the two is a slip, and nobody knows which."""
    with pytest.raises(DataError, match=r"`end` is 2026-06-14 and `moments.end` is 2026-06-15"):
        read(FLIGHT, "moments: {end: 2026-06-15T09:30+02:00}")


def test_a_bare_day_ends_where_the_activity_is() -> None:
    """Germany's 14 June is over 110 hours after 10 June 10:00 (UTC+2), not 112."""
    flight = read(FLIGHT, "moments: {arrival: 2026-06-10T10:00+02:00}")

    found = outcome(flight, "OS-5", "open-skies-1992")

    assert (found.outcome, found.trace["value"]) == ("forbidden", 110)


def test_a_bare_day_in_a_wide_country_needs_its_hour_when_the_answer_hangs_on_it() -> None:
    """The same day ends nine hours apart in the west and the east of one state."""
    over = FLIGHT.replace("host: Germany\nasked: Germany", "host: Canada\nasked: Canada").replace(
        "asking: Canada", "asking: Germany"
    )

    near = read(over, "moments: {arrival: 2026-06-11T04:00Z}")
    far = read(over, "moments: {arrival: 2026-06-09T04:00Z}")

    found = outcome(near, "OS-5", "open-skies-1992")
    assert (found.outcome, found.needs) == ("needs", ("hour:end",))
    assert outcome(far, "OS-5", "open-skies-1992").outcome == "forbidden"


def test_what_was_sent_later_on_the_day_asked_about_is_not_yet_known() -> None:
    """At noon nobody knows of the evening's reply."""
    asked = read(
        CONCERN,
        "moments: {received: 2026-03-28T10:00+01:00}",
        "notices: [{duty: reply, by: Germany, on: 2026-03-30T10:40+02:00}]",
    )

    noon = outcome(asked, "VD-III-1", "vienna-2011", "2026-03-30T10:00+02:00")
    evening = outcome(asked, "VD-III-1", "vienna-2011", "2026-03-30T18:00+02:00")

    assert (noon.outcome, evening.outcome) == ("due", "done")


def test_a_sensor_that_is_not_there_is_no_fine_sensor() -> None:
    """A camera of 35 cm and nothing else keeps the limits of every sensor."""
    camera = read(FLIGHT, "unstated: none", "figures: {optical_resolution_cm: 35}")
    fine = read(FLIGHT, "unstated: none", "figures: {optical_resolution_cm: 25}")

    assert outcome(camera, "OS-6", "open-skies-1992").outcome == "not_triggered"
    assert outcome(fine, "OS-6", "open-skies-1992").outcome == "forbidden"


def test_of_what_is_counted_there_may_be_none_and_of_what_is_measured_there_is_no_figure() -> None:
    """No tanks are nought tanks; no impact area lies nowhere, not nought kilometres off."""
    test = measures.activity_from(
        """
activity: 1
name: Test
kind: missile_test
host: India
start: 2026-06-11
unstated: none
facts: [ballistic]
"""
    )

    found = measures.check(test, moment("2026-06-01"), only=["india-pakistan"])

    assert not [each.obligation.id for each in found.determinations if each.outcome == "forbidden"]


def test_a_quota_that_is_not_stated_is_asked_for() -> None:
    """No quota was stated: that is not a quota of no flights, which one flight would exceed."""
    flight = read(FLIGHT, "unstated: none", "figures: {flights_over_state: 1}")

    found = outcome(flight, "OS-2", "open-skies-1992")

    assert (found.outcome, set(found.needs)) == (
        "needs",
        {"figure:active_quota", "figure:passive_quota"},
    )


@pytest.mark.parametrize("written", ["13.500", "13.000", "1.250", "-13.500"])
def test_a_point_that_may_part_thousands_is_refused(written: str) -> None:
    """Thirteen and a half thousand as most of Europe and Viet Nam write it: never 13 soldiers."""
    with pytest.raises(DataError, match=r"activity\.yaml:\d+: `.*` may be .* Write one of these"):
        read(EXERCISE, f"figures: {{troops: {written}}}")


def test_both_ways_to_write_it_are_named() -> None:
    """Whoever wrote it knows which was meant."""
    with pytest.raises(DataError, match=r"`13\.500` may be 13500 or 13\.5\."):
        read(EXERCISE, "figures: {troops: 13.500}")
    with pytest.raises(DataError, match=r"`1\.125` may be 1125 or 1\.1250\."):
        read(EXERCISE, "distance_km: {lac: 1.125}")


def test_soldiers_are_counted_whole() -> None:
    """Half a soldier is a slip, and below every threshold."""
    with pytest.raises(DataError, match=r"`troops` is 13\.5\. Give a whole number"):
        read(EXERCISE, "figures: {troops: 13.5}")


@pytest.mark.parametrize(
    ("host", "key"), [("020", 20), ("816", 816), ("0816", 816), ("NO", 385), ("'020'", 20)]
)
def test_a_code_made_of_figures_is_read_as_it_is_written(host: str, key: int) -> None:
    """`020` is Canada's code with its zero, not the number twenty; `NO` is Norway, not no."""
    exercise = read(
        EXERCISE.replace("host: Poland", f"host: {host}"), "figures: {troops: 9_000, divisions: 1}"
    )

    found = measures.check(exercise, moment("2027-01-05"))

    owing = {
        code for each in found.determinations for code in each.by if each.regime.id == "vienna-2011"
    }
    assert owing <= {key}
    assert actors.find(exercise.host or "", exercise.start.day).ccode == key


def test_a_host_whose_code_other_readers_take_for_no_is_told_its_deadline() -> None:
    """42 days before 12 March 2028 is 30 January, for Norway."""
    exercise = read(
        EXERCISE.replace("host: Poland", "host: NO")
        .replace("2027-09-10", "2028-03-12")
        .replace("2027-09-16", "2028-03-16"),
        "figures: {troops: 9_000, divisions: 1}",
    )

    found = outcome(exercise, "VD-V-1", "vienna-2011", "2028-01-05")

    assert (found.outcome, found.by, str(found.due)) == ("due", (385,), "2028-01-30")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("by: Poland", "It belongs under `notices` or `claims`."),
        ("participant: [Poland]", "Did you mean `participants`?"),
        ("distance: 3", "Did you mean `distance_km`?"),
        ("zzz: 3", "Take it out."),
        ("claims: [{by: France, notices: []}]", "Take it out."),
    ],
)
def test_a_stray_key_is_told_where_it_belongs(text: str, remedy: str) -> None:
    """Never: there is no key `by`, did you mean `by`?"""
    with pytest.raises(DataError) as refused:
        read(EXERCISE, text)

    assert str(refused.value).endswith(remedy)


def test_a_number_in_quotation_marks_is_told_so() -> None:
    """Never: input should be 1, did you mean `1`?"""
    with pytest.raises(DataError, match=r"input should be 1\. Take the quotation marks away\."):
        read(EXERCISE.replace("activity: 1", "activity: '1'"))


@pytest.mark.parametrize(
    ("written", "troops"),
    [("13 500", 13500), ("'1.234.567'", 1234567), ("1,234,567", 1234567), ("1.234.567", 1234567)],
)
def test_thousands_are_read_as_they_are_parted(written: str, troops: int) -> None:
    """In groups of three by one sign, as Vietnamese, English and French write them."""
    exercise = read(EXERCISE, f"figures:\n  troops: {written}")

    assert exercise.figures["troops"] == troops


@pytest.mark.parametrize("written", ["13,500", "'13,500'", "{troops: 13,500}"])
def test_a_comma_that_may_part_thousands_is_refused(written: str) -> None:
    """13,500 is thirteen and a half in Viet Nam and thirteen thousand five hundred in England."""
    figures = written if written.startswith("{") else f"\n  troops: {written}"

    with pytest.raises(DataError, match=r"may be 13500 or 13\.5|comma parts two figures"):
        read(EXERCISE, f"figures: {figures}")


def test_a_decimal_comma_is_read_where_parts_are_measured() -> None:
    """Half a mile of distance is no slip."""
    exercise = read(EXERCISE, "figures:\n  separation_nm: 2,5")

    assert exercise.figures["separation_nm"] == 2.5
