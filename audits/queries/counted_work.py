"""What of audits is counted besides their grades: as it follows from what was written about them now, and as it stands in the counts."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from audits.calculations.counted import CountedFacts
from audits.calculations.counted_work import (
    AUDITS,
    CODED,
    DAYS_FIELDS,
    ENDED,
    FROM,
    TOOK,
    WRITTEN,
    WorkFacts,
    WorkMeasure,
    WorkTally,
    days_between,
    tallies_of_text,
)  # fmt: skip
from audits.enums import CountedBy, CountedState, TimeSpan, Voice, VoiceOutcome, WorkSubject
from audits.models import Audit, CountedWork, Finding, Reflection, VoiceHeard
from audits.queries.time_taken import GIVEN_ON, LETTER_ON, SAMPLED_ON
from audits.querysets import AuditQuerySet
from foundation.council.months import month_code

# What says of audits, by their numbers with how they are counted, what a room above counts of them: the AppConfig of its app names it.
TalliesOfAudits = Callable[[Mapping[int, CountedFacts]], Iterable[tuple[int, WorkTally]]]
_SOUGHT = (VoiceOutcome.OBTAINED, VoiceOutcome.DECLINED, VoiceOutcome.NOT_REACHED)
_FACTS = ("pk", "case_key", "cycle__kind", "imported", "was_closed", "submitted_on", "resubmitted_on", "finished_on")
M, S = WorkMeasure, WorkSubject
Tallies = dict[int, list[WorkTally]]


def work_now(numbers: Collection[int], counted: Mapping[int, CountedFacts]) -> dict[int, WorkFacts]:
    """Of those of these audits that are `counted` and not withdrawn. A fixed number of queries for up to `BATCH` audits."""
    wanted = {number: counted[number] for number in numbers if number in counted and counted[number].state != CountedState.WITHDRAWN}
    if not wanted:
        return {}
    rows = list(_with_work(Audit.objects.filter(pk__in=list(wanted))).order_by().values(*_FACTS, *_ASKED))
    months = _months_of_children({row["case_key"] for row in rows})
    tallies, voices = _tallies(wanted), _voices(list(wanted))
    for row in rows:
        number = row["pk"]
        tallies.setdefault(number, []).extend(
            _own(row, wanted[number], voices.get(number, {}), months[row["case_key"], row["cycle__kind"]])
        )
    return {row["pk"]: WorkFacts(row["case_key"], _days(row, counted[row["pk"]]), tuple(sorted(tallies[row["pk"]]))) for row in rows}


def _tallies(counted: Mapping[int, CountedFacts]) -> Tallies:
    """Of findings, and of what rooms above count."""
    tallies: Tallies = {}
    for found in (_tallies_of_findings(list(counted)), *(tallies_of(counted) for tallies_of in _rooms_above())):
        for number, tally in found:
            tallies.setdefault(number, []).append(tally)
    return tallies


def _own(row: Mapping[str, Any], facts: CountedFacts, voices: Mapping[str, str], audits: list[tuple[str, int]]) -> Iterator[WorkTally]:
    """Of one audit itself; `audits` are those of its child."""
    yield from _measures(row, facts, voices)
    yield from _of_responses_and_days(row, facts)
    yield from (WorkTally(S.VOICE.value, f"{voice} {outcome}") for voice, outcome in voices.items() if outcome)
    yield from _of_child(row["pk"], audits)


def work_before(rows: Iterable[CountedWork]) -> dict[int, WorkFacts]:
    """As they stand in the counts."""
    return {
        row.pk: WorkFacts(row.case_key, tuple((name, getattr(row, name)) for name in DAYS_FIELDS.values()), tallies_of_text(row.tallies))
        for row in rows
    }


@cache
def _rooms_above() -> tuple[TalliesOfAudits, ...]:
    """What each app names as `counted_with_audits`."""
    return tuple(import_string(name) for config in apps.get_app_configs() for name in getattr(config, "counted_with_audits", ()))


_ASKED = ("given_on", "sampled_on", "letter_on", "reflected", "checked_on", "response_due", "response_on", "not_upheld_on")


def _with_work(audits: AuditQuerySet) -> AuditQuerySet:
    reflections = Reflection.objects.filter(audit=OuterRef("pk"), sent_on__isnull=False)
    return audits.annotate(
        given_on=GIVEN_ON,
        sampled_on=SAMPLED_ON,
        letter_on=LETTER_ON,
        reflected=Exists(reflections),
        checked_on=F("factual_check__answered_on"),
        response_due=F("response__due"),
        response_on=F("response__answered_on"),
        not_upheld_on=F("response__not_upheld_on"),
    )


def _voices(numbers: Collection[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for number, voice, outcome in VoiceHeard.objects.filter(audit__in=numbers).order_by().values_list("audit", "voice", "outcome"):
        found.setdefault(number, {})[voice] = outcome
    return found


def _measures(row: Mapping[str, Any], facts: CountedFacts, voices: Mapping[str, str]) -> Iterator[WorkTally]:
    done = [M.EVERY, *([M.WAS_CLOSED] if row["was_closed"] else [])]
    if facts.state in (CountedState.MODERATED, CountedState.RELEASED):
        done.append(M.FINISHED)
    if facts.state == CountedState.MODERATED:
        done.append(M.MODERATED)
    if not row["imported"]:
        done += [M.HERE, *_feedback(voices), *_part_of_practitioner(row, voices)]
        if dict(facts.parts)[CountedBy.AUDITOR]:
            yield WorkTally(S.AUDITED.value)
    yield from (WorkTally(S.DONE.value, measure.value) for measure in done)
    for measure, number in ((M.FIRST_GRADES, facts.first_grades), (M.REASONS, facts.reasons_of_substance)):
        if number:
            yield WorkTally(S.DONE.value, measure.value, number)


def _feedback(voices: Mapping[str, str]) -> Iterator[WorkMeasure]:
    for outcomes, either, each in (
        (_SOUGHT, M.SOUGHT, {Voice.CHILD: M.SOUGHT_OF_CHILD, Voice.FAMILY: M.SOUGHT_OF_FAMILY}),
        ((VoiceOutcome.OBTAINED,), M.OBTAINED, {Voice.CHILD: M.HEARD_CHILD, Voice.FAMILY: M.HEARD_FAMILY}),
    ):
        so = [measure for voice, measure in each.items() if voices.get(voice) in outcomes]
        yield from [*so, either] if so else ()


def _part_of_practitioner(row: Mapping[str, Any], voices: Mapping[str, str]) -> list[WorkMeasure]:
    ways = {
        M.DISCUSSED: voices.get(Voice.PRACTITIONER) == VoiceOutcome.OBTAINED,
        M.REFLECTED: row["reflected"],
        M.CHECKED: row["checked_on"] is not None,
    }
    so = [measure for measure, is_so in ways.items() if is_so]
    return [*so, M.INVOLVED] if so else []


def _days(row: Mapping[str, Any], facts: CountedFacts) -> tuple[tuple[str, int | None], ...]:
    """None of a past audit from a spreadsheet."""
    ended = row["finished_on"] if facts.state == CountedState.MODERATED else None
    days = {
        TimeSpan.SAMPLE_TO_FEEDBACK: days_between(row["letter_on"], row["sampled_on"]),
        TimeSpan.GIVEN_TO_SUBMITTED: days_between(row["submitted_on"], row["given_on"]),
        TimeSpan.SUBMITTED_TO_MODERATED: days_between(ended, row["submitted_on"]),
    }
    return tuple((DAYS_FIELDS[span], None if row["imported"] else days[span]) for span in TimeSpan)


def _of_responses_and_days(row: Mapping[str, Any], facts: CountedFacts) -> Iterator[WorkTally]:
    if row["response_due"] and not row["not_upheld_on"]:
        yield WorkTally(S.RESPONSE.value, _response(row))
    yield from (WorkTally(S.DAYS.value, f"{name} {days}") for name, days in _days(row, facts) if days is not None)
    if not row["imported"]:
        yield WorkTally(S.SUBMITTED.value, row["submitted_on"].isoformat())
        if facts.state == CountedState.MODERATED and row["finished_on"]:
            took = days_between(row["finished_on"], row["resubmitted_on"] or row["submitted_on"])
            yield WorkTally(S.MODERATED.value, f"{ENDED} {row['finished_on']}")
            yield WorkTally(S.MODERATED.value, f"{TOOK} {took}")


def _response(row: Mapping[str, Any]) -> str:
    """Calendar days from the first submission, and whether it came by its due date."""
    if row["response_on"] is None:
        return "owed"
    return f"{'in' if row['response_on'] <= row['response_due'] else 'late'} {days_between(row['response_on'], row['submitted_on'])}"


def _tallies_of_findings(numbers: Collection[int]) -> Iterator[tuple[int, WorkTally]]:
    """An audit counts once for a theme and kind, and once more for each source from which it has that; likewise for findings at all."""
    theme = Coalesce("codes__theme__merged_into", "codes__theme")
    rows = Finding.objects.filter(audit__in=numbers).order_by().values_list("audit", "pk", "kind", "source", theme)
    written: dict[int, set[int]] = {}
    coded: dict[int, set[int]] = {}
    once: dict[int, set[tuple[str, str]]] = {}
    for number, finding, kind, source, key in rows:
        written.setdefault(number, set()).add(finding)
        seen = once.setdefault(number, set())
        seen.add((S.FINDINGS.value, f"{FROM} {source}"))
        if key is not None:
            coded.setdefault(number, set()).add(finding)
            seen |= {(S.THEME.value, f"{kind} {key}"), (S.THEME_FROM.value, f"{kind} {key} {source}")}
    for number, seen in once.items():
        yield number, WorkTally(S.FINDINGS.value, AUDITS)
        yield number, WorkTally(S.FINDINGS.value, WRITTEN, len(written[number]))
        if number in coded:
            yield number, WorkTally(S.FINDINGS.value, CODED, len(coded[number]))
        yield from ((number, WorkTally(*each)) for each in seen)


def _months_of_children(keys: Collection[str]) -> dict[tuple[str, int | None], list[tuple[str, int]]]:
    """Of each child, and apart for each kind of audit, the months and numbers of the audits that count, in their order."""
    found: dict[tuple[str, int | None], list[tuple[str, int]]] = {}
    rows = Audit.objects.submitted().filter(case_key__in=keys).order_by()
    for key, kind, month, number in rows.values_list("case_key", "cycle__kind", "cycle__month", "pk"):
        found.setdefault((key, kind), []).append((month_code(month), number))
    return {key: sorted(audits) for key, audits in found.items()}


def _of_child(number: int, audits: list[tuple[str, int]]) -> list[WorkTally]:
    """A child counts once a month, by the month before in which it was looked at: so children of any months in a row can be counted."""
    place = next(place for place, (_, each) in enumerate(audits) if each == number)
    before = audits[place - 1][0] if place else ""
    return [] if before == audits[place][0] else [WorkTally(S.CHILD.value, before)]
