"""/audits/1/form/findings/: themes beside each finding, suggested from its words."""

from http import HTTPStatus

import pytest

from audits.auditing.services.auditing import submit_audit
from audits.models import FindingCode
from audits.themes.services.themes import add_themes, merge_theme
from tests.audit_stages import grade_all
from tests.audits.auditing.pages.test_form import rows, section_url


@pytest.fixture
def themes(lead) -> dict:
    return {theme.name: str(theme.pk) for theme in add_themes(actor=lead.person, names=["Supervision", "Reviews", "Direct work"])}


@pytest.fixture
def address(begun_audit) -> str:
    return section_url(begun_audit, "findings")


def written(*given: tuple[str, str], **themes) -> dict:
    return rows("strength", *given) | rows("area") | themes


def codes() -> list[tuple[str, str]]:
    return sorted(FindingCode.objects.values_list("finding__text", "theme__name"))


def first_row(visitor, address):
    return visitor.get(address).context["form"].sets[0].forms[0]


def test_ticked_themes_are_saved_with_the_finding(auditor, themes, address):
    given = written(
        ("Reviews are in time.", "record"), **{"strength-0-themes": [themes["Reviews"]], "strength-0-other_themes": [themes["Supervision"]]}
    )
    auditor.post(address, given)

    assert codes() == [("Reviews are in time.", "Reviews"), ("Reviews are in time.", "Supervision")]


def test_the_page_shows_what_is_chosen_and_what_the_words_suggest(auditor, themes, address):
    auditor.post(address, written(("Supervision changed the direct work.", "record"), **{"strength-0-themes": [themes["Supervision"]]}))
    row = first_row(auditor, address)

    assert row["themes"].value() == [themes["Supervision"]]
    assert row.in_sight == [themes["Supervision"], themes["Direct work"]]
    assert row.out_of_sight == [themes["Reviews"]]


def test_unticking_takes_a_theme_away(auditor, themes, address):
    auditor.post(address, written(("Supervised.", "record"), **{"strength-0-themes": [themes["Supervision"]]}))
    auditor.post(address, written(("Supervised.", "record")))

    assert codes() == []


def test_without_themes_nothing_is_asked(auditor, address):
    assert "Other themes" not in auditor.get(address).content.decode()


def test_while_typing_themes_are_suggested_and_what_is_ticked_stays(auditor, themes, begun_audit):
    answer = auditor.post(
        f"/audits/{begun_audit.number}/suggest-themes/?row=strength-1",
        {"strength-1-text": "The review was late.", "strength-1-other_themes": [themes["Supervision"]]},
    )
    row = answer.context["row"]

    assert row.in_sight == [themes["Supervision"], themes["Reviews"]]
    assert (row["themes"].value(), row.heading) == ([themes["Supervision"]], "Strength 2")


@pytest.mark.parametrize("row", ["", "strength", "strength-1-text", "other-1", "strength-999"])
def test_a_row_that_is_none_is_not_found(auditor, themes, begun_audit, row):
    assert auditor.post(f"/audits/{begun_audit.number}/suggest-themes/?row={row}").status_code == HTTPStatus.NOT_FOUND


def test_nobody_else_asks_for_suggestions(lead, moderator, outsider, themes, begun_audit):
    for visitor in (lead, moderator, outsider):
        assert visitor.post(f"/audits/{begun_audit.number}/suggest-themes/?row=area-0").status_code == HTTPStatus.NOT_FOUND


def test_of_two_windows_the_second_is_shown_both_with_their_themes(auditor, themes, address):
    seen = auditor.get(address).context["form"]["seen"].value()
    first = written(("Supervised.", "record"), **{"strength-0-themes": [themes["Supervision"]]})
    auditor.post(address, first | {"seen": seen})
    page = auditor.post(address, written(("Supervised.", "record"), **{"strength-0-themes": [themes["Reviews"]]}) | {"seen": seen})

    assert "Supervision" in page.content.decode()
    assert codes() == [("Supervised.", "Supervision")]


def test_a_theme_that_was_merged_meanwhile_stays_to_choose_where_it_is_used(lead, auditor, themes, address):
    given = written(("Supervised.", "record"), **{"strength-0-themes": [themes["Supervision"]]})
    auditor.post(address, given)
    keys = FindingCode.objects.get().theme, FindingCode.objects.get().theme.__class__.objects.get(pk=themes["Reviews"])
    merge_theme(actor=lead.person, theme=keys[0], into=keys[1])

    assert "Supervision (counted under Reviews)" in auditor.get(address).content.decode()
    auditor.post(address, given)
    assert codes() == [("Supervised.", "Supervision")]


def test_the_check_page_names_themes_and_says_how_many_have_none(auditor, themes, begun_audit, address):
    given = written(("Supervised.", "record"), ("Warm.", "record"), **{"strength-0-themes": [themes["Supervision"]]})
    auditor.post(address, given)
    page = auditor.get(f"/audits/{begun_audit.number}/check/").content.decode()

    assert "Themes: Supervision" in page
    assert "1 of your findings has no theme." in page


def test_a_finding_without_a_theme_stops_no_submission(auditor, themes, begun_audit, address):
    auditor.post(address, written(("Warm.", "record")))

    assert submit_audit(actor=auditor.person, audit=grade_all(begun_audit)).submitted_on
