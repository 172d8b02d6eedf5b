"""What a person keeps for themselves leaves a trail, and has a plain name."""

import pytest
from django.core.exceptions import ValidationError

from actions.models import SavedView
from actions.services.keeping import delete_view, save_view
from foundation.activity.models import Entry


@pytest.mark.parametrize("shared", [True, False])
def test_saving_and_deleting_a_view_is_in_the_trail(lead, shared):
    view = save_view(actor=lead.person, name="Late in Elm", filters="team=1", is_shared=shared)
    delete_view(actor=lead.person, view=view)

    verbs = ["action.view_shared" if shared else "action.view_saved", "action.view_deleted"]
    assert list(Entry.objects.filter(verb__startswith="action.view").values_list("verb", flat=True)) == verbs
    assert Entry.objects.get(verb="action.view_deleted").facts == {
        "name": "Late in Elm",
        "filters": "team=1",
        "of": lead.person.name,
        "shared": shared,
    }


@pytest.mark.parametrize("name", ["Late\r\nSet-Cookie: a=b", "a\u2028b", "\u202eetal"])
def test_a_view_s_name_is_on_one_line(lead, name):
    with pytest.raises(ValidationError, match="Type it again"):
        save_view(actor=lead.person, name=name, filters="")
    assert not SavedView.objects.exists()
