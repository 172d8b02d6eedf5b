"""What a wider audience is shown of random small months, whole and narrowed one way at a time, gives no count under five away."""

import datetime
from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audits.calculations import FEWEST, is_small
from audits.calculations.counted import OVERALL, CountedFacts, CountPlace, GradeLine
from audits.enums import AuditKind, CountedBy, CountedState, PlanType, Stage
from audits.models import Cycle, GradeCount, Tool
from foundation.accounts.models import Service, Team
from insight.calculations import at_stage, graded
from insight.queries.audience import in_parts_for_others, shown_to_others
from insight.queries.counted import Scope
from insight.queries.distributions import distributions_of
from insight.queries.flows import flow_of
from tests.shares import WHOLE

JUNE = datetime.date(2023, 6, 1)
STATES = [CountedState.MODERATED, CountedState.MODERATED, CountedState.WAITING, CountedState.RELEASED]
# Each asks the database forty times, a fifth of a second: what it looks for shows in few audits.
EXAMPLES = 80 if WHOLE else 4
COHORTS, PLANS = ["Cared for children", "Children in need"], [PlanType.CARED_FOR, PlanType.CHILD_IN_NEED]
# So many audits alike, often five or more, so that much is shown: grades before and after, state, team, cohort, plan type, kind.
ALIKE = st.tuples(
    *(st.sampled_from(["G", "RI"]), st.sampled_from(["G", "RI"]), st.sampled_from(STATES), st.integers(0, 2)),
    *(st.sampled_from(COHORTS), st.sampled_from(PLANS), st.sampled_from([AuditKind.FIRST, AuditKind.PAST]), st.integers(1, 9)),
)


class AnyMonth(TestCase):
    """Three teams of two services in one month: sums of several months are of those shown."""

    @settings(max_examples=EXAMPLES)
    @given(st.lists(ALIKE, min_size=2, max_size=6))
    def test_no_small_count_is_shown_or_is_what_is_left_of_the_whole(self, rows):
        teams = self.count(rows)
        for stage in (None, Stage.AGREED):
            for scope in self.narrowed(teams):
                months = at_stage(distributions_of(scope), stage)
                for month in shown_to_others(months, scope).months:
                    whole = at_stage(distributions_of(Scope(JUNE, JUNE)), month.stage)[0]
                    left = {grade: whole.overall[grade] - count for grade, count in month.overall.items()}
                    assert graded(month.overall) >= FEWEST
                    assert not any(left.values()) or not any(map(is_small, [*month.overall.values(), *left.values()]))

    @settings(max_examples=EXAMPLES)
    @given(st.lists(ALIKE, min_size=2, max_size=6))
    def test_so_few_are_never_what_is_shown_of_a_month_less_those_compared(self, rows):
        self.count(rows)
        whole = Scope(JUNE, JUNE)
        found = distributions_of(whole)
        for stage in (None, Stage.PRE, Stage.AGREED):
            shown = shown_to_others(at_stage(found, stage), whole)
            compared = flow_of(whole, shown.not_compared).audits
            assert not is_small(compared)
            for month in shown.months if compared else ():
                assert not is_small(month.audits - compared)

    def count(self, rows) -> list[Team]:
        Cycle.objects.create(month=JUNE, tool=Tool.objects.get())
        services = [Service.objects.create(name=name) for name in ("Rowan Service", "Alder Service")]
        teams = [Team.objects.create(name=f"Team {at}", service=services[at // 2]) for at in range(3)]
        counts: Counter[CountPlace] = Counter()
        for before, after, state, team, cohort, plan, kind, number in rows:
            parts = {CountedBy.TEAM: str(teams[team].pk), CountedBy.COHORT: cohort}
            parts |= {CountedBy.PLAN_TYPE: plan.value, CountedBy.KIND: kind.value}
            line = GradeLine(OVERALL, before, "", "" if state == CountedState.WAITING else after)
            facts = CountedFacts(Cycle.objects.get().pk, state, False, tuple(parts.items()), (line,))
            counts.update(dict.fromkeys(facts.places(), number) if number else {})
        GradeCount.objects.bulk_create(GradeCount(**_fields(place), audits=number) for place, number in counts.items())
        return teams

    def narrowed(self, teams: list[Team]) -> Iterator[Scope]:
        yield Scope(JUNE, JUNE, service=teams[0].service)
        yield Scope(JUNE, JUNE, team=teams[0])
        yield Scope(JUNE, JUNE, cohort=COHORTS[0])
        yield Scope(JUNE, JUNE, plan_type=PLANS[0])
        yield Scope(JUNE, JUNE, kind=AuditKind.PAST)

    def test_two_ways_at_once_are_shown_not_at_all(self):
        teams = self.count([("G", "G", CountedState.MODERATED, 0, COHORTS[0], PLANS[0], AuditKind.FIRST, 9)])
        both = Scope(JUNE, JUNE, team=teams[0], cohort=COHORTS[0])
        months = at_stage(distributions_of(Scope(JUNE, JUNE)), None)

        assert shown_to_others(months, both).months == ()
        assert in_parts_for_others(months, Scope(JUNE, JUNE, cohort=COHORTS[0])).months == ()
        assert len(in_parts_for_others(months, Scope(JUNE, JUNE)).months) == 1


def _fields(place: CountPlace) -> dict:
    return {"cycle_id" if name == "cycle" else name: value for name, value in place._asdict().items()}
