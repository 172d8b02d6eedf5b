"""Nobody widens their own powers, and nobody alone anybody's over case content."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from audits.models import Audit
from foundation.accounts.enums import CASE_READING, Power, Role
from foundation.accounts.models import Person, PersonRole, PowerRequest
from foundation.accounts.pages import work_for
from foundation.accounts.services import ask_or_give, confirm_power, refuse_power, save_person, save_service, save_team, set_roles
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.notices.models import Message, Notice
from foundation.notices.services import notify_of_powers
from observations.models import Observation
from tests.accounts.trail import trail_of
from tests.people import Visitor, add_person
from tests.replay import replayed

pytestmark = pytest.mark.both


@pytest.fixture
@replayed
def second(db) -> Visitor:
    """Another administrator."""
    return Visitor(add_person("Sana Iqbal", Role.ADMINISTRATOR))


def roles_of(person) -> set[str]:
    return set(person.role_rows.values_list("role", flat=True))


def asked(person) -> PowerRequest:
    return PowerRequest.objects.open().get(person=person)


def page_of(request) -> str:
    return reverse("accounts:power", args=[request.pk])


@pytest.mark.parametrize("role", [role for role in CASE_READING if role != Role.PARTNER])
def test_a_role_that_opens_case_content_waits_for_a_second_person(administrator, second, outsider, role):
    set_roles(actor=administrator.person, person=outsider.person, roles=[Role.PRACTITIONER, role])

    assert roles_of(outsider.person) == {Role.PRACTITIONER}
    with pytest.raises(PermissionDenied):
        confirm_power(actor=administrator.person, request=asked(outsider.person))
    confirm_power(actor=second.person, request=asked(outsider.person))
    assert roles_of(outsider.person) == {Role.PRACTITIONER, role}
    assert trail_of(outsider.person) == ["asked for a second person’s agreement", "gave a power"]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.PARTNER)])
def test_nobody_gives_themselves_any_role(administrator, lead, role):
    set_roles(actor=administrator.person, person=administrator.person, roles=[Role.ADMINISTRATOR, role])

    assert roles_of(administrator.person) == {Role.ADMINISTRATOR}
    confirm_power(actor=lead.person, request=asked(administrator.person))
    assert roles_of(administrator.person) == {Role.ADMINISTRATOR, role}


def test_who_gets_it_does_not_confirm_it_and_who_may_not_finds_no_page(administrator, second, lead, outsider, director):
    set_roles(actor=administrator.person, person=lead.person, roles=[Role.QA_LEAD, Role.DIRECTOR])
    request = asked(lead.person)

    with pytest.raises(PermissionDenied):
        confirm_power(actor=lead.person, request=request)
    assert [visitor.get(page_of(request)).status_code for visitor in (outsider, director)] == [404, 404]
    assert [visitor.post(page_of(request), {"confirm": "1"}).status_code for visitor in (outsider, director)] == [404, 404]
    assert outsider.get(reverse("accounts:powers")).status_code == 403
    assert asked(lead.person).agreed is None


def test_the_second_person_confirms_on_a_page_that_stands_in_their_work(administrator, lead, outsider):
    set_roles(actor=administrator.person, person=outsider.person, roles=[Role.AUDITOR])
    request = asked(outsider.person)

    assert page_of(request) in lead.get("/").content.decode()
    assert page_of(request) not in administrator.get("/").content.decode()
    assert lead.get(page_of(request)).status_code == 200
    lead.post(page_of(request), {"confirm": "1"})
    assert Role.AUDITOR in roles_of(outsider.person)
    assert work_for(lead.person, today()) == []


def test_it_can_be_refused_and_taken_back(administrator, second, outsider):
    for visitor in (second, administrator):
        set_roles(actor=administrator.person, person=outsider.person, roles=[Role.AUDITOR])
        visitor.post(page_of(asked(outsider.person)), {"refuse": "1"})

    assert not PowerRequest.objects.open().exists()
    assert Role.AUDITOR not in roles_of(outsider.person)
    assert trail_of(outsider.person).count("refused a power") == 2


def test_asked_twice_is_asked_once(administrator, second, outsider):
    for _ in range(2):
        set_roles(actor=administrator.person, person=outsider.person, roles=[Role.AUDITOR])

    request = asked(outsider.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        PowerRequest.objects.create(
            what=Power.ROLE, person=outsider.person, key=request.key, asked_by=second.person, asked_on=today(), role=Role.AUDITOR
        )


def test_answered_twice_is_answered_once(administrator, second, lead, outsider):
    set_roles(actor=administrator.person, person=outsider.person, roles=[Role.AUDITOR])
    request = asked(outsider.person)
    refuse_power(actor=second.person, request=request)

    with pytest.raises(ValidationError, match="already been answered"):
        confirm_power(actor=lead.person, request=request)
    assert Role.AUDITOR not in roles_of(outsider.person)


@pytest.mark.parametrize("post", ["team", "service", "head", "line", "moved"])
def test_posts_that_open_case_content_wait_too_also_for_oneself(administrator, lead, worker, elm_team, ash_team, rowan_service, post):
    actor, before = administrator.person, elm_team.manager
    if post == "team":
        save_team(actor=actor, team=elm_team, name="Elm Team", service=rowan_service, manager=actor)
    elif post in ("service", "head"):
        given = {"manager": rowan_service.manager, "head": rowan_service.head} | {"manager" if post == "service" else "head": actor}
        save_service(actor=actor, service=rowan_service, name="Rowan Service", **given)
    elif post == "line":
        save_person(actor=actor, person=worker.person, name=worker.person.name, line_manager=actor)
    else:
        save_team(actor=actor, team=ash_team, name="Ash Team", service=rowan_service)
    request = PowerRequest.objects.open().get()

    elm_team.refresh_from_db(), rowan_service.refresh_from_db(), worker.person.refresh_from_db(), ash_team.refresh_from_db()
    assert elm_team.manager == worker.person.line_manager == before
    assert actor not in (rowan_service.manager, rowan_service.head)
    assert ash_team.service.name == "Willow Service"
    confirm_power(actor=lead.person, request=request)
    elm_team.refresh_from_db(), rowan_service.refresh_from_db(), worker.person.refresh_from_db(), ash_team.refresh_from_db()
    gained = {
        "team": elm_team.manager,
        "service": rowan_service.manager,
        "head": rowan_service.head,
        "line": worker.person.line_manager,
        "moved": ash_team.service,
    }[post]
    assert gained in (actor, rowan_service)


def test_a_line_manager_waits_where_they_would_read_of_cases(administrator, lead, worker, outsider, head_of_service, allocated_audit):
    """The worker's record is audited: their line of management reads what they wrote about it."""
    before = worker.person.line_manager
    for person in (worker.person, outsider.person):
        save_person(actor=administrator.person, person=person, name=person.name, line_manager=head_of_service.person)

    assert Person.objects.get(pk=worker.person.pk).line_manager == before
    assert Person.objects.get(pk=outsider.person.pk).line_manager == head_of_service.person  # of whom there is nothing to read
    confirm_power(actor=lead.person, request=asked(head_of_service.person))
    assert Person.objects.get(pk=worker.person.pk).line_manager == head_of_service.person


