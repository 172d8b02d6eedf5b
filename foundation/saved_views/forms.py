"""A name for the filters in force."""

from typing import Any

from django import forms

from foundation.accounts.permissions import is_lead
from foundation.govuk.forms import ServiceForm

from .models import SavedView
from .services import is_page, save_view


class SaveViewForm(ServiceForm):
    name = forms.CharField(label="Name of the view", max_length=60, widget=forms.TextInput(attrs={"id": "id_view_name"}))
    place = forms.CharField(max_length=60, widget=forms.HiddenInput)
    page = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    filters = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)
    is_shared = forms.BooleanField(label="Offer it to everybody: each sees their own rows in it", required=False)

    submit_text = "Save this view"
    # The name of the page on which the saved view is opened: that from which it was saved.
    opens_on = ""
    field_options = {"name": {"width": 20, "count": None}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, auto_id="view_%s", **kwargs)
        if not is_lead(self.actor):
            del self.fields["is_shared"]

    def act(self) -> SavedView:
        given = dict(self.cleaned_data)
        page = given.pop("page")
        view = save_view(actor=self.actor, **given)
        self.opens_on = page if page and is_page(page) else view.place
        return view
