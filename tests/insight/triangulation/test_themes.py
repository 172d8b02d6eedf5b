"""A theme of findings beside what is known of its domains: its findings, coded voices, and where they contradict each other."""

import csv
import io
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import FindingKind, Source, ThemeReply
from audits.models import Domain, Finding, FindingCode, FindingTheme
from foundation.accounts.models import Person
from tests.dip_samples import sampled
from tests.insight.conftest import released
from tests.insight.pages.test_grades import words
from tests.insight.triangulation.test_observed_and_said import CONCERN, SECURE, STRONG, heard, seen
from tests.insight.triangulation.test_page import JULY_12, SUPERVISION, scorecard
from tests.month_grades import ASSESSMENT, OVERSIGHT, alter, july, june
from voices.models import VoiceCode

__all__ = ["july", "june", "released", "scorecard"]
URL = "/insight/triangulation/"
AREA, STRENGTH = FindingKind.AREA, FindingKind.STRENGTH


@pytest.fixture
def theme(db) -> FindingTheme:
    theme = FindingTheme.objects.create(name="Reflective supervision")
    theme.domains.add(Domain.objects.get(name=OVERSIGHT))
    return theme


def of(theme: FindingTheme, **more) -> dict:
    return {"from": "2023-07", "to": "2023-07", "finding_theme": theme.pk, **more}


def write(audits, theme: FindingTheme, *kinds: FindingKind, source: Source = Source.RECORD) -> None:
    """Each of the audits has a finding of each kind on the theme."""
    rows = [Finding(audit=audit, kind=kind, text="Words.", source=source) for audit in audits for kind in kinds]
    coded = Finding.objects.bulk_create(rows)
    FindingCode.objects.bulk_create(FindingCode(finding=each, theme=theme, coded_by=Person.objects.system()) for each in coded)


def code(voices, theme: FindingTheme) -> None:
    VoiceCode.objects.bulk_create(VoiceCode(voice=voice, theme=theme, coded_by=Person.objects.system()) for voice in voices)


def rows_of(visitor, theme: FindingTheme, **more) -> list[dict[str, str]]:
    content = visitor.get(URL, of(theme, export="csv", **more)).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_findings_voices_and_what_is_known_of_its_domains_are_on_one_page(lead, july, elm_team, scorecard, theme):
    write(july[:6], theme, AREA)
    write(july[5:8], theme, STRENGTH)
    code(heard(*[ThemeReply.YES] * 7, ThemeReply.PARTLY), theme)
    seen(elm_team, STRONG)
    sampled(yes=9, n=10, domain=OVERSIGHT, on=JULY_12)

    assert [(row["Source"], row["What was looked at"], row["What was found"]) for row in rows_of(lead, theme)][:6] == [
        ("Audits", "Findings of July 2023 on this theme",
         "in 8 audits: strengths alone in 2, an area for improvement in 6, with a strength in 1 of these"),
        ("Audits", f"Audits of July 2023, before moderation ({OVERSIGHT})", "9 of 9 Requires improvement to be good"),
        ("Observed practice", f"Observations of July 2023 ({OVERSIGHT})", "strong or secure in 1 of 1"),
        ("Voices", "Voices of July 2023 coded to this theme", "positive in 7 of 8"),
        ("Dip samples", f"Reflection in supervision, First, drawn 12 July 2023 ({OVERSIGHT})",
         "Yes in 9 of 10 (“Does supervision ask what the child needs?”)"),
        ("Figures", f"{SUPERVISION} ({OVERSIGHT})", "63.4% in July 2023, down 9.4 points since June 2023"),
    ]  # fmt: skip
    said = words(lead.get(URL, of(theme)))
    assert (
        "Voices and audits contradict each other. 7 of 8 (88%) positive, but 2 of 8 (25%) with strengths alone. They are 63 percentage "
        "points apart (95% interval 14 to 83)."
    ) in said
    assert f"Voices and audits contradict each other on {OVERSIGHT}. 7 of 8 (88%) positive, but 0 of 9 (0%) Good or better." in said


def test_findings_are_counted_by_where_they_were_seen_or_heard_and_lead_to_their_rows(lead, july, theme):
    write(july[:3], theme, AREA)
    write(july[:1], theme, AREA, source=Source.FAMILY)
    write(july[4:5], theme, STRENGTH, source=Source.FAMILY)
    page = lead.get(URL, of(theme))

    assert [[getattr(cell, "value", cell) for cell in row] for row in page.context["sources"].rows] == [
        ["The child’s record", 0, 3],
        ["The family", 1, 1],
    ]
    behind = f"/findings/?{urlencode({'theme': theme.pk, 'first': '2023-07', 'last': '2023-07'})}"
    assert f'href="{behind.replace("&", "&amp;")}"' in page.content.decode()
    assert len(lead.get(behind).context["table"].rows) == 5
    one = lead.get(f"{behind}&source=family&kind=area")
    assert len(one.context["table"].rows) == 1


def test_what_was_coded_to_a_merged_theme_counts_too(lead, july, theme):
    write(july[:5], FindingTheme.objects.create(name="Old words", merged_into=theme, merged_on=JULY_12), AREA)

    assert [row["Out of (n)"] for row in rows_of(lead, theme)][:1] == ["5"]


def test_voices_open_to_those_that_are_weighed(lead, july, theme):
    voices = heard(ThemeReply.YES, ThemeReply.NO)
    code([*voices, *heard(ThemeReply.YES, domain=ASSESSMENT)], theme)
    page = lead.get(URL, of(theme))

    assert "positive in 1 of 2; 1 more not weighed" in words(page)
    address = f"{URL}rows/voices/?from=2023-07&to=2023-07&finding_theme={theme.pk}"
    assert address.replace("&", "&amp;") in page.content.decode()
    behind = lead.get(address)
    assert [row[0].value for row in behind.context["behind"].rows] == [f"Voice {each.number}" for each in voices]
    assert f'href="{URL}?from=2023-07&amp;to=2023-07&amp;finding_theme={theme.pk}"' in behind.content.decode()


