"""The way to the first administrator, and to a password where no mail goes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from foundation.accounts.models import Person
from tests.accounts.trail import trail_of
from tests.people import add_person
from tests.reading import fresh

ADA = {"email": "ada@example.gov.uk", "name": "Ada Nwosu"}
NEW = "copper-lantern-87"


def printed(command: str, **options) -> str:
    out = StringIO()
    call_command(command, **options, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_an_empty_portal_gets_its_first_administrator(db):
    link = printed("add_administrator", **ADA)

    visitor, path = Client(), "/" + link.split("/", 3)[3]
    page = visitor.get(path, follow=True)
    visitor.post(page.redirect_chain[-1][0], {"password": NEW})
    visitor.post("/sign-in/", {"username": "ada@example.gov.uk", "password": NEW})
    assert visitor.get("/settings/").status_code == 200
    ada = Person.objects.get(email="ada@example.gov.uk")
    assert trail_of(ada) == [
        "set the person’s roles",
        "added the person",
        "printed a link to choose a password on the server",
        "chose a password by a link",
    ]


def test_somebody_who_is_there_is_given_the_role_and_keeps_theirs(db):
    add_person("Ada Nwosu", "auditor", job_title="Advanced practitioner")

    printed("add_administrator", email="ADA@example.org", name="Ada Nwosu")

    assert Person.objects.get(email="ada@example.org").roles == {"auditor", "administrator"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({**ADA, "email": "nonsense"}, "Enter a valid email address"),
        ({**ADA, "name": "  "}, "Write the full name"),
        ({**ADA, "name": "A" * 101}, "Write the full name"),
        ({**ADA, "email": "gone@example.org"}, "Gone Away is marked as having left"),
    ],
)
def test_what_will_not_do_is_said_in_a_sentence(db, given, says):
    add_person("Gone Away", is_active=False)

    with pytest.raises(CommandError, match=says):
        call_command("add_administrator", **given)


def test_whoever_runs_the_server_prints_a_link_for_somebody(worker):
    link = printed("password_link", email="WILL@example.org")

    assert "/password/choose/" in link
    assert trail_of(worker.person) == ["printed a link to choose a password on the server"]
    assert not fresh(worker.person).has_usable_password()


def test_nobody_unknown_gets_a_link(db):
    with pytest.raises(CommandError, match="Nobody here has the e-mail address nobody@example.org"):
        call_command("password_link", email="nobody@example.org")


@pytest.mark.parametrize(("command", "instead"), [("createsuperuser", "add_administrator"), ("changepassword", "password_link")])
def test_django_s_own_commands_say_what_to_run(db, command, instead):
    with pytest.raises(CommandError, match=f"Run: manage.py {instead}"):
        call_command(command)
    assert not Person.objects.filter(is_system=False).exists()