def test_a_line_manager_who_came_to_work_under_them_meanwhile_is_not_confirmed(administrator, lead, worker, auditor, allocated_audit):
    save_person(actor=administrator.person, person=worker.person, name="Will Okafor", line_manager=auditor.person)
    Person.objects.filter(pk=auditor.person.pk).update(line_manager=worker.person)

    with pytest.raises(ValidationError, match="Amina Yusuf works under Will Okafor by now. Refuse this."):
        confirm_power(actor=lead.person, request=asked(auditor.person))


def test_nobody_moves_people_into_a_team_that_they_answer_for(administrator, worker, ash_team, allocated_audit):
    ash_team.manager = administrator.person
    ash_team.save()

    with pytest.raises(ValidationError, match="You answer for Ash Team, so would read what Will Okafor does. Ask another administrator."):
        save_person(actor=administrator.person, person=worker.person, name="Will Okafor", team=ash_team)


@pytest.mark.parametrize("who", ["auditor", "worker"])
def test_the_address_of_an_account_that_opens_cases_waits_though_its_roles_are_gone(request, administrator, lead, moderated_audit, who):
    """Taken away when they left and came back, or never there: audits that they wrote, or of their work, stay theirs to read."""
    person = request.getfixturevalue(who).person
    for here in (False, True):
        person = save_person(actor=administrator.person, person=person, is_active=here, handed_over=True)

    save_person(actor=administrator.person, person=person, email="evil@example.org")

    assert Person.objects.get(pk=person.pk).email != "evil@example.org"
    assert asked(person).email == "evil@example.org"


