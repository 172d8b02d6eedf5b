"""Voices found by number, by what was said, or by team."""

from django.db.models import Q

from foundation.accounts.models import Person, Team
from foundation.council.months import month_name
from foundation.lookups.folding import keys_called
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted
from voices.models import VoiceAnswer, VoiceRecord

VOICE_TEXTS = (
    TextSource("voice", "What people said", VoiceRecord, "words"),
    TextSource("voice_answer", "Answer to a question", VoiceAnswer, "words", "voice"),
)


def _voices(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    conditions = [Q(number=sought.number)] if sought.number is not None else []
    conditions += by_texts(VOICE_TEXTS, sought)
    if teams := keys_called(Team, sought.words):
        conditions.append(Q(team__in=teams))
    rows, count = page_of_rows(VoiceRecord.objects.visible_to(person).distinct(), conditions, wanted)
    passages = quoted(VOICE_TEXTS, sought, [row.pk for row in rows])
    found = (
        Found(str(row), row.get_absolute_url(), f"{row.get_source_display()}, {month_name(row.month)}", passages[row.pk]) for row in rows
    )
    return Matches(tuple(found), count)


VOICES = SearchKind("voices", "Voices", 50, _voices, VOICE_TEXTS, called=("voice", "voices"))
