from django.db.models import TextChoices


class Stays(TextChoices):
    """Why undoing an import leaves what it said of a month."""

    PUBLISHED = "published"
    CHANGED = "changed"


class Blocker(TextChoices):
    """What rests on an import, so that it cannot be undone."""

    UNDONE = "undone"
    RESTATED = "restated"
    NEIGHBOURS_REPLACED = "neighbours_replaced"
    COMMENTS_REPLACED = "comments_replaced"
    MORE_FIGURES = "more_figures"
    MORE_OF_PLACES = "more_of_places"
    USED_BY_PEOPLE = "used_by_people"
    OUR_COUNCIL = "our_council"
    OUR_MODEL = "our_model"
