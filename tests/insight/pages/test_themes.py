"""/insight/themes/: how often each theme of findings was seen, by whom it may be read, and with what behind it."""

import datetime
import io
import re
from http import HTTPStatus
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import AuditState, FindingKind, Source
from audits.models import Audit, Finding, FindingCode, FindingTheme
from audits.services.counting import count_again, counted_at_the_end
from audits.themes.services.themes import add_themes, merge_theme, retire_theme
from foundation.accounts.models import Service, Team
from foundation.council.months import add_months
from insight.enums import ThemePart
from insight.themes.queries.counts import ThemeScope, repetitions, shown_counts, theme_counts
from tests.month_grades import JUNE, add_cycle

URL = "/insight/themes/"
AREA, STRENGTH = FindingKind.AREA, FindingKind.STRENGTH


@pytest.fixture
def themes(lead) -> dict[str, FindingTheme]:
    return {theme.name: theme for theme in add_themes(actor=lead.person, names=["Drift", "Reviews", "Voice"])}


@pytest.fixture
def write(lead, themes, auditor, elm_team):
    """`write(month, "Drift Reviews", "", …)`: a submitted audit for each, with an area coded to each theme that is named, and one more."""

    def audits(month: datetime.date, *named: str, kind: FindingKind = AREA, source: Source = Source.RECORD, **fields) -> list[Audit]:
        cycle, made = add_cycle(month), []
        with counted_at_the_end():
            for coded in named:
                case = f"C-{Audit.objects.count() + 1}"
                given = {"cycle": cycle, "tool": cycle.tool, "case_id": case, "team": elm_team, "auditor": auditor.person}
                audit = Audit.objects.create(**given | {"state": AuditState.SUBMITTED, "submitted_on": add_months(month, 1)} | fields)
                add_findings(audit, lead.person, themes, coded, kind, source)
                made.append(audit)
        return made

    return audits


def add_findings(audit, coder, themes, coded: str, kind=AREA, source=Source.RECORD) -> None:
    for name in coded.split():
        text = f"Something about {name.lower()} was found there."
        found = Finding.objects.create(audit=audit, kind=kind, text=text, source=source)
        FindingCode.objects.create(finding=found, theme=themes[name], coded_by=coder)
    Finding.objects.create(audit=audit, kind=STRENGTH, text="Kind and warm.")
    count_again([audit.pk])


def seen(table) -> dict[str, list[str]]:
    """Of each row of a table its shown cells, by the first of them."""
    return {row[0].shown: [cell.shown if hasattr(cell, "shown") else str(cell) for cell in row[1:]] for row in table.rows}


def shown(visitor, query: str = "", kind: FindingKind = AREA) -> dict[str, list[str]]:
    tables = [table for table, _ in visitor.get(f"{URL}{query}").context["kinds"]]
    return seen(next(table for table in tables if table.key == kind.value))


def links(visitor, address: str = URL) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'href="(/findings/\?theme[^"]*)"', visitor.get(address).content.decode())]


# What is counted


def test_each_audit_counts_once_for_a_theme_of_those_with_findings(lead, write, themes):
    write(JUNE, "Drift Reviews", "Drift Drift", "", "Voice")
    cycle = add_cycle(JUNE)
    Audit.objects.create(cycle=cycle, tool=cycle.tool, case_id="C-90", state=AuditState.SUBMITTED, submitted_on=JUNE)

    assert shown(lead) == {"Drift": ["2 of 4 (50%)", "2"], "Reviews": ["1 of 4 (25%)", "1"], "Voice": ["1 of 4 (25%)", "1"]}
    assert shown(lead, kind=STRENGTH) == {}


def test_what_is_not_submitted_or_withdrawn_counts_nowhere(lead, write):
    write(JUNE, "Drift")
    write(JUNE, "Drift", state=AuditState.WITHDRAWN)
    write(JUNE, "Drift", state=AuditState.IN_PROGRESS, submitted_on=None)

    assert shown(lead) == {"Drift": ["1 of 1 (100%)", "1"]}


