"""Rules of retention and what they removed, legal holds, the register of subject access, and case IDs that were replaced."""

from .holds import LegalHold
from .rekeying import Rekeying
from .retention import RetentionRule, RetentionRun, TakenOutRow
from .subject_access import DataComplaint, SubjectExport, SubjectRequest, WithheldInformation

__all__ = [
    "DataComplaint",
    "LegalHold",
    "Rekeying",
    "RetentionRule",
    "RetentionRun",
    "SubjectExport",
    "SubjectRequest",
    "TakenOutRow",
    "WithheldInformation",
]
