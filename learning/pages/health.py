"""What the health of quality assurance says of training: whether anybody could see what changed after it."""

import datetime
from collections.abc import Mapping

from django.db.models import Exists, OuterRef

from insight.enums import HealthTopic
from learning.enums import EventKind
from learning.models import LearningEvent
from studies.models import Wave

_COUNTED = (EventKind.TRAINING, EventKind.PRACTICE_WEEK)


def health_lines(first: datetime.date, last: datetime.date) -> Mapping[HealthTopic, str]:
    """Of the trainings and practice weeks held in these days how many name what they should move, and were sampled before and after."""
    waves = Wave.objects.filter(study__learning_events=OuterRef("pk"))
    found = (
        LearningEvent.objects.held()
        .filter(kind__in=_COUNTED, last_day__gte=first, last_day__lte=last)
        .annotate(
            named=Exists(LearningEvent.domains.through.objects.filter(learningevent=OuterRef("pk"))),
            before=Exists(waves.filter(drawn_on__lte=OuterRef("first_day"))),
            after=Exists(waves.filter(drawn_on__gt=OuterRef("last_day"))),
        )
    )
    events = list(found.order_by().values_list("named", "before", "after"))
    if not events:
        return {HealthTopic.IMPACT: "No training or practice week was held in these months."}
    named, sampled = sum(each[0] for each in events), sum(each[1] and each[2] for each in events)
    held = f"{len(events)} training{'' if len(events) == 1 else 's'} and practice weeks were held in these months"
    if len(events) == 1:
        held = "One training or practice week was held in these months"
    should = "names the domains that it should move" if named == 1 else "name the domains that they should move"
    has = "has" if sampled == 1 else "have"
    words = f"{held}: {named} {should}, {sampled} {has} a dip sample before and after."
    return {HealthTopic.IMPACT: words}
