"""Lists that are read by one query are what each of them is by itself."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.db.models.base import ModelState
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from actions.services import change_helpers
from audits.models import Audit
from foundation.accounts.models import Person, Team
from foundation.lookups.read_together import prefetch_together, read_together
from foundation.lookups.together import CountOf, row_of_answers
from tests.actions.stages import raised

pytestmark = pytest.mark.both


def fields(row):
    return {name: value for name, value in vars(row).items() if not isinstance(value, ModelState)} if isinstance(row, Model) else row


def lists():
    audits = Audit.objects.select_related("cycle", "team__service__head", "auditor", "moderator", "allocated_worker").order_by("-number")
    return [
        audits,
        audits.filter(number__in=[]),
        Person.objects.exclude(email=None).values_list("name", flat=True).order_by("-name"),
        Team.objects.values("name", "service__name").distinct().order_by("-pk")[:2],
        Audit.objects.order_by().values_list("pk").union(Person.objects.order_by().values_list("pk"), all=True).order_by("pk"),
        row_of_answers(audits=CountOf(Audit.objects.all()), people=CountOf(Person.objects.filter(name="50% of “it’s”"))),
    ]


def test_one_query_answers_all(submitted_audit, django_assert_num_queries):
    alone, together = [[fields(row) for row in rows] for rows in lists()], lists()

    with django_assert_num_queries(1):
        read_together(*together)
    with django_assert_num_queries(0):
        assert [[fields(row) for row in rows] for rows in together] == alone
        read_together(*together)
        assert together[0][0].team.service.name == "Rowan Service"


def test_two_that_are_worded_alike_are_asked_once_and_both_have_their_rows(submitted_audit):
    alike = [Audit.objects.filter(number=submitted_audit.pk), Audit.objects.filter(number=submitted_audit.pk)]
    other = Audit.objects.filter(number=0)
    with CaptureQueriesContext(connection) as asked:
        read_together(alike[0], other, alike[1])

    assert [list(rows) for rows in (*alike, other)] == [[submitted_audit], [submitted_audit], []]
    assert sum(query["sql"].count('FROM "audits_audit"') for query in asked) == 2


def test_every_table_s_rows_come_as_they_are(submitted_audit):
    """Days, moments, decimals, switches, JSON: of each kind of column."""
    for model in apps.get_models():
        alone, together = model._default_manager.order_by("pk")[:20], model._default_manager.order_by("pk")[:20]
        read_together(together)
        assert [fields(row) for row in together] == [fields(row) for row in alone], model


def test_nothing_is_asked_where_nothing_can_be_found(db, django_assert_num_queries):
    nothing = Audit.objects.none()
    with django_assert_num_queries(0):
        read_together()
        read_together(nothing)
        assert list(nothing) == []


def test_what_belongs_to_many_rows_is_read_with_what_is_asked_beside(lead, worker, outsider, submitted_audit):
    one, other = raised(lead, worker), raised(lead, worker)
    change_helpers(actor=lead.person, action=one, helpers=[outsider.person])
    doers = [list(each.doers.values_list("person", flat=True)) for each in (one, other)]
    actions, beside = list(Action.objects.order_by("pk")), Person.objects.order_by("pk")

    with CaptureQueriesContext(connection) as asked:
        prefetch_together(actions, "helpers", "doers", "evidence", beside=[beside])
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        assert [list(action.helpers.all()) for action in actions] == [[outsider.person], []]
        assert [[doer.person_id for doer in action.doers.all()] for action in actions] == doers
        assert [list(action.evidence.all()) for action in actions] == [[], []]
        assert lead.person in beside
    assert not asked
