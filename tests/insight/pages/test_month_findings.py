"""/insight/themes/drafts/2023-06/: a month's key findings drafted from its coded findings."""

from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied

from audits.enums import FindingKind, Source
from foundation.activity.models import Entry
from foundation.council.months import add_months
from insight.models import MonthFinding
from insight.themes.services import WrittenFinding, save_month_findings
from tests.insight.pages.test_themes import themes, write
from tests.month_grades import JUNE, add_cycle

__all__ = ["themes", "write"]
URL = "/insight/themes/drafts/2023-06/"
AREA = FindingKind.AREA


def draft(lead, *names: str, themes, kind: FindingKind = AREA) -> list[MonthFinding]:
    drafts = [(themes[name].pk, kind) for name in names]
    return save_month_findings(actor=lead.person, cycle=add_cycle(JUNE), written={}, drafts=drafts)


def test_what_is_ticked_becomes_a_sentence_with_its_count(lead, write, themes):
    write(JUNE, "Drift", "Drift Reviews", "")
    form = lead.get(URL).context["form"]
    assert form.fields["themes_area"].choices == [
        (str(themes["Drift"].pk), "Drift: 2 of 3 (67%)"),
        (str(themes["Reviews"].pk), "Reviews: 1 of 3 (33%)"),
    ]

    lead.post(URL, {"themes_area": [themes["Drift"].pk], "draft": "1"})
    row = MonthFinding.objects.get()
    assert (row.text, row.seen_in, row.seen_of, row.source) == ("Seen in 2 of 3 audits of June 2023: drift.", 2, 3, Source.RECORD)


def test_a_theme_that_repeats_says_since_when(lead, write, themes):
    for back in (2, 1, 0):
        write(add_months(JUNE, -back), "Drift", source=Source.CHILD)
    row = draft(lead, "Drift", themes=themes)[0]

    assert (row.text, row.source) == ("Seen in 1 of 1 audits of June 2023, and in every month since April 2023: drift.", Source.CHILD)


def test_a_draft_is_edited_and_cleared(lead, write, themes):
    write(JUNE, "Drift Reviews")
    drift, reviews = draft(lead, "Drift", "Reviews", themes=themes)
    page = {f"text_{drift.pk}": "Seen in the one audit of June 2023: plans drift.", f"source_{drift.pk}": "family"}
    lead.post(URL, page | {f"text_{reviews.pk}": "", f"source_{reviews.pk}": "record"})

    assert [(row.text, row.source) for row in MonthFinding.objects.all()] == [(page[f"text_{drift.pk}"], "family")]
    entry = Entry.objects.of(add_cycle(JUNE)).filter(verb="month.findings_drafted").last()
    assert entry.facts["after"] == [page[f"text_{drift.pk}"]]


def test_a_theme_is_drafted_once_a_month(lead, write, themes):
    write(JUNE, "Drift")
    draft(lead, "Drift", themes=themes)

    assert draft(lead, "Drift", themes=themes) == []
    assert "themes_area" not in lead.get(URL).context["form"].fields


def test_a_theme_that_was_not_seen_is_refused(lead, write, themes):
    write(JUNE, "Drift")
    assert (
        "Select a valid choice" in lead.post(URL, {"themes_area": [themes["Voice"].pk]}).content.decode()
        or MonthFinding.objects.count() == 0
    )


def test_words_that_name_a_child_are_asked_about_and_kept_with_a_reason(lead, write, themes):
    write(JUNE, "Drift")
    row = draft(lead, "Drift", themes=themes)[0]
    given = {f"text_{row.pk}": "Plans drift for Jayden Smith.", f"source_{row.pk}": "record"}
    assert "Why may these words stand?" in lead.post(URL, given).content.decode()

    lead.post(URL, given | {"kept": "The name of a programme"})
    assert MonthFinding.objects.get().text == "Plans drift for Jayden Smith."


def test_a_count_that_changed_since_is_pointed_out(lead, write, themes):
    write(JUNE, "Drift")
    draft(lead, "Drift", themes=themes)
    write(JUNE, "Drift")

    assert "drafted from 1 of 1 audits, now seen in 2 of 2" in " ".join(lead.get(URL).content.decode().split())


def test_what_a_report_has_taken_over_no_longer_changes(lead, write, themes):
    write(JUNE, "Drift")
    row = draft(lead, "Drift", themes=themes)[0]
    MonthFinding.objects.update(taken_on=JUNE)
    written = {row.pk: WrittenFinding("Other words.", Source.RECORD)}
    save_month_findings(actor=lead.person, cycle=add_cycle(JUNE), written=written)

    assert MonthFinding.objects.get().text == row.text
    assert "Taken over into the report" in lead.get(URL).content.decode()


def test_only_the_lead_drafts(director, head_of_service, board_member, write):
    write(JUNE, "Drift")
    for visitor in (director, head_of_service, board_member):
        assert visitor.get(URL).status_code == HTTPStatus.FORBIDDEN
        with pytest.raises(PermissionDenied):
            save_month_findings(actor=visitor.person, cycle=add_cycle(JUNE), written={})


def test_a_month_that_nobody_planned_is_not_found(lead, themes):
    assert lead.get("/insight/themes/drafts/2020-01/").status_code == HTTPStatus.NOT_FOUND


def test_a_month_without_coded_findings_says_what_to_do(lead, write):
    write(JUNE, "")

    assert "Code its findings" in lead.get(URL).content.decode()
