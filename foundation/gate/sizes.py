"""How much may be sent to which page. What is larger is refused before it is read whole, and never held in memory."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from .words import unreadable

MEGABYTE = 1024 * 1024
# Beside a file: the other fields of its form, and the lines between the parts.
BESIDE = 3 * MEGABYTE
# So many times as much is still read, and let go, so that a browser that is sending hears why; of more nothing is read.
READ_ON = 2
_CHUNK = 64 * 1024
View = Callable[..., HttpResponse]


class TooLargeFile(UploadedFile):
    """Of what was larger than its page takes: its name and size. Nothing else of it was kept."""

    def __init__(self, name: str, size: int, field: str):
        super().__init__(file=BytesIO(), name=name, size=size)
        self.field_name = field


def takes_files(most: int | Callable[[], int], *, together: int = 1) -> Callable[[View], View]:
    """Mark a view that takes `together` files of at most `most` bytes each: every other view takes none.

    A larger one comes to the form as a `TooLargeFile`, whose size the form refuses.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def marked(*args: Any, **kwargs: Any) -> HttpResponse:
            return view(*args, **kwargs)

        marked.takes_files = (most, together)  # type: ignore[attr-defined]  # a mark that the middleware looks for
        return marked

    return mark


class BodySizes:
    """Stands before whatever else reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return None
        most, together = getattr(view, "takes_files", (0, 1))
        # A person who is not signed in is asked to sign in, and gives no file before.
        most = _bytes(most) if request.user.is_authenticated else 0
        allowed = most * together + BESIDE
        sent = _length(request)
        if sent > allowed * READ_ON:
            return refused(most)
        upload = CappedUpload(request, most)
        request.upload_handlers = [upload, *request.upload_handlers]
        try:
            _ = request.POST
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            _let_go(request, sent)
            return refused(most)
        except (MultiPartParserError, SuspiciousOperation, BadRequest, OSError):
            return unreadable()
        return refused(most) if upload.was_too_large and not hasattr(view, "takes_files") else None


class CappedUpload(FileUploadHandler):
    """Stops keeping a file once it is larger than `most` bytes, and keeps everything else that was sent."""

    def __init__(self, request: HttpRequest, most: int):
        super().__init__(request)
        self.most = most
        self.was_too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        # Nothing goes on to the next handler, which would put it into memory or on a disk.
        return None if start + len(raw_data) > self.most else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if file_size <= self.most:
            return None
        self.was_too_large = True
        return TooLargeFile(str(self.file_name), file_size, str(self.field_name))


def _bytes(most: int | Callable[[], int]) -> int:
    return most if isinstance(most, int) else most()


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _let_go(request: HttpRequest, left: int) -> None:
    """Read on without keeping anything."""
    try:
        while left > 0 and (chunk := request.read(_CHUNK)):
            left -= len(chunk)
    except OSError:
        return


def refused(most: int) -> HttpResponse:
    """A page of its own: the form may not have been read. Without a request, since nothing of it may be read again."""
    return HttpResponse(render_to_string("413.html", {"megabytes": most // MEGABYTE}), status=413)
