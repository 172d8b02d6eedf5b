"""People who keep the registers, and an old audit with all that can hang on one."""

import datetime
import io

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from audits.models import Audit, Finding, Judgement
from foundation.council.clock import frozen_clock
from tests.people import Visitor, session_of

# The audits of these tests are of June 2023: their financial year ends on 31 March 2024, and six years more on 31 March 2030.
LAST_DAY, FIRST_DAY_DUE = datetime.date(2030, 3, 31), datetime.date(2030, 4, 1)


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(datetime.date(2023, 8, 1)):
        yield


SAID = "Her plan of 3 May was seen, and it names what must change for the child by when."


@pytest.fixture
def old_audit(moderated_audit) -> Audit:
    """With reasons of which one is of substance and one is copied."""
    first, *others = moderated_audit.judgements.filter(stage="pre").order_by("pk")
    Judgement.objects.filter(pk=first.pk).update(reason=SAID)
    copied = "The visits of May were seen, and nothing in them is about the child alone."
    Judgement.objects.filter(pk__in=[row.pk for row in others]).update(reason=copied)
    Finding.objects.create(audit=moderated_audit, kind="strength", text="The chronology is up to date.")
    call_command("check_figures", "--rebuild", stdout=io.StringIO())
    return Audit.objects.get(pk=moderated_audit.pk)


@pytest.fixture
def later(old_audit):
    """The day after which audits of June 2023 are kept no longer."""
    with frozen_clock(FIRST_DAY_DUE):
        yield


PASSWORD = "correct horse battery"


def gives_password(visitor: Visitor, address: str) -> None:
    """They give it at the page that asks for it again."""
    visitor.person.set_password(PASSWORD)
    visitor.person.save()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = session_of(visitor.person)
    session = SessionStore(visitor.cookies[settings.SESSION_COOKIE_NAME].value)
    session["password_given_at"] = 0
    session.save()
    assert "Give your password again" in visitor.get(address).content.decode()
    visitor.post(address, {"password_again": PASSWORD})
