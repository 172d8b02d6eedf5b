"""/settings/finding-themes/: the list that the QA lead edits."""

from http import HTTPStatus

import pytest

from audits.models import FindingTheme
from foundation.activity.models import Entry

URL = "/settings/finding-themes/"


def page_of(theme: FindingTheme, act: str = "") -> str:
    return f"{URL}{theme.pk}/{act}"


def test_an_empty_list_begins_with_some_that_the_lead_edits(lead):
    form = lead.get(f"{URL}add/").context["form"]
    assert "Drift and delay" in form["names"].value()

    response = lead.post(f"{URL}add/", {"names": "Drift\nVoice"})
    assert (response.url, list(FindingTheme.objects.values_list("name", flat=True))) == (URL, ["Drift", "Voice"])


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(lead, themes):
    page = lead.post(f"{URL}add/", {"names": "Drift\nVisits"}).content.decode()

    assert "“Visits” is in the list already." in page
    assert "Drift\nVisits" in page


def test_a_theme_is_reworded(lead, themes):
    theme = themes["Visits"]
    version = lead.get(page_of(theme)).context["form"]["version"].value()
    lead.post(page_of(theme), {"name": "Visits and contact", "covers": "Kept.", "version": version})

    assert "Visits and contact" in lead.get(URL).content.decode()
    assert "Reworded the theme" in lead.get(page_of(theme)).content.decode()


def test_of_two_who_reword_it_the_second_is_told(lead, themes):
    theme = themes["Visits"]
    version = lead.get(page_of(theme)).context["form"]["version"].value()
    lead.post(page_of(theme), {"name": "Contact", "covers": "", "version": version})
    page = lead.post(page_of(theme), {"name": "Calls", "covers": "", "version": version}).content.decode()

    assert "while you had this page open" in page
    assert FindingTheme.objects.get(pk=theme.pk).name == "Contact"


def test_it_is_merged_and_its_page_says_where_it_went(lead, themes):
    theme, into = themes["Visits"], themes["Reviews"]
    lead.post(page_of(theme, "merge/"), {"into": into.pk})

    assert "Merged into Reviews on" in lead.get(page_of(theme)).content.decode()
    assert "Counted with it:" in lead.get(page_of(into)).content.decode()
    assert [entry["title"] for entry in lead.get(page_of(theme)).context["entries"]] == ["Merged the theme into another", "Added the theme"]


@pytest.mark.parametrize(("act", "then"), [("retire/", "Retired on"), ("bring-back/", "In use")])
def test_it_is_retired_and_brought_back(lead, themes, act, then):
    theme = themes["Visits"]
    lead.post(page_of(theme, "retire/"))
    response = lead.post(page_of(theme, act), follow=True)

    assert then in response.content.decode()


@pytest.mark.parametrize("address", ["", "add/", "{pk}/", "{pk}/merge/"])
def test_the_pages_are_the_leads(auditor, director, board_member, themes, address):
    for visitor in (auditor, director, board_member):
        assert visitor.get(f"{URL}{address.format(pk=themes['Visits'].pk)}").status_code == HTTPStatus.FORBIDDEN


def test_a_theme_that_is_not_there_is_not_found(lead):
    assert lead.get(f"{URL}99/").status_code == HTTPStatus.NOT_FOUND


def test_looking_changes_nothing(lead, themes):
    before = Entry.objects.count()
    for act in ("", "merge/"):
        lead.get(page_of(themes["Visits"], act))
    assert lead.get(page_of(themes["Visits"], "retire/")).status_code == HTTPStatus.METHOD_NOT_ALLOWED

    assert Entry.objects.count() == before


def test_the_list_is_taken_as_a_file(lead, themes):
    lines = lead.get(f"{URL}?export=csv").content.decode("utf-8-sig").splitlines()

    assert lines[:2] == ["Theme,What belongs to it,Findings coded,State", "Reviews,,0,In use"]
