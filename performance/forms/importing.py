"""Choosing a file of figures."""

from django import forms

from foundation.accounts.models import Person
from foundation.govuk.forms import GovukForm
from performance.enums import Shape
from performance.models import Upload
from performance.services import keep_upload

BY_HEADINGS = ""
BY_CHOICE = [choice for choice in Shape.choices if choice[0] != Shape.MAPPED]


class UploadForm(GovukForm, forms.Form):
    file = forms.FileField(label="File of figures", help_text="CSV or Excel (.xlsx), up to 40 MB", allow_empty_file=True)
    shape = forms.ChoiceField(
        label="Which table is it?", required=False, choices=[("auto", "Know it by its headings"), *BY_CHOICE], initial="auto"
    )

    submit_text = "Check this file"
    field_options = {"shape": {"legend_size": "s", "small": True}}

    def save(self, actor: Person) -> Upload:
        """Keep the file to be checked. Raises UnreadableFile."""
        file, shape = self.cleaned_data["file"], self.cleaned_data["shape"]
        return keep_upload(actor=actor, content=file.read(), name=file.name, shape=shape if shape in Shape.values else BY_HEADINGS)
