"""Several files in one field, each no larger than the rules allow."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files; empty for none."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"widget": FilesInput(attrs={"multiple": True}), "required": False, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        # Emptiness is the service's to say, by name.
        return [file for file in data or [] if file]


class CappedUpload(FileUploadHandler):
    """Stops keeping a file once it is larger than `most` bytes, and keeps everything else that was sent.

    What is too large is neither held in memory nor written to a disk. The names stand in `request.META["too_large"]`.
    """

    def __init__(self, request: HttpRequest, most: int):
        super().__init__(request)
        self.most = most
        self.skipped: list[str] = []
        request.META["too_large"] = self.skipped

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > self.most:
            self.skipped.append(str(self.file_name))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""
