"""The moves of publications and of consents: what must be there before each."""

from collections.abc import Mapping

from foundation.documents.formats import uk_date
from foundation.govuk.false_words import FalseWords
from foundation.moves.workflow import Missing, Move, Workflow, answer_needed
from publications.enums import ConsentState, PublicationPart, PublicationState
from publications.models import ExampleConsent, Publication
from publications.queries.facts import facts_no_longer_so
from publications.workflow import consents, publications

from .naming import names_left

_REQUIRED_PARTS = 1


def _stale_text(publication: Publication, step: Move) -> str:
    state = publication.get_state_display()
    if publication.state == PublicationState.WITHDRAWN and publication.withdrawn_on:
        return f"{publication.short_name} was withdrawn on {uk_date(publication.withdrawn_on)}."
    return f"{publication.short_name} is now “{state}”. Open it again to see what happened."


def _nobody_is_named(publication: Publication, answers: Mapping[str, str]) -> Missing:
    return {place: " ".join(sentences) for place, sentences in names_left(publication).items()}


def _worker_agreed(publication: Publication, answers: Mapping[str, str]) -> Missing:
    if not publication.is_example or publication.consent.state == ConsentState.GIVEN:
        return {}
    return {"consent": "The worker whose practice it is has not agreed that it is shared. Wait for their answer."}


def _facts_are_so(publication: Publication, answers: Mapping[str, str]) -> Missing:
    # Without what is so now, which may count fewer than five.
    wrong = [FalseWords(each.inserted.sentence).sentence for each in facts_no_longer_so(publication)]
    return {PublicationPart.FIGURES.value: " ".join(wrong)} if wrong else {}


def _has_words(publication: Publication, answers: Mapping[str, str]) -> Missing:
    texts = [publication.texts.get(part, "") for part in publication.parts]
    if sum(map(bool, texts)) >= _REQUIRED_PARTS and publication.summary:
        return {}
    if not publication.summary:
        return {"summary": "Write the summary: it is what readers see in the list."}
    return {publication.parts[0].value: f"Nothing is written yet. Begin with “{publication.parts[0].label}”."}


def _stale_consent(consent: ExampleConsent, step: Move) -> str:
    return f"You have answered already: “{consent.get_state_display()}”. Open the page again to change it."


PUBLICATIONS = Workflow(
    moves=publications.MOVES,
    rows=lambda: Publication.objects.select_related("author", "reviewer", "consent"),
    stale_text=_stale_text,
    needs={
        "named": _nobody_is_named,
        "consent": _worker_agreed,
        "facts": _facts_are_so,
        "words": _has_words,
        "reason": answer_needed("reason", "Say why."),
    },
)
CONSENTS = Workflow(
    moves=consents.MOVES,
    rows=lambda: ExampleConsent.objects.select_related("publication", "worker", "audit"),
    stale_text=_stale_consent,
)
