"""What the list of audits is narrowed by where a figure leads to the audits behind it: shown only where the address asks for it."""

from collections.abc import Callable, Mapping
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from audits.enums import FINISHED_STATES, OPEN_STATES, PRACTICE_GRADES, AuditKind, AuditState, ChosenBy, Grade, PlanType, Stage, TimeSpan
from audits.models import Cycle, Judgement, KindOfAudit
from audits.permissions import reads_every_audit
from audits.queries.grade_words import grade_choices, grade_word
from audits.queries.time_taken import with_days
from audits.querysets import AuditQuerySet, monthly
from audits.tool.queries import domain_lines
from foundation.accounts.models import Service
from foundation.council.months import month_code, month_name, parse_month
from foundation.council.words import in_our_words

Choices = list[tuple[Any, str]]
# As a figure counts them: those agreed by the agreed grade, or every one submitted by the grade first submitted.
PRE, POST = "pre", "post"
NO_SERVICE = "none"
# Several grades under one name, as figures count them.
GOOD_OR_BETTER, GRADED = "good-or-better", "graded"
GRADES: Mapping[str, tuple[Grade, ...]] = {
    GOOD_OR_BETTER: (Grade.OUTSTANDING, Grade.GOOD),
    GRADED: PRACTICE_GRADES,
    **{grade.value: (grade,) for grade in Grade},
}
BY_RULE = (ChosenBy.GRADE, ChosenBy.FIRST, ChosenBy.DRIFT, ChosenBy.RULES)
CHOSEN = {"random": (ChosenBy.RANDOM,), "rule": BY_RULE}
MOVES = [("up", "Raised"), ("same", "Left as it was"), ("down", "Lowered"), ("any", "Graded before and after")]


