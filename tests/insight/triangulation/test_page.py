"""The page of triangulation: every domain, and one of them with its picture, table, rows and rule."""

import csv
import datetime
import io
import re
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studies.models import Study
from tests.dip_samples import sampled
from tests.insight.conftest import released
from tests.insight.pages.test_grades import words
from tests.month_grades import ASSESSMENT, JULY, OUTCOMES, OVERALL, OVERSIGHT, RELATIONSHIP, add_month, alter, july, june
from tests.tables import links_on, table_on

__all__ = ["july", "june", "released"]
URL = "/insight/triangulation/"
JULY_ALONE = {"from": "2023-07", "to": "2023-07"}
OF_OVERSIGHT = {**JULY_ALONE, "domain": OVERSIGHT}
JULY_12 = datetime.date(2023, 7, 12)
SUPERVISION = "Open cases (CIN CP CfC) with appropriate case supervision recorded"


@pytest.fixture
def scorecard(db, settings) -> None:
    call_command("import_kpis", str(settings.BASE_DIR / "tests/reference/scorecard-2023-07.csv"), stdout=StringIO())


@pytest.fixture
def dip_sample(db) -> Study:
    """Of ten records of July nine say Yes."""
    return sampled(yes=9, n=10, domain=OVERSIGHT, on=JULY_12)


