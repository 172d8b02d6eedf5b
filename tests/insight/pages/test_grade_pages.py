"""The pages of grades beside the first: over time, month by month, services, moderation, completion and time."""

import csv
import datetime
import io
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import PRACTICE_GRADES, AuditState, ChosenBy, Part, Stage
from audits.models import Allocation, Audit, Cycle, FeedbackLetter, ModerationChoice
from audits.services.counting import count_again
from foundation.accounts.models import Service, Team
from insight.calculations import shown_by_month
from insight.queries.audience import ShownMonths
from insight.queries.counted import Scope
from insight.queries.distributions import distributions_of
from insight.queries.services import parts_side_by_side
from tests.insight import recount
from tests.insight.pages.test_grades import URL, words
from tests.month_grades import ASSESSMENT, JUNE, JUNE_GRADES, OVERALL, RELATIONSHIP, add_month, alter, count_all_again, month_of

OVER_TIME, BY_MONTH, SERVICES, MODERATION, COMPLETION = (
    f"{URL}{page}/" for page in ("over-time", "by-month", "services", "moderation", "completion")
)
PAGES = [URL, OVER_TIME, BY_MONTH, SERVICES, MODERATION, COMPLETION]
BOTH = {"from": "2023-06", "to": "2023-07"}


def rows_of(visitor, address: str, **asked) -> list[dict[str, str]]:
    content = visitor.get(address, {"export": "csv", **asked}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


@pytest.fixture
def services(june, elm_team) -> list[Team]:
    """Ten of June of Elm Team, in Rowan Service, the two Good ones among them; four of Oak Team, in another."""
    oak = Team.objects.create(name="Oak Team", service=Service.objects.create(name="Alder Service"))
    alter(june[:10], team=elm_team)
    alter(june[10:], team=oak)
    return [elm_team, oak]


def test_good_or_better_is_shown_over_time_overall_and_by_domain(board_member, june, july):
    text = words(board_member.get(OVER_TIME, BOTH))

    assert "June 2023after moderation 2 (14%)4–40%" in text
    assert board_member.get("/insight/charts/over-time.svg", BOTH)["Content-Type"] == "image/svg+xml"
    drawn = board_member.get("/insight/charts/domains.svg", BOTH | {"narrow": ""}).content.decode()
    assert f"{RELATIONSHIP}. Jun 2023: 4 of 14 (29%), 95% interval 12–55%. Jul 2023: 2 of 9 (22%), 95% interval 6–55%." in drawn


def test_a_month_between_others_without_audits_is_a_gap(lead, june):
    add_month(month_of("2023-04"), {OVERALL: "G RI"}, {OVERALL: "G RI"})
    drawn = lead.get("/insight/charts/over-time.svg", {"from": "2023-04"}).content.decode()

    assert "Apr 2023: 1 of 2 (50%), 95% interval 9–91%. May 2023: nothing to show. Jun 2023: 2 of 14" in drawn


def test_a_cell_of_fewer_than_five_is_faded_in_the_heat_map(lead, june):
    add_month(month_of("2023-05"), {OVERALL: "G G"}, {OVERALL: "G G"})
    page = lead.get(BY_MONTH, {"from": "2023-05"}).content.decode()

    assert page.count("qa-heat__few") == 6  # May: its two overall judgements, and five domains that nobody graded.
    assert "2 of 2 (100%)" in page


def test_services_stand_side_by_side_by_name_with_their_intervals(lead, services):
    text = words(lead.get(SERVICES))

    assert "Alder Service : its teams 4" in text
    assert "Rowan Service : its teams 10" in text
    assert text.index("Alder Service : its teams") < text.index("Rowan Service : its teams")
    assert "The intervals of both services overlap: these audits do not show that one is graded better than another." in text
    drawn = lead.get("/insight/charts/services-post.svg").content.decode()
    assert "Rowan Service: 2 of 10 (20%), 95% interval 6–51%." in drawn


def test_intervals_that_do_not_overlap_are_named(lead, db, elm_team):
    audits = add_month(JUNE, {OVERALL: "G " * 12 + "RI " * 12}, {OVERALL: "G " * 12 + "RI " * 12})
    alter(audits[:12], team=elm_team)

    assert "The intervals of Rowan Service and No service do not overlap." in words(lead.get(SERVICES))


def test_a_service_opens_to_its_teams(lead, services):
    alter(Audit.objects.filter(team=services[0])[:3], team=Team.objects.create(name="Ash Team", service=services[0].service))
    text = words(lead.get(SERVICES, {"service": services[0].service.pk}))

    assert "Teams side by side" in text
    assert [row["Team"] for row in rows_of(lead, SERVICES, service=services[0].service.pk)] == ["Ash Team", "Elm Team"]


def test_a_wider_audience_is_shown_no_service_where_one_is_small(board_member, services):
    page = board_member.get(SERVICES)

    assert "June 2023: not shown, some counts of its parts are under five." in words(page)
    assert "No month can be shown by service" in words(page)
    assert rows_of(board_member, SERVICES) == []
    assert board_member.get("/insight/charts/services-post.svg").status_code == 404


def test_a_head_of_service_sees_what_was_agreed_of_their_own_service(head_of_service, services, july):
    """Rowan Service is theirs, Alder Service is not; July is before moderation."""
    rowan, alder = (team.service for team in services)
    alter(july[:6], team=services[0])
    pages = [head_of_service.get(URL, BOTH | {"service": service.pk}) for service in (rowan, alder)]

    assert [page.context["audits"] for page in pages] == [10, 0]
    assert "July 2023: not shown, some counts of its parts are under five." in words(pages[0])
    assert [row["Team"] for row in rows_of(head_of_service, SERVICES, service=rowan.pk, **BOTH)] == ["Elm Team"]
    assert head_of_service.get(MODERATION, BOTH | {"service": rowan.pk}).context["flow"].audits == 10
    assert head_of_service.get(URL, BOTH | {"service": rowan.pk, "plan_type": "cared_for"}).context["audits"] == 0


def test_services_are_counted_as_one_audit_after_another_would_be(lead, services, july):
    alter(july[:5], team=services[0])
    scope = Scope(JUNE, month_of("2023-07"))
    found, _ = parts_side_by_side(lead.person, scope, ShownMonths(shown_by_month(distributions_of(scope))))
    counted = {
        (each.stage, part.name, grade.value): number
        for each in found
        for part in each.parts
        for grade, number in part.counts.items()
        if number
    }

    slow: Counter = Counter()
    for audit in recount.audits_of(scope.first, scope.last, lambda audit: True):
        stage = Stage.AGREED if audit.cycle.month == JUNE else Stage.PRE
        name = audit.team.service.name if audit.team else ""
        slow[stage, name, recount.grades_of(audit, stage)[""]] += 1
    assert counted == dict(slow)


def test_moderation_is_a_matrix_and_a_picture_of_bands(board_member, june):
    text = words(board_member.get(MODERATION))

    assert "Overall judgement of the 14 moderated audits" in text
    drawn = board_member.get("/insight/charts/flow.svg").content.decode()
    assert "1 stayed Good, 10 stayed Requires improvement to be good, 2 stayed Inadequate" in drawn
    assert "1 moved from Requires improvement to be good to Good" in drawn


def test_what_moderation_raised_and_lowered_is_drawn_by_domain(board_member, lead, june):
    for visitor in (lead, board_member):
        says = visitor.get(MODERATION).context["moves_chart"]["alt"]
        assert says.startswith("Grades that moderation raised and lowered. Overall judgement: 1 raised of 14. ")


def test_months_are_drawn_as_far_as_they_have_come(lead, june, july):
    alter(june[12:], state=AuditState.RELEASED)
    Cycle.objects.filter(month=JUNE).update(expected=15)
    count_all_again()
    moderated = lead.get(MODERATION, BOTH).context["rates_chart"]["alt"]
    came = lead.get(COMPLETION, BOTH).context["completion_chart"]["alt"]

    assert "June 2023: 12 of 14 moderated, 2 released without moderation. July 2023: 0 of 9 moderated, 9 still open." in moderated
    assert "June 2023: 14 of 15 submitted. July 2023: 9 of 14 submitted, 9 still open." in came


def test_the_share_moderated_is_counted_and_how_audits_were_chosen_is_for_people_who_read_them(lead, board_member, june):
    alter(june[12:], state=AuditState.RELEASED)
    ModerationChoice.objects.create(audit=june[0], chosen_by=ChosenBy.RANDOM)
    ModerationChoice.objects.create(audit=june[1], chosen_by=ChosenBy.GRADE)
    count_again([audit.pk for audit in june])

    assert "June 2023 14 submitted" in words(lead.get(MODERATION))
    assert "Drawn at random Chosen by a rule" in words(lead.get(MODERATION))
    assert "12 (86%)" in words(board_member.get(MODERATION))
    assert "Drawn at random" not in words(board_member.get(MODERATION))
    assert b"Drawn at random" not in board_member.get(MODERATION, {"export": "xlsx"}).content


@pytest.mark.both
def test_the_days_that_audits_took_have_their_median_and_the_slowest_opens(lead, board_member, june):
    alter(june, submitted_on=datetime.date(2023, 6, 20), finished_on=datetime.date(2023, 6, 30))
    alter(june[:1], finished_on=datetime.date(2023, 8, 1))
    given = [
        Allocation(audit=each, part=Part.AUDITOR, after=lead.person, made_by=lead.person, made_on=JUNE, source="manual") for each in june
    ]
    Allocation.objects.bulk_create(given)
    count_all_again()
    text = words(lead.get(COMPLETION))

    assert "From allocation to submission" in text
    assert "19 19 days: open audit" in text
    assert "10 42 days: open audit" in text
    assert f'href="/audits/{june[0].pk}/"' in lead.get(COMPLETION).content.decode()
    assert "10 42" in words(board_member.get(COMPLETION))
    assert "June 2023: median 10, slowest 42 days." in board_member.get("/insight/charts/submitted-to-moderated.svg").content.decode()
    assert "/audits/" not in board_member.get(COMPLETION).content.decode().partition("Time taken")[2]


@pytest.mark.both
def test_feedback_is_counted_from_the_first_letter(lead, june, worker):
    given = {"part": Part.AUDITOR, "after": lead.person, "made_by": lead.person, "source": "manual"}
    Allocation.objects.create(audit=june[0], made_on=JUNE, **given)
    for day in (29, 30):
        FeedbackLetter.objects.create(
            audit=june[0],
            addressed_to=worker.person,
            opening="Thank you.",
            closing="Yours.",
            sent_by=lead.person,
            sent_on=datetime.date(2023, 6, day),
            read_by=datetime.date(2023, 7, 14),
        )
    count_all_again()

    table = lead.get(COMPLETION).context["times"][0][0]
    assert table.caption == "From sample to feedback"
    assert [[cell.shown for cell in row[1:]] for row in table.rows] == [["1", "28", "28"]]


def test_times_of_fewer_than_five_are_for_people_who_read_every_audit(board_member, lead, june):
    alter(june[:4], finished_on=datetime.date(2023, 7, 10))

    assert "open audit" in words(lead.get(COMPLETION))
    assert board_member.get("/insight/charts/submitted-to-moderated.svg").status_code == 404
    assert [list(table.rows) for table, *_ in board_member.get(COMPLETION).context["times"]] == [[], [], []]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_taken_away_as_a_file(lead, services, address):
    assert rows_of(lead, address)
    assert lead.get(address, {"export": "xlsx"}).content.startswith(b"PK")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_what_to_do_where_nothing_is_shown(lead, june, elm_team, address):
    text = words(lead.get(address, {"team": elm_team.pk}))

    assert "No audit was submitted in June 2023 of Elm Team. Choose other months, or remove a filter." in text


@pytest.mark.parametrize("address", PAGES)
def test_every_page_takes_nonsense(lead, june, address):
    page = lead.get(address, {"team": "none", "stage": "lower", "from": "2023-99", "kind": "%00", "theme": "x" * 500})

    assert "There is a problem" in words(page)


@pytest.mark.parametrize("who", ["lead", "board_member"])
@pytest.mark.parametrize("address", PAGES)
def test_the_number_of_queries_does_not_grow_and_is_small(request, who, services, address):
    visitor = request.getfixturevalue(who)
    visitor.get(address)
    with CaptureQueriesContext(connection) as one:
        visitor.get(address)
    for number in range(3):
        audits = add_month(month_of(f"2023-0{number + 1}"), JUNE_GRADES, JUNE_GRADES)
        alter(audits[:7], team=services[0])
    visitor.get(address)
    with CaptureQueriesContext(connection) as four:
        visitor.get(address)

    assert len(four) == len(one) <= 25


@pytest.mark.parametrize(
    "of", ["over-time", "domains", "flow", "moves", "moderated", "completion", "services-pre", "services-post", "overall", "pre", "post"]
)
def test_a_picture_is_for_the_people_of_its_page(outsider, lead, june, of):
    assert outsider.get(f"/insight/charts/{of}.svg").status_code == 403
    assert lead.get(f"/insight/charts/{of}.svg").status_code == (404 if of in ("pre", "services-pre") else 200)
    assert lead.get("/insight/charts/none.svg").status_code == 404


BLIND = [*PAGES, *(f"/insight/charts/{of}.svg" for of in ("overall", "pre", "over-time", "domains", "services-pre", "flow", "moves"))]


@pytest.mark.parametrize("address", BLIND)
@pytest.mark.parametrize("asked", [{}, {"stage": "pre"}, {"stage": "post"}])
def test_a_moderator_who_has_yet_to_grade_learns_no_grade_before_moderation(moderator, june, july, address, asked):
    """Of July all wait; in June one was opened again for them."""
    alter(july[:1], moderator=moderator.person)
    alter(june[:1], moderator=moderator.person, state=AuditState.SUBMITTED)
    answers = [moderator.get(address, BOTH | asked | more) for more in ({}, {"export": "csv"})]
    texts = [answer.content.decode() for answer in answers if answer.status_code == 200]

    for text in texts:
        assert "July 2023, before" not in text
        assert "Jul 2023: 0 of 9" not in text
        assert "2023-07,before" not in text
        assert "June 2023, before" not in text
        assert " stayed " not in text


def test_what_moderation_changed_in_a_month_that_they_have_yet_to_grade_is_not_counted(moderator, june):
    alter(june[:1], moderator=moderator.person, state=AuditState.SUBMITTED)

    assert "No moderated audit of June 2023 can be compared here." in words(moderator.get(MODERATION))
    assert {row["Audits"] for row in rows_of(moderator, MODERATION)} == {"0"}


def test_grades_of_assessment_are_counted_in_every_page_alike(lead, june):
    graded = [row for row in rows_of(lead, URL) if row["Judgement"] == ASSESSMENT]
    over_time = [row for row in rows_of(lead, OVER_TIME) if row["Judgement"] == ASSESSMENT]

    assert sum(int(row["Audits"]) for row in graded) == int(over_time[0]["Graded (n)"]) == 14
    assert len(graded) == len(PRACTICE_GRADES)
