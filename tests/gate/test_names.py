"""Names of people, teams and services are on one line, through every door."""

import pytest
from django.core.exceptions import ValidationError

from audits.past_audits.services import keep_upload as keep_audits
from foundation.accounts.services import change_council, save_person, save_service, save_team
from foundation.activity.models import Entry
from performance.imports.services import keep_upload as keep_figures

NAMES = ["Elm\r\nSet-Cookie: a=b", "Elm\x07", "Elm\u2029Team", "\u202emaeT", "  "]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_has_a_line_break_or_a_hidden_mark(administrator, name):
    actor = administrator.person
    for save in (
        lambda: save_team(actor=actor, name=name),
        lambda: save_service(actor=actor, name=name),
        lambda: save_person(actor=actor, name=name, email="new@example.org"),
        lambda: change_council(actor=actor, name=name),
    ):
        with pytest.raises(ValidationError, match="Type it again"):
            save()


def test_quotation_marks_and_accents_are_names_like_any_other(administrator):
    assert save_team(actor=administrator.person, name="“Zoë’s” team / O'Neill").name == "“Zoë’s” team / O'Neill"


def test_bringing_a_file_is_in_the_trail(lead):
    keep_audits(actor=lead.person, name="past.csv", content=b"month,case,team\n2023-06,A1,Elm\n")
    keep_figures(actor=lead.person, name="figures.csv", content=b"indicator,month,value\nVisits,2023-06,3\n")

    kept = Entry.objects.filter(verb__in=["upload.kept", "indicator.upload_kept"])
    assert [entry.facts["file"] for entry in kept] == ["past.csv", "figures.csv"]
    assert all(len(entry.facts["sha256"]) == 64 for entry in kept)
