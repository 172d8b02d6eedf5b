"""How many voices there are, by whose, what came of asking, what they are about and what they answer.

Auditors answer in their form whether the child, the family and the practitioner were heard (`audits.VoiceHeard`), and voices are gathered
beside that. Both are counted here, each voice once. Of an audit there is one child and one practitioner: where the form or a record has
heard them, they are heard, and nothing else is counted of them. Of a family there may be several: the form's answer is one of the records,
but where the form alone has heard somebody.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from audits.enums import AuditState, CountedBy, Voice, VoiceOutcome, WorkSubject
from audits.models import VoiceHeard, WorkCount
from foundation.accounts.models import Person
from foundation.lookups.read_together import ListQuestion, answers_to
from foundation.seals import InputKind, note_inputs

from .calculations import VoiceTally
from .enums import GROUP_OF, VoiceGroup, VoiceSource, VoiceState
from .models import VoiceCode, VoiceRecord
from .querysets import VoiceQuerySet

# A month, whose voice, its state, and how many.
CountedRow = tuple[datetime.date, str, str, int]
# How an auditor’s form calls a group; of the others it asks nothing.
IN_AUDITS: dict[Voice, VoiceGroup] = {
    Voice.CHILD: VoiceGroup.CHILDREN,
    Voice.FAMILY: VoiceGroup.FAMILIES,
    Voice.PRACTITIONER: VoiceGroup.PRACTITIONERS,
}
# By the codes of both: a child and a practitioner are called alike.
COUNTED_AS: dict[str, VoiceGroup] = {
    **{each.value: group for each, group in GROUP_OF.items()},
    **{each.value: group for each, group in IN_AUDITS.items()},
}
# What each state is called in a tally.
TALLIED: dict[VoiceState, str] = {
    VoiceState.SOUGHT: "waiting",
    VoiceState.OBTAINED: "obtained",
    VoiceState.DECLINED: "declined",
    VoiceState.NOT_REACHED: "not_reached",
    VoiceState.NOT_SOUGHT: "not_asked",
}


@dataclass(frozen=True)
class VoiceScope:
    """Which voices: those of these months."""

    first: datetime.date
    last: datetime.date

    def of_records(self) -> VoiceQuerySet:
        return VoiceRecord.objects.of_months(self.first, self.last)


@dataclass(frozen=True)
class VoiceCount:
    """Of one month and group, how many voices have come to this state."""

    month: datetime.date
    group: VoiceGroup
    state: VoiceState
    voices: int


@dataclass(frozen=True)
class ShownQuote:
    """Words that may be quoted, and whose: nothing else of the person."""

    number: int
    source: VoiceSource
    quote: str


def voice_counts(scope: VoiceScope) -> list[VoiceCount]:
    """By month, group and state, each voice once; in one query. Of audits those that were submitted and not withdrawn."""
    found = Counter[tuple[datetime.date, VoiceGroup, VoiceState]]()
    for rows in answers_to(_gathered(scope), _said_by_forms(scope), _said_beside_gathered(scope)):
        for month, whose, state, n in rows:
            found[month, COUNTED_AS[whose], VoiceState(state)] += n
    counts = [VoiceCount(*key, n) for key, n in sorted(found.items()) if n]
    note_inputs(InputKind.COUNT, [(f"voices-{scope.first}-{scope.last}", counts)])
    return counts


def by_group(counts: Collection[VoiceCount]) -> Mapping[VoiceGroup, VoiceTally]:
    """Of all their months together: every group that has a voice, in the order of the groups."""
    found: dict[VoiceGroup, VoiceTally] = {}
    for each in sorted(counts, key=lambda count: list(VoiceGroup).index(count.group)):
        found[each.group] = found.get(each.group, VoiceTally()) + VoiceTally(**{TALLIED[each.state]: each.voices})
    return found


def tally_of(counts: Collection[VoiceCount]) -> VoiceTally:
    return sum(by_group(counts).values(), VoiceTally())


def reads_any(person: Person) -> bool:
    return VoiceRecord.objects.visible_to(person).exists()


def _gathered(scope: VoiceScope) -> ListQuestion[Iterable[CountedRow]]:
    """By month, source and state, without voices that the form alone holds."""
    rows = scope.of_records().exclude(_heard_by_the_form()).order_by()
    return ListQuestion(rows.values_list("month", "source", "state").annotate(n=Count("pk")), iter)


def _heard_by_the_form() -> Q:
    """Records of a child or practitioner whom the form of a submitted audit has heard, and of whom nothing was gathered."""
    heard = VoiceHeard.objects.filter(audit=OuterRef("audit"), outcome=VoiceOutcome.OBTAINED, audit__submitted_on__isnull=False)
    heard = heard.exclude(audit__state=AuditState.WITHDRAWN)
    same = Q(pk__in=[])
    for voice, source in ((Voice.CHILD, VoiceSource.CHILD), (Voice.PRACTITIONER, VoiceSource.PRACTITIONER)):
        same |= Q(Exists(heard.filter(voice=voice)), source=source)
    return same & Q(audit__isnull=False) & ~Q(state=VoiceState.OBTAINED)


def _said_by_forms(scope: VoiceScope) -> ListQuestion[Iterable[CountedRow]]:
    """By month, voice and outcome, read from the counts of audits (decision 46): forms are as many as audits."""
    kept = WorkCount.objects.filter(
        subject=WorkSubject.VOICE, by=CountedBy.ALL, cycle__month__gte=scope.first, cycle__month__lte=scope.last
    )
    rows = kept.order_by().values_list("cycle__month", "key", "number")
    return ListQuestion(rows, lambda rows: ((month, *key.split(" "), n) for month, key, n in rows))


def _said_beside_gathered(scope: VoiceScope) -> ListQuestion[Iterable[CountedRow]]:
    """What is taken out of that: of a group of which voices were gathered beside the audit, but where the form alone has heard somebody."""
    asked = Q(pk__in=[])
    for voice, group in IN_AUDITS.items():
        gathered = VoiceRecord.objects.filter(audit=OuterRef("audit"), source__in=[each for each, of in GROUP_OF.items() if of == group])
        obtained = gathered.filter(state=VoiceState.OBTAINED)
        asked |= Q(voice=voice) & Exists(gathered) & (~Q(outcome=VoiceOutcome.OBTAINED) | Exists(obtained))
    # Few audits have such a record, so that the database begins with these.
    beside = VoiceHeard.objects.filter(audit__in=VoiceRecord.objects.exclude(audit=None).order_by().values("audit")).exclude(outcome="")
    submitted = beside.exclude(audit__state=AuditState.WITHDRAWN).filter(audit__submitted_on__isnull=False)
    of_months = submitted.filter(asked, audit__cycle__month__gte=scope.first, audit__cycle__month__lte=scope.last).order_by()
    rows = of_months.values_list("audit__cycle__month", "voice", "outcome").annotate(n=Count("pk"))
    return ListQuestion(rows, lambda rows: ((*row, -n) for *row, n in rows))


def theme_counts(scope: VoiceScope) -> Mapping[int, int]:
    """By the key of each theme, merged ones under the theme that took them in: how many gathered voices were coded to it, each once."""
    coded = VoiceCode.objects.filter(voice__in=scope.of_records().obtained().order_by().values("pk")).order_by()
    rows = coded.annotate(under=Coalesce(F("theme__merged_into"), F("theme"))).values("under").annotate(n=Count("voice", distinct=True))
    return dict(rows.values_list("under", "n"))


def quotes_for(first: datetime.date, last: datetime.date, most: int) -> list[ShownQuote]:
    """The newest quotes of these months with consent, of different groups first, so that more than one side is heard."""
    rows = VoiceRecord.objects.of_months(first, last).quotable().order_by("-given_on", "-number").values_list("number", "source", "quote")
    shown = [ShownQuote(number, VoiceSource(source), quote) for number, source, quote in rows]
    seen: set[VoiceGroup] = set()
    newest = [each for each in shown if (group := GROUP_OF[each.source]) not in seen and not seen.add(group)]  # type: ignore[func-returns-value]  # notes it
    chosen = [*newest, *(each for each in shown if each not in newest)][:most]
    note_inputs(InputKind.VOICE, ((each.number, (each.source, each.quote)) for each in chosen))
    return chosen


def late_to_gather(actor: Person, on: datetime.date) -> VoiceQuerySet:
    """Overdue voices that others gather: the QA lead reminds them."""
    late = VoiceRecord.objects.visible_to(actor).overdue(on).filter(gathered_by__is_active=True).exclude(gathered_by=actor)
    return late.select_related("gathered_by").order_by("due", "pk")
