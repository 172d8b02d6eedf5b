"""What is found in words that others will read, but for what somebody has said may stand."""

import datetime
from collections.abc import Container, Iterable, Mapping, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models

from foundation.accounts.models import Person, Service, Team
from foundation.council.clock import today
from foundation.council.models import Council

from .enums import WarningKind
from .free_text import A_NAME, Find, find_token, finds_in, surely_identifying
from .models import DismissedWarning


def known_words() -> list[str]:
    """Names of the council, its services and its teams: they look like people’s."""
    return [*Team.objects.values_list("name", flat=True), *Service.objects.values_list("name", flat=True), Council.current().name]


def found_in(words: Mapping[str, str], *, of: datetime.date | None = None) -> dict[str, list[Find]]:
    """By the name of the text that holds it, each find once; texts with nothing are left out. `of`: the day of which they speak, today."""
    vocabulary = known_words() if any(words.values()) else []
    found = {name: finds_in(text, written_on=of or today(), vocabulary=vocabulary) for name, text in words.items()}
    return {name: list({find.text: find for find in finds}.values()) for name, finds in found.items() if finds}


def sure_of(finds: Iterable[Find], *, of: datetime.date | None = None) -> list[Find]:
    """Of the finds of one text, what can in no way stand where the Board reads it."""
    return surely_identifying(finds, written_on=of or today())


def sure_in(words: Iterable[str]) -> list[Find]:
    """What can in no way stand in these texts where the Board reads them."""
    return [find for finds in found_in({str(place): text for place, text in enumerate(words)}).values() for find in sure_of(finds)]


def dismissed_at(target: models.Model | None, kind: WarningKind = WarningKind.IDENTITY) -> set[str]:
    """The marks of the warnings at `target` that somebody has looked at; none where it is not stored yet."""
    return set() if target is None or target.pk is None else dismissed_at_each([target], kind).get(str(target.pk), set())


def dismissed_at_each(targets: Sequence[models.Model], kind: WarningKind = WarningKind.IDENTITY) -> dict[str, set[str]]:
    """The same for several of one model, looked up at once, by their keys; without those where nobody has dismissed any."""
    if not targets:
        return {}
    model, keys = ContentType.objects.get_for_model(targets[0]), [str(each.pk) for each in targets]
    marks: dict[str, set[str]] = {}
    rows = DismissedWarning.objects.filter(target_type=model, target_id__in=keys, kind=kind)
    for key, mark in rows.values_list("target_id", "mark"):
        marks.setdefault(key, set()).add(mark)
    return marks


def without_colleagues(found: Iterable[Find]) -> list[Find]:
    """Without the full names of people who work here, where it is in order to say who does what."""
    finds = list(found)
    names = [find.text for find in finds if find.kind == A_NAME]
    colleagues = set(Person.objects.filter(name__in=names).values_list("name", flat=True)) if names else set()
    return [find for find in finds if find.text not in colleagues]


def still_asked(finds: Iterable[Find], done: Container[str]) -> list[Find]:
    """Without those whose marks are `done`, as somebody has said that they may stand; what surely identifies a child never may."""
    found = list(finds)
    sure = sure_of(found)
    return [find for find in found if find in sure or find_token(find) not in done]
