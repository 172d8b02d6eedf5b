"""/settings/people/12/leaving/: nobody is marked as left before it is said what becomes of what they hold."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from actions.models import Action
from actions.services import raise_action
from audits.models import Audit
from desk.pages.work import work_for
from desk.queries.holdings import KINDS, count_of, version_token
from desk.services import let_leave
from feeds.enums import FeedAudience, FeedScope
from feeds.services.tokens import end_token, make_token
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole, PowerRequest, Team
from foundation.accounts.services import confirm_power, refuse_power, save_person
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.errors import StaleState
from foundation.notices.models import Notice
from observations.models import Observation
from observations.services.planning import assign_observation
from performance.models import Commentary, Indicator
from performance.services.commentary import set_owner
from tests.observation_kinds import REVIEW_MEETING, observation_kind
from tests.people import Visitor, add_person
from tests.replay import replayed


def url(person: Person) -> str:
    return f"/settings/people/{person.pk}/leaving/"


@pytest.fixture
@replayed
def leaver(lead, cycle, elm_team, team_manager, worker, allocated_audit) -> Person:
    """The team's manager: an action, an observation, an indicator with a comment asked, a team, Will, and an audit to do."""
    person = team_manager.person
    PersonRole.objects.create(person=person, role=Role.OBSERVER)
    raise_action(actor=lead.person, what="Update the chronology of Mia", why="It stops.", owner=person)
    assign_observation(actor=lead.person, cycle=cycle, kind=observation_kind(REVIEW_MEETING), observer=person, practitioner=worker.person)
    indicator = set_owner(actor=lead.person, indicator=Indicator.objects.first(), owner=person)
    Commentary.objects.create(indicator=indicator, month=datetime.date(2023, 6, 1), asked_of=person)
    Audit.objects.filter(pk=allocated_audit.pk).update(auditor=person, team=None)
    return Person.objects.get(pk=person.pk)


def test_whoever_takes_over_is_late_with_nothing_at_once(administrator, leaver, heir):
    past = datetime.date(2023, 6, 23)
    Observation.objects.update(due=past)
    Commentary.objects.update(due=past)
    Action.objects.update(due=past)
    leave(administrator, leaver, reason="Leaves.", actions=heir.person, observations=heir.person, comments=heir.person, posts=None)

    own = add_working_days(today(), 5)
    assert [Observation.objects.get().due, Commentary.objects.get().due, Action.objects.get().due] == [own] * 3


@pytest.fixture
@replayed
def heir(db) -> Visitor:
    return Visitor(add_person("Hana Heir", Role.TEAM_MANAGER, Role.OBSERVER))


def everything_to(heir: Visitor) -> dict[str, str]:
    return {f"to_{key}": str(heir.person.pk) for key in ("actions", "observations", "comments", "posts")}


def answers(person: Person, **given) -> dict:
    return {"seen": version_token(person), **given}


def leave(actor: Visitor, person: Person, reason: str = "", **takers) -> Person:
    return let_leave(actor=actor.person, person=person, takers=takers, reason=reason, seen=version_token(person))


def test_the_tick_of_the_person_s_page_leads_there_and_stores_nothing(administrator, leaver):
    page = administrator.post(f"/settings/people/{leaver.pk}/", {"name": "Tara Changed", "email": leaver.email or ""})

    assert page.url == url(leaver)
    assert Person.objects.get(pk=leaver.pk).name == "Tara Quinn"
    assert Person.objects.get(pk=leaver.pk).is_active


def test_no_service_marks_somebody_as_left_who_holds_something(administrator, leaver, outsider):
    with pytest.raises(ValidationError, match="still holds"):
        save_person(actor=administrator.person, person=leaver, is_active=False)
    save_person(actor=administrator.person, person=outsider.person, is_active=False)

    assert not Person.objects.get(pk=outsider.person.pk).is_active


