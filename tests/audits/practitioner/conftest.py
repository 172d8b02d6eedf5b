"""An audit in a month in which practitioners take part, and one that is finished, with what its letter is made of."""

import io
import re

import pypdf
import pytest

from audits.auditing.services.auditing import save_findings, save_voice, submit_audit
from audits.cycles.services.cycles import change_cycle
from audits.enums import FindingKind, Grade, Source, Voice, VoiceOutcome
from audits.models import Audit, FeedbackLetter
from audits.moderation.services.moderation import finish_moderation, save_moderator_grades
from audits.practitioner.services.factual_check import ask_for_factual_check
from audits.practitioner.services.letter import send_letter, write_letter
from tests.audit_stages import agreed_as_submitted, grade_all
from tests.replay import replayed

STRENGTH = "She is seen alone and her words are in the plan."
AREA = "The chronology ends in 2021."
SAID = "Mum says that she was told everything."


def url(audit: Audit, page: str) -> str:
    return f"/audits/{audit.number}/{page}"


TOKEN = re.compile(r"""csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+\"""")


def without_token(answer) -> str:
    """What a page says, without what is new on every page."""
    content = answer.getvalue()
    return TOKEN.sub("", content.decode(errors="replace"))


def words_of_pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def fill_in(audit: Audit, grade: Grade = Grade.GOOD) -> Audit:
    audit = grade_all(audit, grade)
    save_findings(actor=audit.auditor, audit=audit, kind=FindingKind.STRENGTH, findings=[(STRENGTH, Source.RECORD)])
    save_findings(actor=audit.auditor, audit=audit, kind=FindingKind.AREA, findings=[(AREA, Source.RECORD)])
    save_voice(actor=audit.auditor, audit=audit, voice=Voice.FAMILY, outcome=VoiceOutcome.OBTAINED, words=SAID)
    return audit


@pytest.fixture
@replayed
def collaborative_cycle(cycle, lead):
    return change_cycle(actor=lead.person, cycle=cycle, collaborative=True)


@pytest.fixture
@replayed
def draft(collaborative_cycle, allocated_audit) -> Audit:
    """Everything written, not submitted."""
    return fill_in(allocated_audit)


@pytest.fixture
@replayed
def checked(draft) -> Audit:
    """The practitioner is asked to check its facts."""
    ask_for_factual_check(actor=draft.auditor, audit=draft)
    return draft


@pytest.fixture
@replayed
def finished(allocated_audit) -> Audit:
    """Moderated: one domain changed from Good to Requires improvement, with a reason."""
    audit = submit_audit(actor=allocated_audit.auditor, audit=fill_in(allocated_audit))
    given = agreed_as_submitted(audit)
    first = audit.tool.domains.first()
    changed = (first, Grade.REQUIRES_IMPROVEMENT, "Two visits are missing.", "evidence")
    agreed = [changed, *(row for row in given if row[0] != first)]
    save_moderator_grades(actor=audit.moderator, audit=audit, grades=given)
    return finish_moderation(actor=audit.moderator, audit=audit, agreed=agreed, words="The analysis of the audit is thin.")


@pytest.fixture
@replayed
def letter(finished) -> FeedbackLetter:
    """Sent by the auditor."""
    write_letter(
        actor=finished.auditor, audit=finished, opening="Dear Will,\n\nThank you.", strengths=STRENGTH, areas=AREA, closing="Well done."
    )
    return send_letter(actor=finished.auditor, audit=finished)
