"""Whether words name a child's record: by its case ID, however it is written, or by the number of one of its audits."""

import re
from collections.abc import Collection, Iterator

from foundation.names import case_ids_written

# “audit 31”, “audits 31, 32 and 40”, “audit no. 31”, “/audits/31/”.
_NUMBER = r"#?\d{1,9}\b"
_AUDITS = re.compile(
    rf"\baudits?(?:\s+(?:nos?\.?|numbers?))?(?:\s+|/)({_NUMBER}(?:\s*(?:,|;|&|/|\band\b|\bor\b|\bto\b|–|-)\s*{_NUMBER})*)", re.IGNORECASE
)


def names_record(text: str, case_ids: Collection[str], audits: Collection[int]) -> bool:
    return bool(case_ids and case_ids_written(text, case_ids)) or not set(audits).isdisjoint(audits_named(text))


def audits_named(text: str) -> Iterator[int]:
    """Numbers of audits that words name as such, in their order."""
    for found in _AUDITS.finditer(text):
        yield from map(int, re.findall(r"\d+", found[1]))