def test_the_page_lists_what_they_hold_without_a_title_or_a_child(administrator, leaver):
    page = " ".join(administrator.get(url(leaver)).content.decode().split())

    for name in ("Action", "Observation", "Manager of Elm Team", "Line manager of Will Okafor", "Comment on", "Audit"):
        assert f"<li>{name}" in page
    assert "Mia" not in page
    assert "C-20417" not in page


def test_programs_that_read_with_their_tokens_are_named(administrator, lead):
    """They may know a key, which opens what is not released for a year."""
    scopes, last = [FeedScope.AGGREGATES], today() + datetime.timedelta(days=90)
    token, _ = make_token(actor=lead.person, name="Power BI", audience=FeedAudience.STAFF, scopes=scopes, expires_on=last)
    end_token(
        actor=lead.person, token=make_token(actor=lead.person, name="Old", audience=FeedAudience.STAFF, scopes=scopes, expires_on=last)[0]
    )

    with pytest.raises(ValidationError, match="still holds"):
        save_person(actor=administrator.person, person=lead.person, is_active=False)
    page = " ".join(administrator.get(url(lead.person)).text.split())

    assert '<h2 class="govuk-heading-s">Tokens with which programs read (1)</h2>' in page
    assert f"<li>{token}</li>" in page
    assert "end its token under Feeds" in page
    leave(administrator, lead.person)
    assert not Person.objects.get(pk=lead.person.pk).is_active


def test_everything_is_handed_over_and_a_team_once_a_second_person_confirms(administrator, lead, leaver, heir, worker, elm_team):
    administrator.post(url(leaver), answers(leaver, **everything_to(heir)))

    assert not Person.objects.get(pk=leaver.pk).is_active
    assert Action.objects.get().owner == Observation.objects.get().observer == heir.person
    assert {Indicator.objects.get(owner=heir.person).pk} == {Commentary.objects.get(asked_of=heir.person).indicator_id}
    assert Audit.objects.get().auditor is None
    # The work of Will's was audited: his managers read of it.
    assert Team.objects.get(pk=elm_team.pk).manager == Person.objects.get(pk=worker.person.pk).line_manager == leaver

    for about in ({"team": elm_team}, {"worker": worker.person}):
        confirm_power(actor=lead.person, request=PowerRequest.objects.open().get(person=heir.person, **about))

    assert Team.objects.get(pk=elm_team.pk).manager == Person.objects.get(pk=worker.person.pk).line_manager == heir.person
    assert count_of(leaver) == 0


def test_a_post_that_a_second_person_refuses_is_left_behind(administrator, lead, leaver, heir, elm_team):
    administrator.post(url(leaver), answers(leaver, **everything_to(heir)))
    assert not [item for item in work_for(lead.person, today()) if "left behind" in item.what]
    assert "Manager of Elm Team</li>" in lead.get(url(leaver)).content.decode()

    refuse_power(actor=lead.person, request=PowerRequest.objects.open().get(team=elm_team))

    (item,) = [item for item in work_for(lead.person, today()) if "left behind" in item.what]
    assert item.why == "Owned by somebody who left; posts and people: 1"


def test_what_was_planned_of_their_own_practice_is_cancelled_and_its_observer_told(administrator, lead, observer, worker):
    planned = assign_observation(
        actor=lead.person, kind=observation_kind(REVIEW_MEETING), observer=observer.person, practitioner=worker.person
    )
    page = " ".join(administrator.get(url(worker.person)).content.decode().split())
    assert "They are cancelled, and their observers are notified." in page

    leave(administrator, worker.person, reason="Moves to Kent.")

    planned = Observation.objects.get(pk=planned.pk)
    assert (planned.state, planned.cancelled_why) == ("cancelled", "Moves to Kent.")
    assert Entry.objects.of(planned).last().sentence == "cancelled the observation"
    assert Notice.objects.filter(person=observer.person, key=f"observation.cancelled:{planned.number}").exists()
    assert count_of(worker.person) == 0


