"""/audits/<number>/record-page/: one sheet for the child's record."""

import io
import shutil
import subprocess

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from pdfua import Validator

from actions.models import Action
from actions.services import raise_action
from audits.enums import Grade, Stage
from audits.models import Audit, AuditRules, Finding, Judgement
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access
from tests.reading import text_at
from tests.replay import replayed

from .conftest import AREA, STRENGTH, url, words_of_pdf
from .test_letter_pages import DUE

RECORD_HEADINGS = ["Summary", "Strengths", "Areas for improvement", "Actions"]
GRADES = ("Good", "Requires improvement", "Inadequate", "Outstanding")
LONG = "The worker visits often, and writes down what she says and what is done about it. " * 80


def file_of(visitor, audit: Audit, form: str = "pdf") -> bytes:
    return visitor.get(url(audit, f"record-page/?format={form}")).content


def pages_in(content: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
@replayed
def crowded(finished, worker) -> Audit:
    """Very long words, very many strengths and actions."""
    Judgement.objects.filter(audit=finished).update(reason=LONG)
    Finding.objects.filter(audit=finished).update(text=LONG)
    Finding.objects.bulk_create([Finding(audit=finished, kind=kind, text=LONG) for _ in range(40) for kind in ("strength", "area")])
    for number in range(30):
        what = f"Action {number}: " + "mend the chronology and say so " * 7
        raise_action(actor=finished.moderator, audit=finished, what=what[:240], why="Late.", owner=worker.person, due=DUE)
    return finished


def test_it_holds_what_belongs_there(finished, worker, team_manager):
    raise_action(actor=finished.moderator, audit=finished, what="Mend the chronology", why="Late.", owner=team_manager.person, due=DUE)
    words = words_of_pdf(file_of(worker, finished))

    wanted = (finished.case_id, "June 2023", "Amina Yusuf", STRENGTH, AREA, "Taken together.", "Mend the chronology", "4 January 2030")
    assert [each for each in wanted if each not in words] == []


def test_it_names_no_worker_and_no_owner(finished, worker):
    raise_action(actor=finished.moderator, audit=finished, what="Mend the chronology", why="Late.", owner=worker.person, due=DUE)
    words = words_of_pdf(file_of(worker, finished))

    assert "Social worker" in words
    assert "Will Okafor" not in words


def test_it_says_the_grade_only_where_the_rules_say_so(finished, worker):
    Judgement.objects.filter(audit=finished, domain=None).update(reason="Good because she is seen. It is Good. She is heard.")
    without = words_of_pdf(file_of(worker, finished))
    AuditRules.objects.update_or_create(pk=1, defaults={"grade_on_record": True})
    with_grade = words_of_pdf(file_of(worker, finished))

    assert "It is Good" not in without
    assert "Overall judgement" not in without
    assert "She is heard." in without
    assert "Overall judgement: Good" in with_grade


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_grades_change_nothing_on_it(finished, worker, form):
    def said(grade: Grade) -> str:
        Judgement.objects.filter(audit=finished, stage__in=[Stage.AGREED, Stage.PRE, Stage.AUDITOR]).update(grade=grade)
        content = file_of(worker, finished, form)
        return words_of_pdf(content) if form == "pdf" else "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)

    assert said(Grade.OUTSTANDING) == said(Grade.INADEQUATE)


def test_it_is_one_page_however_much_was_written(crowded, worker):
    content = file_of(worker, crowded)

    assert pages_in(content) == 1
    assert "continues in the audit" in words_of_pdf(content)
    assert "more in the audit." in words_of_pdf(content)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here to lay out the Word file")
def test_as_word_it_is_one_page_too(crowded, worker, tmp_path):
    file = tmp_path / "record.docx"
    file.write_bytes(file_of(worker, crowded, "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file], check=True, timeout=120, capture_output=True
    )

    assert pages_in((tmp_path / "record.pdf").read_bytes()) == 1


def test_short_words_are_not_cut(finished, worker):
    assert "continues in the audit" not in words_of_pdf(file_of(worker, finished))


def test_a_screen_reader_can_walk_both_files(finished, worker, tmp_path):
    """Of usual length, which has the same parts: what is checked is each piece of text on the page."""
    raise_action(actor=finished.moderator, audit=finished, what="Mend the chronology", why="Late.", owner=worker.person, due=DUE)
    file = tmp_path / "record.pdf"
    file.write_bytes(file_of(worker, finished))
    word = docx.Document(io.BytesIO(file_of(worker, finished, "docx")))

    assert list(Validator().validate(str(file)).findings) == []
    assert [each.text for each in word.paragraphs if each.style.name == "Heading 1"] == RECORD_HEADINGS
    assert word.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert word.core_properties.language == "en-GB"


def test_taking_it_is_logged_whoever_takes_it(finished, lead, auditor):
    for visitor in (lead, auditor):
        file_of(visitor, finished, "docx")

    taken = [(reading.actor, reading.act, reading.what) for reading in Access.objects.of(finished)]
    assert taken == [(visitor.person, AccessKind.TOOK, "Record page, as Word") for visitor in (auditor, lead)]


def test_the_file_is_named_by_the_audit_s_number(finished, worker):
    answer = worker.get(url(finished, "record-page/?format=pdf"))

    assert answer["Content-Disposition"] == f'attachment; filename="audit-{finished.number}.pdf"'
    assert answer["Content-Type"] == "application/pdf"


def test_before_the_end_there_is_none(submitted_audit, auditor, lead, worker):
    assert {visitor.get(url(submitted_audit, "record-page/")).status_code for visitor in (auditor, lead, worker)} == {404}


def test_the_page_offers_both_files(finished, team_manager):
    page = text_at(team_manager, url(finished, "record-page/"))

    assert "?format=docx" in page
    assert "?format=pdf" in page
    assert Action.objects.count() == 0