def test_a_merged_theme_counts_under_the_other_and_an_audit_with_both_once(lead, write, themes):
    write(JUNE, "Drift Reviews", "Drift")
    merge_theme(actor=lead.person, theme=themes["Drift"], into=themes["Reviews"])

    assert shown(lead) == {"Reviews": ["2 of 2 (100%)", "2"]}
    assert lead.get(f"{URL}{themes['Drift'].pk}/").url == f"{URL}{themes['Reviews'].pk}/"


def test_a_retired_theme_still_counts(lead, write, themes):
    write(JUNE, "Drift")
    retire_theme(actor=lead.person, theme=themes["Drift"])

    assert list(shown(lead)) == ["Drift"]


@pytest.mark.parametrize(
    ("by", "then"),
    [
        (ThemePart.MONTH, {"May 2023": 1, "Jun 2023": 2}),
        (ThemePart.COHORT, {"No cohort": 2, "Children in need": 1}),
        (ThemePart.SERVICE, {"Rowan Service": 2, "Alder Service": 1}),
        (
            ThemePart.SOURCE,
            {"The child’s record": 1, "Discussion with the worker": 0, "Observation": 1, "The child or young person": 1, "The family": 1},
        ),
    ],
)
def test_counts_are_broken_down(lead, write, by, then):
    alder = Team.objects.create(name="Alder Team", service=Service.objects.create(name="Alder Service"))
    write(add_months(JUNE, -1), "Drift", source=Source.CHILD, cohort="Children in need")
    write(JUNE, "Drift", source=Source.FAMILY)
    both = write(JUNE, "Drift", source=Source.OBSERVATION, team=alder)[0]
    Finding.objects.create(audit=both, kind=AREA, text="Not coded.", source=Source.DISCUSSION)
    add_findings(both, lead.person, {"Drift": FindingTheme.objects.get(name="Drift")}, "Drift")
    table = lead.get(f"{URL}?by={by.value}").context["kinds"][0][0]
    headings = [column.heading for column in table.columns][2:]

    assert dict(zip(headings, map(int, seen(table)["Drift"][1:]), strict=True)) == then


def test_a_cohort_and_a_service_narrow_everything(lead, write, rowan_service):
    write(JUNE, "Drift", cohort="Children in need")
    write(JUNE, "Reviews", cohort="Cared for children", team=None)

    assert list(shown(lead, "?cohort=Children+in+need")) == ["Drift"]
    assert list(shown(lead, f"?service={rowan_service.pk}")) == ["Drift"]


# What repeats


@pytest.mark.parametrize(
    ("months", "runs"),
    [
        ([1, 1, 1], [(0, 2)]),
        ([1, 1, 0, 1, 1], []),
        ([1, 1, 1, 0, 1], [(0, 2)]),
        ([1, 1, 1, 0, 1, 1, 1, 1], [(4, 7)]),
        ([2, None, 1, 1], [(0, 3)]),
        ([1, 1], []),
    ],
)
def test_a_theme_repeats_after_three_months_in_a_row_of_those_with_findings(write, themes, months, runs):
    first = add_months(JUNE, -12)
    for place, count in enumerate(months):
        if count is not None:
            write(add_months(first, place), *(["Drift"] * count), "")
    found = repetitions(theme_counts(ThemeScope(first, JUNE)))

    assert [(each.months[0], each.months[-1]) for each in found] == [(add_months(first, a), add_months(first, b)) for a, b in runs]


def test_the_page_says_what_repeats_and_by_which_rule(lead, write):
    for back in (2, 1, 0):
        write(add_months(JUNE, -back), "Drift", "")
    page = lead.get(URL)

    assert seen(page.context["repeats"]) == {"Drift": ["Area for improvement", "3: April to June 2023", "3 of 6 (50%)"]}
    assert "in at least one audit of each of three or more months in a row" in page.content.decode()


# What is behind it


def test_every_count_opens_to_the_findings_behind_it(lead, write, themes):
    write(add_months(JUNE, -1), "Drift", cohort="Children in need")
    write(JUNE, "Drift", "Drift Reviews", cohort="Children in need")

    for query in ("", "?by=cohort", "?by=service", "?by=source"):
        for link in links(lead, f"{URL}{query}"):
            assert {row.record.audit_id for row in lead.get(link).context["table"].rows}
    whole = f"/findings/?theme={themes['Drift'].pk}&kind=area&first=2023-05&last=2023-06"
    assert whole in links(lead)
    assert len({row.record.audit_id for row in lead.get(whole).context["table"].rows}) == 3


