"""A page as words."""

import html
import re

from django.utils.html import strip_tags

from foundation.activity.models import Entry


def words(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(strip_tags(response.content.decode())))


def trail_of(thing) -> list[str]:
    return [entry.sentence for entry in Entry.objects.of(thing).writes()]
