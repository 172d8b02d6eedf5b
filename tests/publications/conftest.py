"""An alert at each stage, and an example whose worker is asked."""

import datetime

import pytest

from audits.enums import FindingKind
from audits.models import Finding
from foundation.council.clock import frozen_clock
from publications.enums import PublicationKind
from publications.models import Publication
from publications.services import (
    begin_publication,
    give_consent,
    propose_example,
    publish_publication,
    review_publication,
    send_for_review,
    write_publication,
)

# The day of these tests.
THE_DAY = datetime.date(2023, 8, 1)
TEXTS = {
    "found": "In many records the plan is **older than six months**.",
    "matters": "Children wait for help that was agreed.",
    "do_now": "- Read the plan before each visit\n- Write what has changed",
    "read_more": "[The guidance](https://www.gov.uk/guidance)",
}
SUMMARY = "What to do when a plan is older than the last visit."


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
def draft(lead) -> Publication:
    alert = begin_publication(actor=lead.person, kind=PublicationKind.ALERT, title="Plans that are out of date")
    return write_publication(actor=lead.person, publication=alert, title=alert.title, summary=SUMMARY, texts=TEXTS)


@pytest.fixture
def in_review(draft, lead, moderator) -> Publication:
    return send_for_review(actor=lead.person, publication=draft, reviewer=moderator.person)


@pytest.fixture
def reviewed(in_review, moderator) -> Publication:
    return review_publication(actor=moderator.person, publication=in_review)


@pytest.fixture
def published(reviewed, lead) -> Publication:
    return publish_publication(actor=lead.person, publication=reviewed).publication


@pytest.fixture
def strength(moderated_audit) -> Finding:
    return Finding.objects.create(audit=moderated_audit, kind=FindingKind.STRENGTH, text="She asked the child to draw the plan.")


@pytest.fixture
def proposed(strength, lead) -> Publication:
    return propose_example(actor=lead.person, finding=strength, title="Let the child draw the plan")


@pytest.fixture
def agreed(proposed, worker) -> Publication:
    return give_consent(actor=worker.person, consent=proposed.consent).publication


@pytest.fixture
def shared(agreed, lead, moderator) -> Publication:
    """The example, published."""
    texts = {"done": "The child drew what should change.", "difference": "The plan has the child’s own words.", "try_it": "Take pens."}
    written = write_publication(actor=lead.person, publication=agreed, title=agreed.title, summary="A plan in pictures.", texts=texts)
    sent = send_for_review(actor=lead.person, publication=written, reviewer=moderator.person)
    reviewed = review_publication(actor=moderator.person, publication=sent)
    return publish_publication(actor=lead.person, publication=reviewed).publication