def test_a_new_address_of_somebody_who_reads_cases_waits_and_is_told_to_the_old_and_the_new(administrator, lead, director):
    save_person(actor=administrator.person, person=director.person, name="Dilys Kaur", email="evil@example.org")

    assert Person.objects.get(pk=director.person.pk).email == "dilys@example.org"
    notify_of_powers()
    confirm_power(actor=lead.person, request=asked(director.person))
    notify_of_powers()
    assert Person.objects.get(pk=director.person.pk).email == "evil@example.org"
    assert {message.address for message in Message.objects.exclude(address="")} == {"dilys@example.org", "evil@example.org"}
    [given] = Entry.objects.of(director.person).filter(verb="power.given")
    assert (given.facts["before"], given.facts["power"]) == ("dilys@example.org", "another e-mail address evil@example.org")


def test_a_new_address_of_anybody_is_in_the_trail_and_told(administrator, lead, board_member):
    save_person(actor=administrator.person, person=board_member.person, name="Bernard Cole", email="b.cole@example.org")
    notify_of_powers()

    assert Person.objects.get(pk=board_member.person.pk).email == "b.cole@example.org"
    assert Entry.objects.of(board_member.person).get(verb="power.given").facts["before"] == "bernard@example.org"
    assert Message.objects.filter(address="bernard@example.org").exists()


def test_leads_hear_when_it_is_asked_and_when_it_is_given(administrator, second, lead, outsider):
    set_roles(actor=administrator.person, person=outsider.person, roles=[Role.AUDITOR])
    notify_of_powers()
    assert Notice.objects.of(lead.person).count() == 1

    confirm_power(actor=second.person, request=asked(outsider.person))
    notify_of_powers()
    notify_of_powers()
    assert Notice.objects.of(lead.person).count() == 2
    assert Notice.objects.of(outsider.person).count() == 1


def test_the_first_administrator_alone_gives_powers_to_others_never_to_themselves(administrator, outsider):
    set_roles(actor=administrator.person, person=outsider.person, roles=[Role.AUDITOR, Role.QA_LEAD])
    notify_of_powers()

    assert roles_of(outsider.person) == {Role.AUDITOR, Role.QA_LEAD}
    assert all(entry.facts["alone"] for entry in Entry.objects.of(outsider.person).filter(verb="power.given"))
    assert Notice.objects.of(outsider.person).filter(key="power.alone").exists()
    lone = Person.objects.get(pk=administrator.person.pk)
    PersonRole.objects.filter(person=outsider.person).delete()
    with pytest.raises(ValidationError, match="Nobody else could confirm"):
        set_roles(actor=lone, person=lone, roles=[Role.ADMINISTRATOR, Role.DIRECTOR])


def test_nobody_makes_themselves_alone_by_sending_the_others_away(administrator, second, lead, outsider):
    for other in (second, lead):
        save_person(actor=administrator.person, person=other.person, name=other.person.name, roles=[], is_active=False)

    with pytest.raises(ValidationError, match="Nobody else could confirm"):
        set_roles(actor=administrator.person, person=outsider.person, roles=[Role.DIRECTOR])
    assert Role.DIRECTOR not in roles_of(outsider.person)


