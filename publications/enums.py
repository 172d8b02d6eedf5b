"""The vocabulary of what is published to staff."""

from django.db.models import TextChoices


class PublicationKind(TextChoices):
    ALERT = "alert", "Practice alert"
    BRIEFING = "briefing", "Seven-minute briefing"
    TIPS = "tips", "Top tips"
    EXAMPLE = "example", "Good-practice example"
    NEWSLETTER = "newsletter", "Newsletter"


class PublicationState(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    REVIEWED = "reviewed", "Reviewed"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ConsentState(TextChoices):
    ASKED = "asked", "Asked"
    GIVEN = "given", "Given"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class PublicationPart(TextChoices):
    """The headings of a publication, in which each of its texts is."""

    FOUND = "found", "What we found"
    MATTERS = "matters", "Why it matters"
    DO_NOW = "do_now", "What to do now"
    READ_MORE = "read_more", "Read more"
    BACKGROUND = "background", "Background"
    GOOD = "good", "What good looks like"
    QUESTIONS = "questions", "Questions for your team"
    NEXT_STEPS = "next_steps", "What we do next"
    TIPS = "tips", "Tips"
    DONE = "done", "What was done"
    DIFFERENCE = "difference", "What difference it made"
    TRY_IT = "try_it", "How to try it"
    OPENING = "opening", "In this issue"
    FIGURES = "figures", "The quarter in figures"
    COMING = "coming", "What is next"


class TextPlace(TextChoices):
    """Where in a text something stands."""

    PARAGRAPH = "paragraph", "paragraph"
    ITEM = "item", "list item"
    TABLE_TITLE = "table_title", "table title"
    CELL = "cell", "table cell"
    LINK = "link", "link address"


class NamedAs(TextChoices):
    """What a publication must not say."""

    CASE_ID = "case_id", "a case ID"
    COLLEAGUE = "colleague", "the name of somebody who works here"
    ADDRESS = "address", "the e-mail address of somebody who works here"


class MayName(TextChoices):
    """What may be somebody here, and may stand for a reason."""

    INITIALS = "initials", "the initials of somebody who works here"
    PART_OF_A_NAME = "part_of_a_name", "the first name or surname of somebody who works here"


PARTS_OF: dict[str, tuple[PublicationPart, ...]] = {
    PublicationKind.ALERT: (PublicationPart.FOUND, PublicationPart.MATTERS, PublicationPart.DO_NOW, PublicationPart.READ_MORE),
    PublicationKind.BRIEFING: (
        PublicationPart.BACKGROUND,
        PublicationPart.MATTERS,
        PublicationPart.FOUND,
        PublicationPart.GOOD,
        PublicationPart.DO_NOW,
        PublicationPart.QUESTIONS,
        PublicationPart.READ_MORE,
    ),
    PublicationKind.TIPS: (PublicationPart.MATTERS, PublicationPart.TIPS, PublicationPart.READ_MORE),
    PublicationKind.EXAMPLE: (PublicationPart.DONE, PublicationPart.DIFFERENCE, PublicationPart.TRY_IT),
    PublicationKind.NEWSLETTER: (PublicationPart.OPENING, PublicationPart.FIGURES, PublicationPart.COMING),
}
# What a newsletter of a quarter is assembled from, besides its facts.
IN_A_NEWSLETTER = (PublicationKind.EXAMPLE, PublicationKind.TIPS, PublicationKind.ALERT, PublicationKind.BRIEFING)
UNPUBLISHED = (PublicationState.DRAFT, PublicationState.IN_REVIEW, PublicationState.REVIEWED)
