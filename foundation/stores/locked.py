"""S3-compatible storage whose objects nobody can change or delete before a day (object lock): for the heads of the sealed logs."""

import datetime
from typing import Any

from django.utils import timezone

from .bucket import EvidenceBucket


class LockedBucket(EvidenceBucket):
    """Each object is kept for `years` in compliance mode: not even the owner of the bucket takes it away before."""

    def __init__(self, *, years: int, **options: Any) -> None:
        # The next midnight after them, so that all objects of one process have one day.
        until = timezone.now().date() + datetime.timedelta(days=years * 366 + 1)
        kept = {
            "ObjectLockMode": "COMPLIANCE",
            "ObjectLockRetainUntilDate": datetime.datetime.combine(until, datetime.time(), datetime.UTC),
            # S3 takes an object with a lock only with a checksum.
            "ChecksumAlgorithm": "SHA256",
        }
        super().__init__(**options, object_parameters=kept)