def test_somebody_who_reads_no_audits_is_given_no_way_to_them(analyst, board_member, write):
    write(JUNE, *["Drift"] * 5)

    assert links(analyst) == links(board_member) == []


# Wider audiences


def test_a_wider_audience_sees_nothing_under_five(head_of_service, lead, write):
    write(add_months(JUNE, -2), *["Drift"] * 6, "Reviews")
    write(add_months(JUNE, -1), *["Drift"] * 4)
    write(JUNE, *["Drift"] * 5, "Voice Reviews")

    assert shown(head_of_service) == {
        "Drift": ["11 of 13 (85%)", "6", "5"],
        "Reviews": ["under 5 in each month", "under 5", "under 5"],
        "Voice": ["under 5 in each month", "0", "under 5"],
    }
    assert shown(lead)["Drift"] == ["15 of 17 (88%)", "6", "4", "5"]


def test_nothing_that_is_held_back_follows_from_what_is_shown_over_other_months(head_of_service, write):
    """A total is the sum of what is shown: no two periods differ by a count under five."""
    for back, count in enumerate((5, 3, 7, 2, 6)):
        write(add_months(JUNE, -back), *["Drift"] * count, *[""] * 5)
    person = head_of_service.person
    totals = {}
    for first in range(5):
        for last in range(first, 5):
            counts = shown_counts(person, theme_counts(ThemeScope(add_months(JUNE, -last), add_months(JUNE, -first))))
            totals[first, last] = sum(sum(count or 0 for count in months.values()) for months in counts.seen.values())
    differences = {abs(one - other) for one in totals.values() for other in totals.values()} - {0}

    assert min(differences) >= 1
    assert {totals[place, place] for place in range(5)} == {0, 5, 6, 7}


def test_cohorts_services_and_sources_are_for_those_who_read_every_audit(head_of_service, director, write):
    write(JUNE, *["Drift"] * 6, cohort="Children in need")
    assert set(director.get(URL).context["form"].fields) == {"first", "last", "cohort", "service", "by"}
    assert set(head_of_service.get(URL).context["form"].fields) == {"first", "last"}

    asked = "?by=cohort&cohort=Children+in+need&export=csv"
    assert {line.split(",")[2] for line in csv_of(head_of_service, asked)[1:]} == {"Month"}
    assert {line.split(",")[2] for line in csv_of(director, asked)[1:]} == {"Month", "Cohort", "Service", "Where seen or heard"}


def test_a_board_member_reads_released_months_alone(board_member, write, released):
    from performance.models import MonthRelease

    write(add_months(JUNE, -1), *["Drift"] * 5)
    write(JUNE, *["Drift"] * 6)
    MonthRelease.objects.filter(month=JUNE).delete()

    assert shown(board_member) == {"Drift": ["5 of 5 (100%)", "5"]}


def test_a_blind_moderator_sees_nothing_of_that_month(moderator, write, themes):
    write(add_months(JUNE, -1), *["Drift"] * 5)
    write(JUNE, *["Reviews"] * 5, moderator=moderator.person)
    page = moderator.get(URL)

    assert list(shown(moderator)) == ["Drift"]
    assert "June 2023 is left out for you" in page.content.decode()
    assert csv_of(moderator)[1:] == ["Drift,Area for improvement,Month,2023-05,5,5,100"]
    assert "reviews was found" not in moderator.get(f"{URL}{themes['Reviews'].pk}/").content.decode()


def test_practitioners_have_no_results(worker, write, themes):
    write(JUNE, "Drift")
    for address in (URL, f"{URL}{themes['Drift'].pk}/"):
        assert worker.get(address).status_code == HTTPStatus.FORBIDDEN


# Examples


def example_texts(visitor, theme) -> list[str]:
    return [text for _, texts in visitor.get(f"{URL}{theme.pk}/").context["examples"] for text in texts]


def add_texts(write, themes, *texts: str) -> None:
    for text, audit in zip(texts, write(JUNE, *["Drift"] * len(texts)), strict=True):
        audit.findings.filter(kind=AREA).update(text=text)


