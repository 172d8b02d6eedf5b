"""What the records of a study say: the answers to each question, wave by wave."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from studies.calculations import Comparison, WaveReplies, compare
from studies.enums import ReadState, RecordReply
from studies.models import Study, StudyAnswer, StudyQuestion, Wave


@dataclass(frozen=True)
class WaveProgress:
    """How many records of a wave are in each state."""

    wave: Wave
    counts: Mapping[str, int]

    @property
    def read(self) -> int:
        return self.counts.get(ReadState.READ, 0)

    @property
    def to_read(self) -> int:
        return self.counts.get(ReadState.TO_READ, 0)


@dataclass(frozen=True)
class QuestionResult:
    """One question: its replies by wave, and each later wave beside the first."""

    question: StudyQuestion
    replies: Sequence[tuple[Wave, WaveReplies]]

    @property
    def comparisons(self) -> list[tuple[Wave, Comparison]]:
        if not self.replies:
            return []
        (_, first), *later = self.replies
        return [(wave, compare(first, replies)) for wave, replies in later if first.n and replies.n]


def progress_of(study: Study) -> list[WaveProgress]:
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Wave.objects.filter(study=study).order_by().values_list("pk", "records__state").annotate(count=Count("records"))
    for wave, state, count in rows:
        counts[wave][state] = count
    return [WaveProgress(wave, counts[wave.pk]) for wave in study.waves.all()]


def results_of(study: Study) -> list[QuestionResult]:
    """Of every question, in their order; a wave of which nothing is read has empty replies."""
    counts: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    answers = StudyAnswer.objects.filter(record__wave__study=study, record__state=ReadState.READ).order_by()
    for question, wave, reply, count in answers.values_list("question", "record__wave", "reply").annotate(count=Count("pk")):
        counts[question, wave][reply] = count
    waves = list(study.waves.all())
    return [
        QuestionResult(question, [(wave, _replies(counts[question.pk, wave.pk])) for wave in waves]) for question in study.questions.all()
    ]


def _replies(counts: Mapping[str, int]) -> WaveReplies:
    return WaveReplies(*(counts.get(reply, 0) for reply in RecordReply))


def accuracy_of(study: Study) -> tuple[int, int]:
    """How many rows of an accuracy sample do not agree with the record, of how many that could be checked."""
    found = [replies for result in results_of(study) for _, replies in result.replies]
    n = sum(each.n for each in found)
    return n - sum(each.yes for each in found), n
