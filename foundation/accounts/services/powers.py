"""Nobody widens their own powers, and nobody alone those of others: a second person confirms what opens case content.

While there is nobody else who could confirm, an administrator may give powers to others at once, never to themselves. That is
kept as a request without a second person, and the first leads are notified. So a new portal can be set up by one person.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.accounts.enums import CASE_READING, CONFIRMING, ROLES_OF_TRUST, Power, Role
from foundation.accounts.holdings import opens_cases
from foundation.accounts.models import Person, PersonRole, PowerRequest
from foundation.accounts.permissions import can_change_people, can_confirm_powers, require
from foundation.accounts.queries import line_above
from foundation.accounts.querysets import PersonQuerySet
from foundation.activity.locking import first_come, locked
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.clock import today

NOBODY_ELSE = (
    "Nobody else could confirm this: it takes another administrator or a QA lead. The person who runs the server can add an administrator."
)
ANSWERED = "This has already been answered. Open the page again to see how."


def second_people(*, actor: Person, person: Person, what: Power) -> PersonQuerySet:
    """Who could confirm: administrators and leads but the one who asks and the one who gets it. One's own address anybody may confirm."""
    able = Person.objects.who_can_sign_in().exclude(pk=actor.pk)
    confirming = able.with_role(*CONFIRMING).exclude(pk=person.pk)
    if what == Power.EMAIL and person.last_login is not None:
        return able.filter(pk__in=[*confirming.values_list("pk", flat=True), person.pk])
    return confirming


def is_trusted(person: Person) -> bool:
    """Whether their account opens case content, or is about to: also by what they did before their roles were taken away."""
    posts = person.teams_managed.exists() or person.services_managed.exists() or person.services_headed.exists()
    about_to = PowerRequest.objects.open().filter(person=person).exists()
    return posts or person.has_role(*CASE_READING) or about_to or opens_cases(person)


