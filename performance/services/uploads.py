"""A file between the upload page and the check page."""

from io import BytesIO

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from performance.models import Upload
from performance.permissions import can_import

from .importing import check_figures, import_figures
from .outcomes import Outcome


@transaction.atomic
def keep_upload(*, actor: Person, content: bytes, name: str, shape: str = "") -> Upload:
    """Keep a file until its person stores it; their earlier one goes. Raises UnreadableFile where it is no regular table."""
    require(can_import, actor, why="Only a performance analyst or a QA lead can import figures.")
    check_figures(actor=actor, file=BytesIO(content), name=name, mapping=shape)
    Upload.objects.filter(uploaded_by=actor).delete()
    return Upload.objects.create(uploaded_by=actor, file_name=name[-200:], content=content, shape=shape)


@transaction.atomic
def store_upload(*, actor: Person, upload: Upload, accept_valid: bool = False) -> Outcome:
    """Take in a file that was checked; it stays, to be looked at again, where a row was refused and `accept_valid` is not set."""
    outcome = import_figures(
        actor=actor, file=BytesIO(bytes(upload.content)), name=upload.file_name, mapping=upload.shape, accept_valid=accept_valid
    )
    if not outcome.is_refused:
        upload.delete()
    return outcome