class FigureFilter(django_filters.FilterSet):
    """Over a queryset `with_overall`, whose grades nobody learns who has yet to give their own."""

    service = django_filters.ChoiceFilter(method="of_service", label="Service")
    plan_type = django_filters.ChoiceFilter(label="Plan type")
    kind = django_filters.ChoiceFilter(method="of_kind", label="Kind of audit")
    theme = django_filters.ChoiceFilter(field_name="cycle__theme", label="Theme of the month")
    domain = django_filters.ChoiceFilter(method="in_domain", label="Domain")
    grade = django_filters.ChoiceFilter(method="graded_there", label="Grade in the domain")
    moved = django_filters.ChoiceFilter(choices=MOVES, method="moved_there", label="What moderation changed")
    before = django_filters.ChoiceFilter(method="graded_before", label="Overall grade before moderation")
    after = django_filters.ChoiceFilter(method="graded_after", label="Overall grade after moderation")
    chosen = django_filters.ChoiceFilter(
        choices=[("random", "At random"), ("rule", "By a rule")], method="chosen_by", label="Chosen for moderation"
    )
    timed = django_filters.ChoiceFilter(choices=TimeSpan.choices, method="timed_over", label="Time is known")
    agreed = django_filters.ChoiceFilter(choices=[("no", "Not yet")], method="not_agreed", label="Grades agreed")

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any):
        super().__init__(data, *args, **kwargs)
        asked = data or QueryDict()
        for name in FigureFilter.base_filters:
            if not asked.get(name):
                del self.filters[name]
        if "chosen" in self.filters and not reads_every_audit(self.request.user):
            del self.filters["chosen"]
        for name, choices in self._choices_asked(asked).items():
            self.filters[name].extra["choices"] = choices

    def _choices_asked(self, asked: QueryDict) -> dict[str, Choices]:
        grades = grade_choices(Grade.NOT_APPLICABLE)
        ask: dict[str, Callable[[], Choices]] = {
            "service": lambda: [*Service.objects.values_list("pk", "name"), (NO_SERVICE, "No service")],
            "plan_type": lambda: [(value, in_our_words(label)) for value, label in PlanType.choices],
            "kind": lambda: [*AuditKind.choices, *((str(pk), name) for pk, name in KindOfAudit.objects.values_list("pk", "name"))],
            "theme": lambda: [(theme, theme) for theme in Cycle.objects.filter(theme=asked["theme"]).values_list("theme", flat=True)[:1]],
            "domain": lambda: [(name, name) for name in dict.fromkeys(line.name for line in domain_lines().values())],
            "grade": grades_to_choose,
            "before": lambda: grades,
            "after": lambda: grades,
        }
        return {name: choices() for name, choices in ask.items() if name in self.filters}

    def _asked(self, name: str) -> Any:
        return self.form.cleaned_data.get(name) if name in self.filters else None

    def of_service(self, audits: AuditQuerySet, name: str, key: str) -> AuditQuerySet:
        return audits.filter(team__service=None) if key == NO_SERVICE else audits.filter(team__service=int(key))

    def of_kind(self, audits: AuditQuerySet, name: str, kind: str) -> AuditQuerySet:
        """One of the months’ own audits, or of a kind that is counted apart."""
        return audits.filter(monthly(), counted__kind=kind) if kind in AuditKind else audits.filter(cycle__kind=int(kind))

    def in_domain(self, audits: AuditQuerySet, name: str, domain: str) -> AuditQuerySet:
        """By itself it says no more than that the audit has the domain; its grade is asked by another filter."""
        return audits

    def _judged(self, stage: Stage, **grade: Any) -> Exists:
        """In the chosen domain, under whichever name it had, or overall."""
        domain = self._asked("domain")
        keys = [pk for pk, line in domain_lines().items() if line.name == domain]
        where = {"domain__in": keys} if domain else {"domain": None}
        return Exists(Judgement.objects.filter(audit=OuterRef("pk"), stage=stage, **where, **grade))

    def graded_there(self, audits: AuditQuerySet, name: str, grade: str) -> AuditQuerySet:
        return self._graded(audits, GRADES[grade])

    def _graded(self, audits: AuditQuerySet, grades: tuple[Grade, ...]) -> AuditQuerySet:
        """By the agreed grade, or before there is one, or where figures before moderation are looked at, by that first submitted."""
        seen, before = audits.filter(grades_hidden=False), self._judged(Stage.PRE, grade__in=grades)
        if self._asked("by") == PRE:
            return seen.filter(before)
        finished = Q(state__in=FINISHED_STATES)
        return seen.filter(finished & Q(self._judged(Stage.AGREED, grade__in=grades)) | ~finished & Q(before))

    def moved_there(self, audits: AuditQuerySet, name: str, way: str) -> AuditQuerySet:
        """Of moderated audits, from the grade first submitted to the agreed one; not applicable before or after is no move."""
        moved = Q(pk__in=[])
        for at, was in enumerate(PRACTICE_GRADES):
            afters = {"up": PRACTICE_GRADES[:at], "same": (was,), "down": PRACTICE_GRADES[at + 1 :], "any": PRACTICE_GRADES}[way]
            moved |= Q(self._judged(Stage.PRE, grade=was)) & Q(self._judged(Stage.AGREED, grade__in=afters))
        return audits.filter(moved, grades_hidden=False, state=AuditState.MODERATED)

    def graded_before(self, audits: AuditQuerySet, name: str, grade: str) -> AuditQuerySet:
        return audits.filter(overall_pre=grade)

    def graded_after(self, audits: AuditQuerySet, name: str, grade: str) -> AuditQuerySet:
        return audits.filter(overall_agreed=grade, state__in=FINISHED_STATES, grades_hidden=False)

    def chosen_by(self, audits: AuditQuerySet, name: str, how: str) -> AuditQuerySet:
        return audits.filter(moderation_choice__chosen_by__in=CHOSEN[how], grades_hidden=False)

    def not_agreed(self, audits: AuditQuerySet, name: str, no: str) -> AuditQuerySet:
        """Submitted, and neither moderated nor released: sent back and opened again too."""
        return audits.filter(state__in=OPEN_STATES, submitted_on__isnull=False)

    def timed_over(self, audits: AuditQuerySet, name: str, span: str) -> AuditQuerySet:
        return with_days(audits, TimeSpan(span))


def grades_to_choose() -> Choices:
    """Each grade, and those together that figures count together."""
    best = " or ".join([grade_word(Grade.GOOD), "better"])
    return [*grade_choices(Grade.NOT_APPLICABLE), (GOOD_OR_BETTER, best), (GRADED, "Any grade")]


def months_filter(codes: list[str]) -> django_filters.Filter:
    """One month to choose; where a figure is of several, all of them."""
    if len(codes) < 2:
        return django_filters.ChoiceFilter(method="in_month", label="Month")
    return django_filters.MultipleChoiceFilter(method="in_month", label="Months")


def month_choices(months: Any) -> Choices:
    return [(month_code(month), month_name(month)) for month in sorted(months, reverse=True)]


def of_months(audits: AuditQuerySet, codes: str | list[str], kind: str | None) -> AuditQuerySet:
    """The months’ own audits, as figures count them, unless the address asks for another `kind`."""
    asked = Q() if kind else monthly()
    return audits.filter(asked, cycle__month__in=[parse_month(code) for code in ([codes] if isinstance(codes, str) else codes)])
