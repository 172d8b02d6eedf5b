from foundation.activity.models import Entry


def trail_of(thing) -> list[str]:
    """What the trail says of one thing, oldest first."""
    return [entry.sentence for entry in Entry.objects.of(thing).writes()]