def test_what_is_about_two_domains_is_not_held_against_each_other(lead, july, theme):
    """Management oversight: 9 of 9 weak. A dip sample on assessment says otherwise of assessment, not of oversight."""
    theme.domains.add(Domain.objects.get(name=ASSESSMENT))
    sampled(yes=10, n=10, domain=ASSESSMENT, on=JULY_12)
    page = lead.get(URL, of(theme))
    apart = [each.sentence for each in page.context["apart"]]

    assert all(sentence.count("contradict each other") == 1 for sentence in apart)
    assert f"drawn 12 July 2023 ({ASSESSMENT})" in words(page)


def test_without_a_domain_it_says_so_and_to_whom_it_can_be_said_where(lead, director, july, theme):
    theme.domains.clear()
    write(july[:2], theme, AREA)

    assert [row["Source"] for row in rows_of(lead, theme)] == ["Audits"]
    assert f'href="{theme.get_absolute_url()}"' in lead.get(URL, of(theme)).content.decode()
    assert "The QA lead can say to which it belongs." in words(director.get(URL, of(theme)))


def test_the_board_is_shown_whole_months_of_enough_and_no_voices(board_member, july, theme):
    write(july[:5], theme, AREA)
    code(heard(*[ThemeReply.YES] * 8), theme)
    found = {row["What was looked at"]: row["What was found"] for row in rows_of(board_member, theme)}

    assert found["Findings of July 2023 on this theme"] == "in 5 audits: strengths alone in 0, an area for improvement in 5"
    assert found["Voices of July 2023 coded to this theme"] == "Not shown: voices on a theme are a part of those on its domains."
    page = board_member.get(URL, of(theme))
    assert page.context["sources"] is None
    assert "/findings/?" not in page.content.decode()


@pytest.mark.parametrize(("areas", "strengths", "shown"), [(5, 0, True), (5, 1, False), (4, 0, False), (5, 5, False)])
def test_a_month_with_one_to_four_of_a_sort_is_not_shown_to_the_board(board_member, june, theme, areas, strengths, shown):
    """With five and five overlapping in one there is one audit with both."""
    write(june[:areas], theme, AREA)
    write(june[areas - 1 : areas - 1 + strengths], theme, STRENGTH)
    (row,) = [
        row for row in rows_of(board_member, theme, **{"from": "2023-06", "to": "2023-06"}) if "on this theme" in row["What was looked at"]
    ]

    assert (row["What was found"] != "Not shown: fewer than five on one side.") == shown


def test_the_board_is_shown_nothing_of_a_part(board_member, july, elm_team, theme):
    write(july, theme, AREA)
    alter(july[:6], team=elm_team)

    assert [row["Good practice"] for row in rows_of(board_member, theme, team=elm_team.pk)] in ([""], [])


def test_nothing_of_a_month_that_is_graded_blind(moderator, july, theme):
    write(july, theme, AREA)
    code(heard(*[ThemeReply.YES] * 8), theme)
    alter(july[:1], moderator=moderator.person)

    assert rows_of(moderator, theme) == []


def test_it_is_narrowed_by_team_and_leads_to_no_list_that_is_not(lead, july, elm_team, theme):
    write(july, theme, AREA)
    alter(july[:6], team=elm_team)
    page = lead.get(URL, of(theme, team=elm_team.pk)).content.decode()

    assert [row["Out of (n)"] for row in rows_of(lead, theme, team=elm_team.pk)][:1] == ["6"]
    assert "/findings/?theme" not in page


def test_a_domain_and_a_theme_at_once_are_answered_in_words(lead, july, theme):
    page = lead.get(URL, of(theme, domain=OVERSIGHT))

    assert "Choose a domain or a theme of findings, not both. The domain is shown." in words(page)
    assert page.context["chosen"] == OVERSIGHT


def test_its_picture_is_drawn(lead, july, elm_team, theme):
    write(july[:6], theme, AREA)
    for grade in (STRONG, SECURE, CONCERN):
        seen(elm_team, grade)
    drawn = lead.get(f"{URL}chart.svg", of(theme)).content.decode()

    assert "Findings of July 2023 on this theme: 0 of 6 (0%) with strengths alone" in drawn


def test_the_page_of_all_domains_leads_to_each_theme(lead, july, theme):
    address = f'href="{URL}?from=2023-07&amp;to=2023-07&amp;finding_theme={theme.pk}"'

    assert address in lead.get(URL, {"from": "2023-07", "to": "2023-07"}).content.decode()


def test_it_asks_few_questions_however_many_rows_there_are(lead, june, july, elm_team, scorecard, theme):
    asked = of(theme, **{"from": "2023-06"})

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert lead.get(URL, asked).status_code == 200
        return len(found)

    def more(audits) -> None:
        write(audits, theme, AREA, STRENGTH)
        code(heard(ThemeReply.YES), theme)
        sampled(yes=5, n=10, domain=OVERSIGHT, on=JULY_12)
        seen(elm_team, STRONG)

    more(july[:1])
    queries()
    one = queries()
    more(july[1:3])
    more(june[1:3])
    theme.domains.add(Domain.objects.get(name=ASSESSMENT))
    assert queries() == one
    assert one <= 25


def test_practitioners_are_refused(worker, july, theme):
    assert worker.get(URL, of(theme)).status_code == 403
