"""Observations found by number, by the words in them, by team, month or people."""

from django.db.models import Q

from audits.overview.pages.searching import cycles_called
from foundation.accounts.models import Person, Team
from foundation.council.months import month_name
from foundation.lookups.folding import keys_called
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted
from observations.enums import FeedbackOf
from observations.models import AreaSeen, Observation
from observations.models.observations import UNSEEN

# What an observer still writes is found by nobody.
_RECORDED, _OF_RECORDED = ~Q(state__in=UNSEEN), ~Q(observation__state__in=UNSEEN)


def _text(key: str, label: str, field: str) -> TextSource:
    return TextSource(f"observation_{key}", label, Observation, field, where=_RECORDED, kept=_RECORDED)


OBSERVATION_TEXTS = (
    _text("seen", "What was seen", "seen"),
    TextSource("area_seen", "Area of practice that was seen", AreaSeen, "words", "observation", _OF_RECORDED, _OF_RECORDED),
    _text("strengths", "Strengths", "strengths"),
    _text("learning", "Learning", "learning"),
    *(_text(name, "What the child and family said", name) for name in FeedbackOf.values),
    _text("reflection", "The practitioner’s reflection", "reflection"),
    _text("answer", "The practitioner’s answer", "answer"),
)


def _observations(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    conditions = [Q(number=sought.number)] if sought.number is not None else []
    conditions += by_texts(OBSERVATION_TEXTS, sought)
    people = keys_called(Person, sought.words)
    given = {
        "team__in": keys_called(Team, sought.words),
        "cycle__in": cycles_called(sought.words),
        "observer__in": people,
        "practitioner__in": people,
    }
    conditions += [Q((name, keys)) for name, keys in given.items() if keys]
    visible = Observation.objects.visible_to(person).select_related("kind", "team").distinct()
    rows, count = page_of_rows(visible, conditions, wanted)
    passages = quoted(OBSERVATION_TEXTS, sought, [row.pk for row in rows])
    found = (Found(str(row), row.get_absolute_url(), f"{row.kind}, {row.team}, {month_name(row.month)}", passages[row.pk]) for row in rows)
    return Matches(tuple(found), count)


OBSERVATIONS = SearchKind(
    "observations", "Observations", 40, _observations, OBSERVATION_TEXTS, called=("observation", "observations", "obs")
)
