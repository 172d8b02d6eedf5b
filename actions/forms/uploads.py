"""Several files in one field."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files; empty for none."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"widget": FilesInput(attrs={"multiple": True}), "required": False, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        # Emptiness is the service's to say, by name.
        return [file for file in data or [] if file]
