"""/findings/: what auditors found, narrowed and coded, many at once."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import AuditState, HowCoded
from audits.models import Audit, Finding, FindingCode
from audits.themes.services.coding import code_findings
from audits.themes.services.themes import merge_theme
from tests.audits.themes.conftest import DRIFT, LATE, WARM, coded, finding

URL, CODE = "/findings/", "/findings/code/"


def texts(visitor, query: str = "") -> list[str]:
    return sorted(row.record.text for row in visitor.get(f"{URL}{query}").context["table"].rows)


def code(lead, text: str, theme) -> None:
    code_findings(actor=lead.person, chosen={finding(text).pk: [theme.pk]})


def test_the_lead_and_the_director_read_all_of_them(lead, director, found_audit):
    for visitor in (lead, director):
        assert texts(visitor) == sorted([DRIFT, LATE, WARM])


def test_others_read_those_of_audits_that_are_theirs(auditor, outsider, found_audit):
    assert texts(auditor) == sorted([DRIFT, LATE, WARM])
    assert outsider.get(URL).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("who", ["board_member", "analyst", "administrator", "worker"])
def test_those_who_are_not_near_audits_have_no_list(request, found_audit, who):
    assert request.getfixturevalue(who).get(URL).status_code == HTTPStatus.FORBIDDEN


def test_a_blind_moderator_finds_none_of_what_they_are_to_grade(moderator, found_audit):
    assert texts(moderator) == []


def test_a_lead_who_moderates_it_blind_finds_none_either(lead, found_audit):
    Audit.objects.update(moderator=lead.person)

    assert texts(lead) == []


@pytest.mark.parametrize("query", ["", "?kind=area", "?kind=nothing", "?source=family"])
@pytest.mark.parametrize("unread", [{}, {"state": AuditState.WITHDRAWN}, {"state": AuditState.IN_PROGRESS}, {"moderator": True}])
def test_as_many_are_counted_as_are_shown(lead, auditor, found_audit, query, unread):
    Audit.objects.filter(pk=found_audit.pk).update(**unread | ({"moderator": lead.person} if "moderator" in unread else {}))

    for visitor in (lead, auditor):
        table = visitor.get(f"{URL}{query}").context["table"]
        assert table.paginator.count == len(table.rows) == len(list(table.rows))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=area", [DRIFT, LATE]),
        ("?source=family", [WARM]),
        ("?coded=no", [DRIFT, LATE]),
        ("?coded=yes", [WARM]),
        ("?first=2023-06&last=2023-06", [DRIFT, LATE, WARM]),
        ("?theme={reviews}", [WARM]),
        ("?theme={visits}", []),
    ],
)
def test_the_list_is_narrowed_a_merged_theme_by_that_under_which_it_counts(lead, themes, found_audit, query, found):
    code(lead, WARM, themes["Visits"])
    merge_theme(actor=lead.person, theme=themes["Visits"], into=themes["Reviews"])
    asked = query.format(reviews=themes["Reviews"].pk, visits=themes["Visits"].pk)

    assert texts(lead, asked) == sorted(found) or "visits" in query
    assert "Visits (counted under Reviews)" in lead.get(URL).content.decode()


def test_ticked_findings_are_coded_to_chosen_themes(lead, themes, found_audit):
    ticked = f"{CODE}?ticked={finding(WARM).pk}&ticked={finding(LATE).pk}"
    assert lead.get(ticked).context["count"] == 2

    given = {"themes": [themes["Visits"].pk], "how": HowCoded.ADD, "findings": [finding(WARM).pk]}
    lead.post(ticked, given)
    assert (coded(WARM), coded(LATE)) == (["Visits"], [])


def test_what_matches_the_filters_is_coded_as_a_whole(lead, themes, found_audit):
    page = lead.get(f"{CODE}?all=yes&kind=area").context

    assert sorted(row.finding.text for row in page["form"].rows) if hasattr(page["form"], "rows") else page["count"] == 2


def test_suggestions_are_accepted_in_bulk(lead, themes, found_audit):
    address = f"{CODE}?all=yes&act=accept"
    form = lead.get(address).context["form"]
    suggested = {row.finding.text: form[name].value() for name, row in form.rows.items()}
    assert suggested == {
        WARM: [str(themes["Visits"].pk)],
        LATE: [str(themes["Reviews"].pk)],
        DRIFT: [str(themes["Supervision"].pk)],
    }

    lead.post(address, {name: form[name].value() for name in form.rows})
    assert (coded(WARM), coded(LATE), coded(DRIFT)) == (["Visits"], ["Reviews"], ["Supervision"])


def test_nothing_ticked_is_said(lead, themes, found_audit):
    assert "Tick at least one theme" in lead.post(f"{CODE}?all=yes&act=accept", {}).content.decode()
    assert "Select" in lead.post(f"{CODE}?all=yes", {"how": "add"}).content.decode()


def test_only_the_lead_codes(auditor, director, themes, found_audit):
    for visitor in (auditor, director):
        assert visitor.get(f"{CODE}?all=yes").status_code == HTTPStatus.FORBIDDEN


def test_the_list_shows_the_lead_what_words_suggest(lead, director, themes, found_audit):
    assert "Suggested: Visits" in lead.get(URL).content.decode()
    assert "Suggested" not in director.get(URL).content.decode()


def test_without_themes_the_lead_is_led_to_the_list(lead, found_audit):
    assert "There are no themes yet" in lead.get(URL).content.decode()


def test_the_file_has_what_the_list_shows(lead, themes, found_audit):
    code(lead, WARM, themes["Visits"])
    lines = lead.get(f"{URL}?export=csv&kind=strength").content.decode("utf-8-sig").splitlines()

    assert lines[1] == f"{WARM},Strength,The family,2023-06,{found_audit.pk},Elm Team,Rowan Service,Cared for children,Visits"


def test_more_findings_ask_no_more_of_the_database(lead, themes, found_audit):
    code(lead, WARM, themes["Visits"])
    lead.get(URL)
    with CaptureQueriesContext(connection) as few:
        lead.get(URL)
    more = [Finding(audit=found_audit, kind="area", text=f"The review {place} was late.") for place in range(15)]
    rows = Finding.objects.bulk_create(more)
    FindingCode.objects.bulk_create(FindingCode(finding=row, theme=themes["Reviews"], coded_by=lead.person) for row in rows)
    with CaptureQueriesContext(connection) as many:
        lead.get(URL)

    assert len(many) == len(few) <= 25
