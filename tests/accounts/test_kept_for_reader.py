"""What a page keeps for one reader is theirs alone, and made again with each change of what it may depend on."""

import datetime
from collections.abc import Callable
from itertools import count

import pytest

from audits.enums import AuditState
from audits.moderation.services.reopening import reopen_audit
from audits.restricted.services.restricting import restrict_record
from foundation.accounts.kept_for_reader import kept_for_reader
from foundation.accounts.models import Person
from foundation.accounts.reader import read_as_board
from foundation.accounts.services import save_person, save_team, set_roles
from foundation.accounts.services.people import change_council
from foundation.council.clock import frozen_clock
from tests.audit_stages import moderate_unchanged

TODAY = datetime.date(2023, 7, 20)


@pytest.fixture
def opened() -> Callable[..., int]:
    """Which making it is of that somebody is shown."""
    made = count(1)

    def opened(person: Person, day: datetime.date = TODAY, page: str = "page") -> int:
        with frozen_clock(day):
            return kept_for_reader(Person.objects.get(pk=person.pk), page, lambda: next(made))

    return opened


def test_it_is_each_readers_own(opened, lead, director):
    assert [opened(lead.person), opened(director.person), opened(lead.person)] == [1, 2, 1]


def test_what_is_released_to_the_board_is_apart(opened, lead):
    opened(lead.person)

    with read_as_board():
        assert opened(lead.person) == 2
    assert opened(lead.person) == 1


def test_it_is_made_again_the_next_day(opened, lead):
    opened(lead.person)

    assert opened(lead.person, day=TODAY + datetime.timedelta(days=1)) == 2


def roles_withdrawn(lead, administrator, audit):
    set_roles(actor=administrator.person, person=lead.person, roles=[])


def line_changed(lead, administrator, audit):
    save_person(actor=administrator.person, person=lead.person, team=audit.team)


def team_moved(lead, administrator, audit):
    save_team(actor=administrator.person, team=audit.team, name=audit.team.name, service=None, manager=None)


def opened_again(lead, administrator, audit):
    reopen_audit(actor=lead.person, audit=audit, reason="A visit was overlooked.", to=AuditState.SUBMITTED)


def restricted(lead, administrator, audit):
    restrict_record(actor=lead.person, case_id=audit.case_id, reason="A colleague’s family is in it.")


def setting_changed(lead, administrator, audit):
    change_council(actor=administrator.person, name="Elmshire")


@pytest.mark.parametrize("change", [roles_withdrawn, line_changed, team_moved, opened_again, restricted, setting_changed])
def test_it_is_made_again_once_something_changed(opened, change, lead, administrator, submitted_audit):
    with frozen_clock(TODAY):
        audit = moderate_unchanged(submitted_audit)
    opened(lead.person)
    with frozen_clock(TODAY):
        change(lead, administrator, audit)

    assert [opened(lead.person), opened(lead.person)] == [2, 2]
