"""Which files the rows name, for a backup."""

from collections.abc import Iterator

from actions.models import EvidenceFile


def files_of_evidence() -> Iterator[tuple[str, str]]:
    """Each file's name where evidence is kept, and its SHA-256."""
    for stored, sha256 in EvidenceFile.objects.values_list("stored", "sha256").iterator():
        yield stored.hex, sha256