def rows_of(visitor, **asked) -> list[dict[str, str]]:
    content = visitor.get(URL, {"export": "csv", **JULY_ALONE, **asked}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_supervision_as_the_report_has_it_contradicts_a_dip_sample(lead, july, scorecard, dip_sample):
    page = lead.get(URL, OF_OVERSIGHT)

    assert (
        f"{OVERSIGHT}. Audits of July 2023, before moderation: 9 of 9 Requires improvement to be good. "
        "Reflection in supervision, First, drawn 12 July 2023: Yes in 9 of 10 (“Does supervision ask what the child needs?”). "
        f"{SUPERVISION}: 63.4% in July 2023, down 9.4 points since June 2023. "
    ) in words(page)
    assert (
        "Dip samples and audits contradict each other. 9 of 10 (90%) Yes, but 0 of 9 (0%) Good or better. They are 90 percentage points "
        "apart (95% interval 47 to 98)."
    ) in words(page)


def test_without_a_domain_it_says_in_short_what_contradicts_and_which_source_is_on_which_side(lead, july, scorecard, dip_sample):
    page = lead.get(URL, JULY_ALONE)
    (row,) = (row for row in table_on(page, "What each source bears out") if row["Domain"] == OVERSIGHT)

    assert row == {
        "Domain": OVERSIGHT,
        "What its sources come to": "Contradict each other",
        "Mostly good": "Dip samples",
        "Mostly not good": "Audits",
        "Either, or cannot say": "Figures",
    }
    (shown,) = page.context["apart"]
    assert (shown.about, shown.reasons[0].split(".")[0]) == (OVERSIGHT, "Dip samples and audits contradict each other")
    (href,) = (row["Domain"] for row in links_on(page, "What each source bears out") if OVERSIGHT.split()[0] in row["Domain"])
    assert lead.get(href).context["chosen"] == OVERSIGHT


def test_every_sentence_is_short(lead, july, scorecard, dip_sample):
    page = lead.get(URL, OF_OVERSIGHT)
    said = " ".join([*(each.sentence for each in page.context["apart"]), *page.context["rule"]])

    assert [sentence for sentence in re.split(r"(?<=[.”)])\s+(?=[A-Z0-9])", said) if len(sentence.split()) > 25] == []


def test_every_figure_leads_to_its_rows(lead, july, scorecard, dip_sample):
    page = lead.get(URL, OF_OVERSIGHT).content.decode()
    audits = f"/audits/?month=2023-07&{urlencode({'domain': OVERSIGHT, 'grade': 'graded'})}&by=pre"

    assert f'href="{audits.replace("&", "&amp;")}"' in page
    assert len(lead.get(audits).context["table"].rows) == 9
    for address in (dip_sample.get_absolute_url(), "/performance/indicators/case-supervision-percent/"):
        assert f'href="{address}"' in page
        assert lead.get(address).status_code == 200


def test_without_another_source_it_says_that_there_is_too_little(lead, july, scorecard):
    text = words(lead.get(URL, OF_OVERSIGHT))

    assert "Too few to say: only audits can be weighed." in text
    assert "63.4% in July 2023, down 9.4 points since June 2023" in text
    assert "Not weighed No signal on its control chart, and no target" in text


def test_too_few_are_named(lead, july):
    sampled(yes=4, n=4, domain=OVERSIGHT, on=JULY_12)

    assert "Too few to say: only audits can be weighed. Of too few: dip samples 4." in words(lead.get(URL, OF_OVERSIGHT))


def test_sources_that_say_the_same(lead, july):
    sampled(yes=0, n=8, domain=OVERSIGHT, on=JULY_12)

    assert "Audits and dip samples say the same: mostly not good." in words(lead.get(URL, OF_OVERSIGHT))


def test_no_contradiction_is_not_agreement(lead, july):
    sampled(yes=4, n=10, domain=OVERSIGHT, on=JULY_12)

    text = words(lead.get(URL, OF_OVERSIGHT))
    assert "No contradiction is shown between audits and dip samples. That is not evidence that they agree." in text


def test_a_target_that_is_met_contradicts_grades_that_are_not_good(lead, july, scorecard, analyst):
    from performance.models import Indicator, Target

    Target.objects.create(indicator=Indicator.objects.get(slug="case-supervision-percent"), value=60, first_month=JULY)

    text = words(lead.get(URL, OF_OVERSIGHT))
    assert f"Figures and audits contradict each other. {SUPERVISION}: target 60: met, but 0 of 9 (0%) Good or better." in text


def test_every_domain_is_a_row_and_the_rule_is_on_the_page(lead, july, scorecard, dip_sample):
    page = lead.get(URL, JULY_ALONE)
    found = {row["Domain"]: row["What the sources come to"] for row in rows_of(lead)}

    assert list(found) == [OVERALL.capitalize() + " judgement", RELATIONSHIP, ASSESSMENT, *list(found)[3:]]
    assert found[OVERSIGHT] == "Sources contradict each other"
    assert found[OUTCOMES] == "Too few to say"
    assert "Two shares contradict each other where one is above one half and the other below it." in words(page)
    assert f"{URL}?from=2023-07&amp;to=2023-07&amp;{urlencode({'domain': OVERSIGHT})}" in page.content.decode()


def test_it_is_narrowed_by_team_and_cohort(lead, july, elm_team, scorecard, dip_sample):
    alter(july[:6], team=elm_team, cohort="Cared for")

    for asked in ({"team": elm_team.pk}, {"cohort": "Cared for"}):
        found = [row for row in rows_of(lead, **asked) if row["Domain"] == OVERSIGHT]
        assert [(row["Source"], row["Good practice"], row["Out of (n)"]) for row in found] == [("Audits", "0", "6")]


def test_a_picture_has_every_share(lead, july, dip_sample):
    page = lead.get(URL, OF_OVERSIGHT)
    drawn = lead.get(f"{URL}chart.svg", OF_OVERSIGHT | {"narrow": ""})

    assert f"{URL}chart.svg?from=2023-07&amp;to=2023-07&amp;{urlencode({'domain': OVERSIGHT})}&amp;narrow" in page.content.decode()
    assert drawn["Content-Type"] == "image/svg+xml"
    assert "Audits of July 2023, before moderation: 0 of 9 (0%) Good or better, 95% interval 0–30%." in drawn.content.decode()
    assert "First, drawn 12 July 2023: 9 of 10 (90%) Yes, 95% interval 60–98%." in drawn.content.decode()
    assert lead.get(f"{URL}chart.svg", JULY_ALONE).status_code == 404


def test_what_moved_since_as_many_months_before(lead, june, july):
    rows = words(lead.get(URL, {"from": "2023-06", "to": "2023-06", "domain": OVERSIGHT}))
    assert "0 of 14 (0%)" in rows

    grades = {OVERALL: " ".join(["G"] * 12), OVERSIGHT: " ".join(["G"] * 12)}
    add_month(datetime.date(2023, 5, 1), grades, grades)
    text = words(lead.get(URL, {"from": "2023-06", "to": "2023-06", "domain": OVERSIGHT}))
    assert "100 points lower (95% interval −100 to −" in text


def test_the_board_is_shown_no_small_numbers_and_no_dip_sample(board_member, july, scorecard, dip_sample):
    found = [row["Source"] for row in rows_of(board_member, domain=OVERSIGHT)]

    assert found == ["Audits", "Figures", "Figures"]
    page = board_member.get(URL, OF_OVERSIGHT).content.decode()
    assert "/audits/?" not in page
    assert "/studies/" not in page


def test_a_reader_of_one_study_who_reads_not_every_audit_is_shown_no_side_of_one_to_four(moderator, july, dip_sample):
    dip_sample.readers.add(moderator.person)
    (row,) = [row for row in rows_of(moderator, domain=OVERSIGHT) if row["Source"] == "Dip samples"]

    assert (row["What was found"], row["Good practice"]) == ("Not shown: fewer than five on one side.", "")


def test_nobody_reads_grades_of_a_month_that_they_have_yet_to_grade_blind(moderator, june, july):
    alter(july[:1], moderator=moderator.person)
    text = words(moderator.get(URL, {"from": "2023-06", "to": "2023-07", "domain": OVERSIGHT}))

    assert "You still have audits to moderate blind in July 2023." in text
    assert "Audits of June 2023, after moderation" in text
    assert "9 of 9" not in text
    assert [row["Source"] for row in rows_of(moderator, domain=OVERSIGHT)] == []


def test_practitioners_are_refused(worker, july):
    assert worker.get(URL).status_code == 403
    assert worker.get(f"{URL}chart.svg").status_code == 403


def test_before_an_audit_is_submitted_it_says_what_to_do(lead, db):
    assert lead.get(URL).status_code == 200
    assert lead.get(f"{URL}chart.svg").status_code == 404


def test_it_asks_few_questions_however_many_rows_there_are(lead, june, july, scorecard, dip_sample):
    asked = {"from": "2023-06", "to": "2023-07"}

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert lead.get(URL, asked).status_code == 200
        return len(found)

    lead.get(URL, asked)
    one = queries()
    for _ in range(2):
        sampled(yes=5, n=10, domain=OVERSIGHT, on=JULY_12)
    assert queries() == one
    assert one <= 25
