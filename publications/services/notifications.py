"""What people are notified of: without words that somebody typed, which may go out by mail to somebody who may not read them."""

from collections.abc import Iterable

from foundation.accounts.models import Person
from foundation.notices.services import notify
from publications.models import ExampleConsent, Publication


def tell_author(actor: Person, publication: Publication) -> None:
    notify(
        person=publication.author,
        key=f"publication.author:{publication.pk}:{publication.author_id}",
        subject=f"You write {publication.short_name.lower()}",
        words=f"{actor} has asked you to write it for all staff.",
        path=publication.get_absolute_url(),
    )


def tell_reviewer(actor: Person, publication: Publication, entry: int) -> None:
    if publication.reviewer:
        notify(
            person=publication.reviewer,
            key=f"publication.review:{publication.pk}:{entry}",
            subject=f"{publication.short_name} is yours to review",
            words=f"{actor} has asked you to read it before all staff do.",
            path=publication.get_absolute_url(),
        )


def tell_outcome(publication: Publication, actor: Person, what: str, entry: int) -> None:
    """Its author, of what became of it: “was sent back”."""
    if publication.author != actor:
        notify(
            person=publication.author,
            key=f"publication.outcome:{publication.pk}:{entry}",
            subject=f"{publication.short_name} {what}",
            path=publication.get_absolute_url(),
        )


def tell_readers_of_withdrawal(publication: Publication, readers: Iterable[Person], entry: int) -> None:
    for reader in readers:
        notify(
            person=reader,
            key=f"publication.withdrawn:{publication.pk}:{entry}",
            subject=f"{publication.short_name} was withdrawn",
            words="You said that you had read it. Do not use it any more; its page says why.",
            path=publication.get_absolute_url(),
        )


def tell_worker(consent: ExampleConsent) -> None:
    notify(
        person=consent.worker,
        key=f"consent.asked:{consent.pk}",
        subject="May we share an example of your good practice?",
        words="An audit found a strength in your work. You decide whether it is shared with colleagues, without any names.",
        path=consent.publication.get_absolute_url() + "consent/",
    )


def tell_worker_of_text(consent: ExampleConsent, entry: int) -> None:
    """It was sent for review: they can read it as colleagues will."""
    notify(
        person=consent.worker,
        key=f"consent.text:{consent.pk}:{entry}",
        subject="The example of your good practice is written",
        words="Read it before it is shared. You may take back that you agree at any time.",
        path=consent.publication.get_absolute_url() + "consent/",
    )


def tell_answer(consent: ExampleConsent, entry: int) -> None:
    """The person who asked: what the worker said, and not who they are."""
    subject = {"given": "agreed to", "declined": "did not agree to", "withdrawn": "no longer agrees to"}[consent.state]
    notify(
        person=consent.asked_by,
        key=f"consent.answered:{consent.pk}:{entry}",
        subject=f"The worker {subject} {consent.publication.short_name.lower()}",
        path=consent.publication.get_absolute_url(),
    )
