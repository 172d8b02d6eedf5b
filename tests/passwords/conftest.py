import re

import pytest
from django.core import mail

from tests.notices.sink import no_sink, sink
from tests.people import Visitor
from tests.replay import replayed

__all__ = ["no_sink", "sink"]
GOOD = "harbour-kettle-41"


@pytest.fixture
@replayed
def may_sign_in(worker) -> Visitor:
    """Will, who has a password."""
    worker.person.set_password(GOOD)
    worker.person.save()
    return Visitor(worker.person)


def links() -> list[str]:
    """The addresses inside the portal that the mails sent so far lead to."""
    return [re.search(r"https?://[^/]+(/password/choose/\S+)", letter.body)[1] for letter in mail.outbox]
