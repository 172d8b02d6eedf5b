"""Words of an audit that look as if they said who somebody is: shown once, before submission."""

from dataclasses import dataclass

from django.urls import reverse

from audits.auditing.pages.sections import FINDINGS, OVERALL, VOICES, domain_slug
from audits.auditing.queries.answers import replied
from audits.calculations.grades import OVERALL_JUDGEMENT
from audits.enums import Stage
from audits.queries.applicability import Applicability
from audits.queries.identity_check import words_that_are_known
from foundation.editing.version_tokens import version_token
from foundation.guard.free_text import Find, finds_in
from foundation.guard.queries import dismissed_at


@dataclass(frozen=True)
class Warned:
    """One find, where it stands, and the mark by which it is dismissed."""

    find: Find
    place: str
    href: str
    mark: str


def warned_words(asked: Applicability) -> list[Warned]:
    """What the guard finds and nobody has dismissed, each once in its section, in the order of the form."""
    audit = asked.audit
    dismissed = dismissed_at(audit)
    known = words_that_are_known(audit)
    warned: dict[str, Warned] = {}
    for slug, place, text in _texts(asked):
        for find in finds_in(text, **known):
            mark = version_token(((slug, find.text),))
            href = reverse("audits:section", args=[audit.number, slug])
            warned.setdefault(mark, Warned(find, place, href, mark))
    return [each for mark, each in warned.items() if mark not in dismissed]


def _texts(asked: Applicability) -> list[tuple[str, str, str]]:
    """Everything that the auditor wrote: slug and name of its section, and the words."""
    audit, texts = asked.audit, []
    for row in audit.judgements.at(Stage.AUDITOR).select_related("domain"):
        slug, place = (domain_slug(row.domain), row.domain.name) if row.domain else (OVERALL, OVERALL_JUDGEMENT)
        texts += [(slug, place, row.reason), (slug, place, row.no_action_reason)]
    texts += [(FINDINGS, "Strengths and areas for improvement", finding.text) for finding in audit.findings.order_by("pk")]
    texts += [(VOICES, "Voices", heard.words) for heard in audit.voices.all()]
    beside = replied(asked)
    return texts + [(VOICES, each.text, each.words) for each in [*beside.checklist, *beside.theme] if each.words]
