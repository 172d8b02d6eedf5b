"""The people of the tests, each a signed-in visitor; the council's services and teams around them.

Rowan Service holds Elm Team (Tara manages, Will works there) and Ash Team (where the outsiders sit).
"""

import time

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole, Service, Team
from tests.replay import replayed


class Visitor(Client):
    """A person with their browser: `lead.get(url)`, `lead.person`."""

    def __init__(self, person: Person, session: str = ""):
        super().__init__()
        self.person = person
        self.cookies[settings.SESSION_COOKIE_NAME] = session or session_of(person)

    def __reduce__(self) -> tuple:
        """With a session that is stored already."""
        return Visitor, (self.person, self.cookies[settings.SESSION_COOKIE_NAME].value)


def signed_in_long_ago(person: Person) -> Visitor:
    """Who is asked again before what is weighty."""
    return Visitor(person, session_of(person, given_at=0))


def session_of(person: Person, *, given_at: float | None = None) -> str:
    """The key of a new session of theirs, as signing in leaves it, in a fifth of the time: every test has some visitors."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["password_given_at"] = time.time() if given_at is None else given_at
    session.save()
    return str(session.session_key)


def add_person(name: str, *roles: Role, **fields) -> Person:
    email = f"{name.split()[0].lower()}@example.org"
    person = Person.objects.create(name=name, email=email, password="!", **fields)
    PersonRole.objects.bulk_create([PersonRole(person=person, role=role) for role in roles])
    return person


@pytest.fixture
@replayed
def rowan_service(db) -> Service:
    service = Service.objects.create(name="Rowan Service")
    service.manager = add_person("Sunil Mehta", Role.SERVICE_MANAGER)
    service.head = add_person("Helen Frost", Role.HEAD_OF_SERVICE)
    service.save()
    return service


@pytest.fixture
@replayed
def elm_team(rowan_service) -> Team:
    tara = add_person("Tara Quinn", Role.TEAM_MANAGER, line_manager=rowan_service.manager)
    team = Team.objects.create(name="Elm Team", service=rowan_service, manager=tara)
    Person.objects.filter(pk=tara.pk).update(team=team)
    return team


@pytest.fixture
@replayed
def ash_team(db) -> Team:
    return Team.objects.create(name="Ash Team", service=Service.objects.create(name="Willow Service"))


@pytest.fixture
@replayed
def worker(elm_team) -> Visitor:
    return Visitor(add_person("Will Okafor", Role.PRACTITIONER, team=elm_team, line_manager=elm_team.manager, job_title="Social worker"))


@pytest.fixture
@replayed
def team_manager(elm_team) -> Visitor:
    return Visitor(elm_team.manager)


@pytest.fixture
@replayed
def service_manager(rowan_service) -> Visitor:
    return Visitor(rowan_service.manager)


@pytest.fixture
@replayed
def head_of_service(rowan_service) -> Visitor:
    return Visitor(rowan_service.head)


@pytest.fixture
@replayed
def auditor(ash_team) -> Visitor:
    return Visitor(add_person("Amina Yusuf", Role.AUDITOR, team=ash_team))


@pytest.fixture
@replayed
def moderator(db) -> Visitor:
    return Visitor(add_person("Morwenna Pask", Role.MODERATOR))


@pytest.fixture
@replayed
def lead(db) -> Visitor:
    return Visitor(add_person("Leah Brandt", Role.QA_LEAD))


@pytest.fixture
@replayed
def observer(db) -> Visitor:
    return Visitor(add_person("Owen Price", Role.OBSERVER))


@pytest.fixture
@replayed
def director(db) -> Visitor:
    return Visitor(add_person("Dilys Kaur", Role.DIRECTOR))


@pytest.fixture
@replayed
def analyst(db) -> Visitor:
    return Visitor(add_person("Ana Silva", Role.ANALYST))


@pytest.fixture
@replayed
def board_member(db) -> Visitor:
    return Visitor(add_person("Bernard Cole", Role.BOARD_MEMBER))


@pytest.fixture
@replayed
def officer(db) -> Visitor:
    """Of information governance."""
    return Visitor(add_person("Anita Rao", Role.GOVERNANCE))


@pytest.fixture
@replayed
def administrator(db) -> Visitor:
    return Visitor(add_person("Ada Nwosu", Role.ADMINISTRATOR))


@pytest.fixture
@replayed
def outsider(ash_team) -> Visitor:
    """A practitioner of another team."""
    return Visitor(add_person("Oscar Lind", Role.PRACTITIONER, team=ash_team))


@pytest.fixture
@replayed
def police_auditor(db) -> Visitor:
    """Of another agency: nothing but their own part opens to them."""
    return Visitor(add_person("Pete Marsh", Role.PARTNER))


@pytest.fixture
@replayed
def health_auditor(db) -> Visitor:
    return Visitor(add_person("Hilda Crane", Role.PARTNER))


@pytest.fixture
def anonymous(db) -> Client:
    return Client()
