"""The letter of feedback on how an audit ended."""

from audits.models import Audit, FeedbackLetter


def sent_letter(audit: Audit) -> FeedbackLetter | None:
    """Once it is sent; None again where the audit was opened again since."""
    letters = FeedbackLetter.objects.current().sent().filter(audit=audit)
    return letters.select_related("sent_by", "addressed_to", "audit__cycle").last()
