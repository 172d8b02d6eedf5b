"""The pages that a lead opens every day ask a small, fixed number of questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.cycles.queries.progress import progress_of, with_progress
from audits.models import Audit, Cycle
from audits.queries.month_groups import groups_of_month
from audits.services.letters_owed import without_letter

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures


@pytest.mark.parametrize(("page", "most"), [("/cycles/2023-06/", 25), ("/cycles/2023-07/", 25), ("/", 25)])
def test_a_lead_s_page_asks_at_most_so_much(as_person, page, most):
    lead = as_person("Naomi Fielding")
    lead.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert lead.get(page).status_code == 200
    # What notes that the page was read is put around with a savepoint in a test.
    assert len([each for each in asked if "SAVEPOINT" not in each["sql"]]) <= most


def test_what_is_kept_and_grouped_is_what_is_written_of_each_audit(demo, db):
    assert set(Audit.objects.awaiting_letter()) == set(without_letter())
    cycles = with_progress(Cycle.objects.all())
    assert [groups_of_month(each).progress(each.expected, each.exempted) for each in cycles] == [progress_of(each) for each in cycles]