def test_three_different_examples_are_shown_and_none_names_anybody(lead, write, themes, worker, auditor):
    case_id = f"C-{Audit.objects.count() + 1}"
    add_texts(
        write,
        themes,
        f"The plan drifts for {worker.person.name}, record {case_id}.",
        "the plan drifts and nobody asks why it does.",
        "the plan drifts and nobody asks why it does.",
        "Jayden Smith, born 3 April 2012, waits for a plan.",
        "since March the plan has drifted, as Jayden says.",
        "the plan has drifted since the review in May.",
    )
    found = example_texts(lead, themes["Drift"])

    assert found == [
        "the plan has drifted since the review in May.",
        "the plan drifts and nobody asks why it does.",
        "since March the plan has drifted, as [name] says.",
    ]
    page = lead.get(f"{URL}{themes['Drift'].pk}/").content.decode()
    assert [word for word in (case_id, worker.person.name, "Jayden", "Smith", auditor.person.name) if word in page] == []


def test_examples_are_for_people_near_audits_and_not_of_a_few(lead, head_of_service, board_member, analyst, write, themes):
    write(JUNE, *["Drift"] * 5, "Reviews")

    assert len(example_texts(head_of_service, themes["Drift"])) == 1
    assert example_texts(head_of_service, themes["Reviews"]) == []
    assert example_texts(lead, themes["Reviews"]) != []
    assert example_texts(board_member, themes["Drift"]) == example_texts(analyst, themes["Drift"]) == []


def test_a_lead_who_moderates_it_blind_reads_no_example_of_it(lead, write, themes):
    write(JUNE, "Drift", moderator=lead.person)

    assert example_texts(lead, themes["Drift"]) == []


# Files and the database


def csv_of(visitor, query: str = "?export=csv") -> list[str]:
    return visitor.get(f"{URL}{query}").content.decode("utf-8-sig").splitlines()


def test_the_file_has_every_breakdown(lead, write):
    write(JUNE, "Drift", "", cohort="Children in need")

    assert csv_of(lead) == [
        "Theme,Strength or area,Counted by,Part,Audits,Of audits,%",
        "Drift,Area for improvement,Month,2023-06,1,2,50",
        "Drift,Area for improvement,Cohort,Children in need,1,2,50",
        "Drift,Area for improvement,Service,Rowan Service,1,2,50",
        "Drift,Area for improvement,Where seen or heard,The child’s record,1,2,50",
    ]
    assert ZipFile(io.BytesIO(lead.get(f"{URL}?export=xlsx").content)).namelist()


def test_the_pages_say_what_to_do_where_there_is_nothing(lead, write):
    assert lead.get(URL).status_code == HTTPStatus.OK
    FindingTheme.objects.all().delete()
    write(JUNE, "")

    assert "There are no themes yet" in lead.get(URL).content.decode()


@pytest.mark.parametrize("query", ["?by=nothing", "?from=2023-13", "?from=2023-06&to=2023-01", "?service=x", "?cohort=x", "?by="])
def test_whatever_the_address_says_there_is_a_page(lead, write, query):
    write(JUNE, "Drift")

    assert lead.get(f"{URL}{query}").status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", [URL, f"{URL}?by=service", f"{URL}?export=csv", "theme"])
def test_more_audits_and_themes_ask_no_more_of_the_database(lead, write, themes, address):
    asked = f"{URL}{themes['Drift'].pk}/" if address == "theme" else address
    write(JUNE, "Drift")
    lead.get(asked)
    with CaptureQueriesContext(connection) as few:
        lead.get(asked)
    for back in range(5):
        write(add_months(JUNE, -back), "Drift Reviews", "Voice Drift", "Reviews")
    with CaptureQueriesContext(connection) as many:
        lead.get(asked)

    assert len(many) == len(few) <= 35


def test_a_wider_audience_is_given_no_total_that_leaves_months_out_unsaid(head_of_service, write):
    write(add_months(JUNE, -1), *["Drift"] * 6)
    write(JUNE, *["Drift"] * 2, *[""] * 4)

    assert shown(head_of_service)["Drift"] == ["at least 6 of 12", "6", "under 5"]