def require_now(actor: Person) -> None:
    """Of two administrators who take each other's role at once, the second finds that they have it no longer."""
    if not actor.is_system:
        list(PersonRole.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
        actor = Person.objects.get(pk=actor.pk)
    require(lambda actor: can_change_people(actor) and actor.is_active, actor)


def require_an_administrator() -> None:
    """Refuse a change that leaves nobody who could undo it. A portal without one yet may be filled by commands."""
    administrators = Person.objects.with_role(Role.ADMINISTRATOR)
    if administrators.exists() and not administrators.who_can_sign_in().exists():
        raise ValidationError("Nobody would be left as administrator who can sign in. Give the role to somebody else first.")


def require_alone(roles: Collection[str]) -> None:
    """Somebody with the role of a partner auditor is of another agency, so has no other role here."""
    if Role.PARTNER in roles and len(roles) > 1:
        why = f"A {Role.PARTNER.label.lower()} is of another agency and has no other role here. Give that role alone, or take it away."
        raise ValidationError({"roles": why})


def _was_ever_another(actor: Person) -> bool:
    """Whether anybody but `actor` has, or had, a role that confirms: a person who takes it from them is not alone by that."""
    if PersonRole.objects.filter(role__in=CONFIRMING).exclude(person=actor).exists():
        return True
    given = PowerRequest.objects.filter(agreed=True, role__in=CONFIRMING).exclude(person=actor)
    changes = Entry.objects.of_type(Person).filter(verb="person.roles_set").exclude(target_id=str(actor.pk)).values_list("facts", flat=True)
    return given.exists() or any(set(CONFIRMING).intersection(facts.get("before", [])) for facts in changes)


@transaction.atomic
def ask_or_give(*, actor: Person, what: Power, person: Person, needs_second: bool = True, **about: Any) -> PowerRequest:
    """Ask for a power, or give it at once where no second person is needed or there is none. `about` are fields of the request."""
    require_now(actor)
    return ask_or_give_post(actor=actor, what=what, person=person, needs_second=needs_second, **about)


def ask_or_give_post(*, actor: Person, what: Power, person: Person, needs_second: bool = True, **about: Any) -> PowerRequest:
    """As `ask_or_give`, for a service that has asked itself whether `actor` may: a QA lead gives away what somebody left behind."""
    request = PowerRequest(what=what, person=person, asked_by=actor, asked_on=today(), key=_key(what, person, about), **about)
    waiting = PowerRequest.objects.open().filter(key=request.key).first()
    if waiting:
        return _same(waiting, request)
    if needs_second and not actor.is_system and second_people(actor=actor, person=person, what=what).exists():
        with first_come(ValidationError(f"Somebody has asked for this a moment ago: {request.in_words}.")):
            request.save()
        record(actor=actor, verb="power.asked", target=person, power=request.in_words, before=_before(request))
        return request
    if needs_second and not actor.is_system and what != Power.EMAIL and (actor == person or _was_ever_another(actor)):
        raise ValidationError(NOBODY_ELSE)
    request.agreed, request.answered_on, request.told_of_asking = True, today(), True
    request.save()
    _give(request, by=actor)
    return request


def _key(what: Power, person: Person, about: dict[str, Any]) -> str:
    place = about.get("team") or about.get("service") or about.get("worker")
    return f"{what}:{place.pk}" if place else f"{what}:{person.pk}:{about.get('role', '')}"


def _same(waiting: PowerRequest, request: PowerRequest) -> PowerRequest:
    """Asked twice is asked once; another answer to the same question waits until the first is settled."""
    if (waiting.person, waiting.email) != (request.person, request.email):
        raise ValidationError(f"This waits already for a second person: {waiting.person}, {waiting.in_words}. Have it refused first.")
    return waiting


def _before(request: PowerRequest) -> Any:
    return {
        Power.ROLE: lambda: sorted(request.person.role_rows.values_list("role", flat=True)),
        Power.EMAIL: lambda: request.email_before,
        Power.TEAM_MANAGER: lambda: request.team and request.team.manager,
        Power.SERVICE_MANAGER: lambda: request.service and request.service.manager,
        Power.HEAD: lambda: request.service and request.service.head,
        Power.TEAM_OF_SERVICE: lambda: request.team and request.team.service,
        Power.LINE_MANAGER: lambda: request.worker and request.worker.line_manager,
    }[Power(request.what)]()


@transaction.atomic
def confirm_power(*, actor: Person, request: PowerRequest) -> PowerRequest:
    """The second person agrees, and it takes effect."""
    request = _to_answer(actor, request)
    if actor in (request.asked_by, *([] if request.what == Power.EMAIL else [request.person])):
        raise PermissionDenied("A second person confirms this: not who asked, and not who gets it.")
    if not request.person.is_active:
        raise ValidationError(f"{request.person} no longer works here. Refuse this.")
    request.agreed = True
    _answer(request, actor)
    _give(request, by=actor)
    return request


@transaction.atomic
def refuse_power(*, actor: Person, request: PowerRequest) -> PowerRequest:
    """A person who could confirm it refuses it; the one who asked takes it back."""
    request = _to_answer(actor, request)
    request.agreed = False
    _answer(request, actor)
    record(actor=actor, verb="power.refused", target=request.person, power=request.in_words, asked_by=request.asked_by)
    return request


def _to_answer(actor: Person, request: PowerRequest) -> PowerRequest:
    actor = Person.objects.get(pk=actor.pk)
    request = locked(PowerRequest.objects.select_related("person", "asked_by", "team", "service", "worker"), pk=request.pk)
    may = can_confirm_powers(actor) or actor == request.asked_by or (request.what == Power.EMAIL and actor == request.person)
    require(lambda actor: may and actor.is_active, actor, why="Another administrator or a QA lead confirms this.")
    if request.agreed is not None:
        raise ValidationError(ANSWERED)
    return request


def _answer(request: PowerRequest, actor: Person) -> None:
    request.answered_by, request.answered_on = actor, today()
    request.save()


def _give(request: PowerRequest, *, by: Person) -> None:
    """Make it so, and say so in the trail, with what was before."""
    before = _before(request)
    {
        Power.ROLE: _give_role,
        Power.EMAIL: _give_email,
        Power.TEAM_MANAGER: lambda asked: _set_post(asked.team, manager=asked.person),
        Power.SERVICE_MANAGER: lambda asked: _set_post(asked.service, manager=asked.person),
        Power.HEAD: lambda asked: _set_post(asked.service, head=asked.person),
        Power.TEAM_OF_SERVICE: lambda asked: _set_post(asked.team, service=asked.service),
        Power.LINE_MANAGER: _give_line,
    }[Power(request.what)](request)
    # A post is in the trail of the team or service, and in that of the person who gets it.
    place = request.team or request.service or request.worker
    facts = {"asked_by": request.asked_by, "before": before, "alone": request.answered_by is None}
    record(actor=by, verb="power.given", target=request.person, power=request.in_words, **facts)
    if place:
        record(actor=by, verb="power.given", target=place, power=str(request), **facts)


def _give_role(request: PowerRequest) -> None:
    if request.person.password_was_given and request.role in ROLES_OF_TRUST:
        why = f"{request.person} came in with a password that an administrator knew. Give this role once they chose one by a link."
        raise ValidationError({"roles": why})
    require_alone({*request.person.role_names, request.role})
    PersonRole.objects.get_or_create(person=request.person, role=request.role)
    request.person.__dict__.pop("roles", None)


def _give_email(request: PowerRequest) -> None:
    other = Person.objects.of_address(request.email).exclude(pk=request.person.pk).first()
    if other:
        raise ValidationError({"email": f"{other.name} already has this e-mail address. Each person needs their own."})
    request.person.email = request.email
    request.person.save(update_fields=["email"])


def _give_line(request: PowerRequest) -> None:
    """Since it was asked, the new holder may have come to work under the person."""
    worker = request.worker
    if worker is None or worker == request.person or worker in line_above(request.person):
        raise ValidationError(f"{request.person} works under {worker} by now. Refuse this.")
    _set_post(worker, line_manager=request.person)


def _set_post(place: Any, **post: Any) -> None:
    place = locked(type(place).objects, pk=place.pk)
    for name, value in post.items():
        setattr(place, name, value)
    place.save(update_fields=list(post))


def needs_second_for_role(actor: Person, person: Person, role: str) -> bool:
    """Any role for oneself, and what opens case content for anybody. A command of the person who runs the server needs nobody."""
    return not actor.is_system and (actor == person or Role(role) in CASE_READING)
