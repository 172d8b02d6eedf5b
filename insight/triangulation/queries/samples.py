"""What dip samples that are planned on a domain found, wave by wave."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from audits.enums import CountedBy
from audits.tool.queries import domain_lines
from foundation.accounts.models import Person
from foundation.lookups.read_together import ListQuestion
from insight.queries.counted import Scope
from studies.enums import ReadState, RecordReply, StudyKind
from studies.models import Study, StudyAnswer


@dataclass(frozen=True)
class SampledWave:
    """The answers to a study's first question, which it is judged by: how many were Yes of the `n` to which it applied."""

    number: int
    study: str
    domain: str
    wave: str
    drawn_on: datetime.date
    question: str
    yes: int
    n: int


def asked_of_waves(person: Person | None, scope: Scope, up_to: datetime.date) -> ListQuestion[list[list[SampledWave]]]:
    """Of each study that `person` may open its waves drawn up to a day of which something is read, the earliest first; of the records of
    the scope's service or team, where one is chosen. None for a person: every study.
    """
    studies = (Study.objects.visible_to(person) if person else Study.objects.all()).filter(kind=StudyKind.DIP_SAMPLE).exclude(domain=None)
    asked = StudyAnswer.objects.filter(
        record__state=ReadState.READ,
        record__wave__drawn_on__lte=up_to,
        record__wave__study__in=studies.order_by(),
        question__place=1,
    ).exclude(reply=RecordReply.NOT_APPLICABLE)
    if CountedBy.TEAM in scope.parts:
        asked = asked.filter(record__team__in=list(map(int, scope.parts[CountedBy.TEAM])))
    wave = "record__wave"
    names = (f"{wave}__study", f"{wave}__study__title", f"{wave}__study__domain", f"{wave}__place", f"{wave}__name", f"{wave}__drawn_on")
    rows = asked.order_by(f"{wave}__study", f"{wave}__place").values_list(*names, "question__text")
    return ListQuestion(rows.annotate(Count("pk"), yes=Count("pk", filter=_YES)), _by_study)


def _by_study(rows: Iterable[Any]) -> list[list[SampledWave]]:
    found: dict[int, list[SampledWave]] = {}
    lines = domain_lines()
    for number, title, domain, _, name, drawn_on, question, n, yes in rows:
        if domain in lines:
            found.setdefault(number, []).append(SampledWave(number, title, lines[domain].name, name, drawn_on, question, yes, n))
    return list(found.values())


_YES = Q(reply=RecordReply.YES)
