"""The SHA-256 of a row of a log, whichever database holds it: each field in a form of its own, with its length before it.

Numbers that only a database knows, of the row and of the kind of its target, are not in it. People, and what was done, keep the
numbers that they have in addresses.
"""

import datetime
import hashlib
from collections.abc import Iterable

from foundation.seals import canonical_json

from .enums import Log
from .models import Access, Entry

# Where a log's rows are, and what of them is needed.
ROWS: dict[Log, type[Entry] | type[Access]] = {Log.TRAIL: Entry, Log.ACCESS: Access}


def hash_of(row: Entry | Access) -> str:
    if isinstance(row, Entry):
        fields = [Log.TRAIL, row.verb]
    else:
        fields = [Log.ACCESS, row.act, row.address, str(row.key)]
    kind = row.target_type
    target = f"{kind.app_label}.{kind.model}" if kind else ""
    actor = "" if row.actor_id is None else str(row.actor_id)
    at = row.at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    fields += [at, row.day.isoformat(), actor, target, row.target_id]
    if row.origin is not None or row.request is not None:
        # Rows of before these were written down keep the SHA-256 that they were sealed with.
        fields += ["whence", row.origin or "", row.request or ""]
    return _sha256([*(str(field).encode() for field in fields), canonical_json(row.facts)])


def head_after(before: str, hashes: Iterable[str]) -> str:
    """The SHA-256 of a segment: of the segment before and of every row's, in order."""
    head = before
    for each in hashes:
        head = _sha256([head.encode(), each.encode()])
    return head


def _sha256(parts: Iterable[bytes]) -> str:
    """With the length before each part, so that no two rows are one text."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()