def test_who_left_is_signed_out_for_good_and_comes_back_without_what_opens_cases(administrator, second, auditor):
    before = Person.objects.get(pk=auditor.person.pk).get_session_auth_hash()
    save_person(actor=administrator.person, person=auditor.person, name="Amina Yusuf", is_active=False)
    assert auditor.get("/").status_code == 302
    save_person(actor=administrator.person, person=auditor.person, name="Amina Yusuf", is_active=True)

    assert auditor.get("/").status_code == 302
    assert Person.objects.get(pk=auditor.person.pk).get_session_auth_hash() != before
    assert roles_of(auditor.person) == set()


def test_a_role_taken_away_counts_at_the_next_page(administrator, lead):
    assert lead.get(reverse("audits:cycles")).status_code == 200
    set_roles(actor=administrator.person, person=lead.person, roles=[])
    assert lead.get(reverse("audits:cycles")).status_code == 403


def test_changes_of_a_person_are_told_field_by_field(administrator, outsider):
    save_person(actor=administrator.person, person=outsider.person, name="Oscar Lind-Berg", job_title="Adviser")

    entry = Entry.objects.of(outsider.person).get(verb="person.changed")
    assert entry.facts == {"name": "Oscar Lind-Berg", "job_title": "Adviser", "before": {"name": "Oscar Lind", "job_title": ""}}
    assert "Oscar Lind" in administrator.get(reverse("accounts:person", args=[outsider.person.pk])).content.decode()


def test_the_roles_that_need_nobody_open_no_case(submitted_audit):
    """The list of roles that a second person confirms, held against what a role opens by itself."""
    for role in set(Role) - set(CASE_READING):
        person = add_person(f"{role.value} alone", role)
        seen = [model.objects.visible_to(person).exists() for model in (Audit, Observation)]
        assert seen == [False] * 2, role


def test_of_two_administrators_who_take_each_others_role_at_once_one_stays(live, administrator, second):
    barrier, outcomes = threading.Barrier(2), []

    def take(actor: Person, other: Person) -> None:
        barrier.wait(10)
        try:
            set_roles(actor=actor, person=other, roles=[])
            outcomes.append("taken")
        except PermissionDenied:
            outcomes.append("no longer")
        finally:
            connection.close()

    pair = [(administrator.person, second.person), (second.person, administrator.person)]
    threads = [threading.Thread(target=take, args=each) for each in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(outcomes) == ["no longer", "taken"]
    assert PersonRole.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_a_command_of_whoever_runs_the_server_needs_nobody(db, outsider, administrator):
    system = Person.objects.system()
    ask_or_give(actor=system, what=Power.ROLE, person=outsider.person, role=Role.QA_LEAD)

    assert Role.QA_LEAD in roles_of(outsider.person)


def test_a_partner_auditor_waits_for_a_second_person_and_has_no_other_role(administrator, second, lead):
    partner = add_person("Pete Marsh")
    set_roles(actor=administrator.person, person=partner, roles=[Role.PARTNER])

    assert roles_of(partner) == set()
    confirm_power(actor=second.person, request=asked(partner))
    assert roles_of(partner) == {Role.PARTNER}
    for roles in ([Role.PARTNER, Role.AUDITOR], [Role.PARTNER, Role.BOARD_MEMBER]):
        with pytest.raises(ValidationError, match="has no other role here"):
            set_roles(actor=administrator.person, person=partner, roles=roles)


def test_a_role_that_was_asked_before_they_became_a_partner_auditor_is_not_given(administrator, second, lead):
    partner = add_person("Pete Marsh")
    set_roles(actor=administrator.person, person=partner, roles=[Role.AUDITOR])
    waiting = asked(partner)
    set_roles(actor=Person.objects.system(), person=partner, roles=[Role.PARTNER])

    with pytest.raises(ValidationError, match="has no other role here"):
        confirm_power(actor=second.person, request=waiting)
    assert roles_of(partner) == {Role.PARTNER}
