"""Words that people wrote, looked for among what somebody may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from actions.models import Action, Evidence
from audits.enums import FINISHED_STATES, FindingKind, Stage
from audits.models import Audit, ChecklistAnswer, Finding, Judgement, TeamResponse, ThemeAnswer, VoiceHeard
from desk.enums import FoundIn
from foundation.accounts.models import Person
from foundation.lookups.mentions import mentioning
from observations.enums import FeedbackOf
from observations.models import AreaSeen, Observation
from observations.models.observations import UNSEEN
from performance.models import Commentary
from performance.permissions import can_publish
from reports.models import KeyFinding, SectionText
from voices.models import VoiceAnswer, VoiceRecord

# Words are looked for in so many audits at once, the newest first: in more than a page may take (docs/performance.md).
AT_ONCE = 5_000


@dataclass(frozen=True)
class Reach:
    """Between which numbers words are looked for in audits, and whether there are older ones."""

    newest: int
    oldest: int
    has_more: bool


@dataclass(frozen=True)
class TextSource:
    """One text of a model, and which of its rows count; `of` names the field that leads to what is listed, empty where it is the row."""

    found_in: FoundIn
    model: type[models.Model]
    field: str
    of: str = ""
    where: Q = Q()

    def rows(self, words: list[str]) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(self.where).filter(mentioning(words, self.field)).order_by()

    def condition(self, words: list[str]) -> Q:
        """Of a row that is listed, that this text of it mentions the words."""
        return Q(Exists(self.rows(words).filter(**{self.of: OuterRef("pk")}))) if self.of else mentioning(words, self.field) & self.where

    def texts(self, words: list[str], listed: Iterable[Any]) -> Iterable[tuple[Any, str]]:
        """The key of each listed row, with the text of it that mentions the words."""
        key = self.of or "pk"
        return self.rows(words).filter(**{f"{key}__in": list(listed)}).values_list(key, self.field).distinct()


# A moderator's own reason, and what was agreed, are read once the audit is finished.
_GIVEN = Q(stage__in=[Stage.AUDITOR, Stage.PRE]) | Q(stage__in=[Stage.MODERATOR, Stage.AGREED], audit__state__in=FINISHED_STATES)
AUDIT_TEXTS = (
    TextSource(FoundIn.REASON, Judgement, "reason", "audit", _GIVEN),
    TextSource(FoundIn.NO_ACTION, Judgement, "no_action_reason", "audit", Q(stage=Stage.PRE)),
    TextSource(FoundIn.STRENGTH, Finding, "text", "audit", Q(kind=FindingKind.STRENGTH)),
    TextSource(FoundIn.AREA, Finding, "text", "audit", Q(kind=FindingKind.AREA)),
    TextSource(FoundIn.VOICE, VoiceHeard, "words", "audit"),
    TextSource(FoundIn.CHECKLIST, ChecklistAnswer, "note", "audit"),
    TextSource(FoundIn.THEME, ThemeAnswer, "words", "audit"),
    TextSource(FoundIn.RESPONSE, TeamResponse, "text", "audit"),
)
ACTION_TEXTS = (
    TextSource(FoundIn.WHAT, Action, "what"),
    TextSource(FoundIn.WHY, Action, "why"),
    TextSource(FoundIn.EVIDENCE, Evidence, "text", "action"),
)
# What an observer still writes is found by nobody.
_RECORDED = ~Q(state__in=UNSEEN)
OBSERVATION_TEXTS = (
    TextSource(FoundIn.SEEN, Observation, "seen", where=_RECORDED),
    TextSource(FoundIn.AREA_SEEN, AreaSeen, "words", "observation", ~Q(observation__state__in=UNSEEN)),
    TextSource(FoundIn.STRENGTHS, Observation, "strengths", where=_RECORDED),
    TextSource(FoundIn.LEARNING, Observation, "learning", where=_RECORDED),
    *(TextSource(FoundIn.FAMILY, Observation, name, where=_RECORDED) for name in FeedbackOf.values),
    TextSource(FoundIn.OBSERVED_REFLECTION, Observation, "reflection"),
    TextSource(FoundIn.OBSERVED_ANSWER, Observation, "answer"),
)
VOICE_TEXTS = (
    TextSource(FoundIn.VOICE, VoiceRecord, "words"),
    TextSource(FoundIn.ANSWER, VoiceAnswer, "words", "voice"),
)
REPORT_TEXTS = (
    TextSource(FoundIn.SECTION, SectionText, "text", "report"),
    TextSource(FoundIn.FINDING, KeyFinding, "text", "report"),
)


def comment_texts(person: Person) -> tuple[TextSource, ...]:
    """What is published, for everybody; drafts for the people who publish, who were asked and whose indicator it is."""
    drafts = Q() if can_publish(person) else Q(asked_of=person) | Q(indicator__owner=person)
    return (
        TextSource(FoundIn.COMMENT, Commentary, "published_comment"),
        TextSource(FoundIn.COMMENT_ACTION, Commentary, "published_action"),
        TextSource(FoundIn.COMMENT, Commentary, "comment", where=drafts),
        TextSource(FoundIn.COMMENT_ACTION, Commentary, "action", where=drafts),
    )


def mentioned_in(sources: Iterable[TextSource], words: list[str]) -> Q:
    """Of the rows that are listed, those of which one of these texts mentions every word; none where there is no word."""
    conditions = [source.condition(words) & (source.where if not source.of else Q()) for source in sources if words]
    return reduce(or_, conditions, Q(pk__in=[]))


def texts_of(sources: Iterable[TextSource], words: list[str], listed: Iterable[models.Model]) -> dict[Any, list[tuple[FoundIn, str]]]:
    """By the key of each listed row, its texts that mention the words, each once."""
    found: dict[Any, list[tuple[FoundIn, str]]] = {row.pk: [] for row in listed}
    for source in sources if words and found else ():
        for key, text in source.texts(words, found):
            if text not in [known for _, known in found[key]]:
                found[key].append((source.found_in, text))
    return found


def reach_of(person: Person, older: int) -> Reach | None:
    """The newest audits that `person` may read, or so many parts further back; None where there are no more."""
    first = older * AT_ONCE
    numbers = Audit.objects.visible_to(person).order_by("-pk").values_list("pk", flat=True)[first : first + AT_ONCE + 1]
    found = list(numbers)
    return Reach(found[0], found[:AT_ONCE][-1], len(found) > AT_ONCE) if found else None
