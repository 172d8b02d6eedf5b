"""The vocabulary of the Board's report."""

from django.db.models import IntegerChoices, TextChoices


class ReportState(TextChoices):
    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"


class ReviewState(TextChoices):
    """How far a review is that somebody was asked for."""

    ASKED = "asked", "Asked"
    GIVEN = "given", "Given"
    WITHDRAWN = "withdrawn", "Withdrawn"


class CommentState(TextChoices):
    """Whether a reviewer's comment still waits for somebody."""

    OPEN = "open", "Open"
    RESOLVED = "resolved", "Resolved"


class Format(TextChoices):
    """What a report can be downloaded as."""

    HTML = "html", "Web page"
    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"
    PPTX = "pptx", "PowerPoint"
    XLSX = "xlsx", "Excel"
    ODS = "ods", "OpenDocument"


class FactSource(TextChoices):
    """What a fact was worked out from. The value names the field in which it is offered."""

    AUDITS = "facts", "audits"
    HALF_YEARS = "half_year_facts", "the half-year comparison"
    SCORECARD = "scorecard_facts", "the scorecard"
    NOTED = "noted_facts", "noted figures"
    RESTATED = "restated_facts", "what changed since the last report"


class GivenAway(TextChoices):
    """What of a person a report would give away, or where."""

    CASE_ID = "case_id"
    WORKER = "worker"
    IN_SECTION = "section"
    IN_FINDING = "finding"
    ELSEWHERE = "elsewhere"


class SealFault(TextChoices):
    """How an edition differs from what was sealed."""

    NOT_SEALED = "not_sealed"
    SEAL_GONE = "seal_gone"
    EDITION_GONE = "edition_gone"
    PART = "part"
    HASH = "hash"
    HASH_OF_PART = "hash_of_part"
    NOT_AS_RECORDED = "not_as_recorded"
    NOT_AFTER_BEFORE = "not_after_before"


class ReportAudience(TextChoices):
    """Whom a report is given to: each by rules of its own."""

    LEADERSHIP = "leadership", "Leadership"
    BOARD = "board", "Improvement Board"
    NEWSLETTER = "newsletter", "Staff newsletter"
    PUBLIC = "public", "Public"


class RoundTo(IntegerChoices):
    """To which multiple counts are rounded."""

    NOTHING = 1, "Not rounded"
    FIVE = 5, "To the nearest 5"
    TEN = 10, "To the nearest 10"


class Protection(TextChoices):
    """What an audience's smallest number is asked of."""

    NOTHING = "nothing", "Nothing: every figure is shown"
    WHOLE_TABLES = "whole_tables", "The audits of a month or of a domain: fewer are not shown, of more every count is"
    EACH_COUNT = "each_count", "Each count, and everything from which it could be worked out"


class WhyHidden(TextChoices):
    """Why something of a report is not shown to an audience."""

    FEW = "few", "Fewer are counted in all than this audience is shown"
    SMALL = "small", "A count of it is smaller than this audience is shown"
    ZERO = "zero", "Nought, or all of all, says something of each"
    EARLIER = "earlier", "Beside what this audience was shown before it would give away few"
    DERIVED = "derived", "It is worked out from something that is held back, or would give it away"
    ROUNDED = "rounded", "It is exact where this audience is shown rounded counts"
    UNKNOWN = "unknown", "How its figures add up is not known here"