def test_it_leaves_a_trace_and_each_receiver_is_told_once(administrator, leaver, heir):
    administrator.post(url(leaver), answers(leaver, **everything_to(heir)))

    assert "handed over what they held" in [entry.sentence for entry in Entry.objects.of(leaver).writes()]
    (notice,) = Notice.objects.filter(person=heir.person, key__startswith="person.handed_over")
    assert notice.subject == "You take over from Tara Quinn"
    assert "open actions: 1" in notice.words
    # Neither the team nor Will is hers yet.
    assert "posts and people" not in notice.words


def test_whoever_has_nothing_to_read_of_reports_to_the_next_at_once(administrator, leaver, heir, outsider):
    Person.objects.filter(pk=outsider.person.pk).update(line_manager=leaver)
    administrator.post(url(leaver), answers(leaver, **everything_to(heir)))

    assert Person.objects.get(pk=outsider.person.pk).line_manager == heir.person


def test_the_lead_chooses_a_new_auditor(administrator, leaver, heir, lead):
    administrator.post(url(leaver), answers(leaver, **everything_to(heir)))

    assert "Choose auditors for 1 record" in [item.what for item in work_for(lead.person, today())]


def test_what_nobody_takes_over_needs_a_reason_and_waits_for_the_lead(administrator, lead, leaver, heir):
    given = {**everything_to(heir), "to_actions": ""}
    refused = administrator.post(url(leaver), answers(leaver, **given))
    assert "Say why nobody takes over: open actions." in refused.content.decode()
    administrator.post(url(leaver), answers(leaver, **given, reason="Her successor comes in May."))

    assert Action.objects.get().owner == leaver
    (item,) = [item for item in work_for(lead.person, today()) if "left behind" in item.what]
    # The team is not among it: somebody is named, and a second person is asked.
    assert item.why == "Owned by somebody who left; open actions: 1"
    left = Person.objects.get(pk=leaver.pk)
    lead.post(item.url, answers(left, to_actions=str(heir.person.pk)))
    assert Action.objects.get().owner == heir.person
    assert not [item for item in work_for(lead.person, today()) if "left behind" in item.what]


def test_all_or_nothing(administrator, leaver, heir, board_member):
    """Somebody on the Board cannot own an action, so the posts do not go either."""
    with pytest.raises(ValidationError):
        leave(administrator, leaver, posts=heir.person, actions=board_member.person, reason="Leaves.")

    assert Team.objects.get(manager=leaver)
    assert Person.objects.get(pk=leaver.pk).is_active


def test_what_changed_since_it_was_looked_at_is_shown_again(administrator, lead, leaver, heir):
    seen = version_token(leaver)
    raise_action(actor=lead.person, what="Another", why="New.", owner=leaver)

    with pytest.raises(StaleState):
        let_leave(actor=administrator.person, person=leaver, takers={}, reason="Leaves.", seen=seen)
    page = administrator.post(url(leaver), {"seen": seen, **everything_to(heir)})
    assert "changed since you looked" in page.content.decode()
    administrator.post(url(leaver), {"seen": page.context["form"]["seen"].value(), **everything_to(heir)})
    assert not Person.objects.get(pk=leaver.pk).is_active


def test_a_second_time_changes_nothing(administrator, leaver, heir):
    sent = answers(leaver, **everything_to(heir))
    administrator.post(url(leaver), sent)
    before = Entry.objects.count()
    administrator.post(url(leaver), sent)

    assert Entry.objects.count() == before


def test_only_an_administrator_says_who_leaves(lead, director, team_manager, leaver, heir):
    assert {visitor.get(url(leaver)).status_code for visitor in (lead, director, team_manager)} == {403}
    with pytest.raises(PermissionDenied):
        leave(lead, leaver, reason="Leaves.")


def test_nobody_says_it_of_themselves(administrator):
    with pytest.raises(ValidationError, match="no longer work here"):
        leave(administrator, administrator.person)


def test_every_kind_names_a_real_field():
    """Also a renamed one would be noticed here and not on the day somebody leaves."""
    for kind in KINDS:
        for found, field, _ in kind.rows:
            place: type[models.Model] = found().model
            for part in field.split("__"):
                place = place._meta.get_field(part).related_model
            assert place is Person
