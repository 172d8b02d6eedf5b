"""Files as evidence: where the rules allow them, by content, never lost words."""

import hashlib
import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.enums import ActionState
from actions.models import ActionRules, EvidenceFile
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access
from tests.actions.test_file_kinds import EXE, PDF
from tests.reading import fresh
from tests.replay import replayed

WORDS = {"evidence": "The chronology runs to July.", "pointer": "Case system: chronology"}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    evidence = settings.STORAGES["evidence"]
    here = evidence["OPTIONS"] | {"location": tmp_path / "evidence"}
    settings.STORAGES = settings.STORAGES | {"evidence": evidence | {"OPTIONS": here}}


@pytest.fixture
@replayed
def files_allowed(db) -> ActionRules:
    return ActionRules.objects.create(pk=1, evidence_files=True, evidence_megabytes=1, check_percentage=0)


def send(visitor, action, *files: tuple[str, bytes], **more):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return visitor.post(f"/actions/{action.number}/done/", WORDS | {"documents": sent} | more)


def test_an_action_is_closed_with_a_file_in_two_page_loads(files_allowed, worker, open_action):
    assert "Files (optional)" in worker.get(f"/actions/{open_action.number}/done/").content.decode()
    send(worker, open_action, ("C:\\scans\\visit.pdf", PDF))

    file = EvidenceFile.objects.get()
    assert fresh(open_action).state == ActionState.DONE
    assert (file.name, file.size, file.sha256) == ("visit.pdf", len(PDF), hashlib.sha256(PDF).hexdigest())


def test_it_is_kept_under_a_random_name_for_its_owner_alone(files_allowed, worker, open_action, tmp_path):
    send(worker, open_action, ("visit.pdf", PDF))
    (place,) = (tmp_path / "evidence").iterdir()

    assert place.name == EvidenceFile.objects.get().name_in_store
    assert "visit" not in place.name
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_it_is_served_as_a_download_that_no_browser_runs(files_allowed, worker, team_manager, open_action):
    send(worker, open_action, ("visit.pdf", PDF))
    answer = team_manager.get(f"/actions/files/{EvidenceFile.objects.get().pk}/")

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="visit.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Access.objects.of(EvidenceFile.objects.get()).filter(actor=team_manager.person, act=AccessKind.TOOK).exists()


def test_nobody_else_gets_it(files_allowed, worker, outsider, board_member, anonymous, open_action):
    send(worker, open_action, ("visit.pdf", PDF))
    address = f"/actions/files/{EvidenceFile.objects.get().pk}/"

    assert {visitor.get(address).status_code for visitor in (outsider, board_member)} == {404}
    assert anonymous.get(address).status_code == 302
    assert worker.post(address).status_code == 405


def test_one_that_is_missing_from_the_folder_is_not_found_and_not_logged_as_taken(files_allowed, worker, open_action, tmp_path):
    send(worker, open_action, ("visit.pdf", PDF))
    file = EvidenceFile.objects.get()
    (tmp_path / "evidence" / file.name_in_store).unlink()

    assert worker.get(f"/actions/files/{file.pk}/").status_code == 404
    assert set(Access.objects.filter(address="actions:file").values_list("act", flat=True)) == {AccessKind.DENIED}


def test_a_program_named_pdf_is_refused_and_the_words_stay(files_allowed, worker, open_action):
    page = send(worker, open_action, ("visit.pdf", EXE))

    assert page.context["form"].errors["documents"] == [
        "visit.pdf is not taken: by its content it is exe. "
        "Send PDF, Word (.docx), Excel (.xlsx), PNG, JPEG or plain text (.txt), without macros."
    ]
    assert "The chronology runs to July." in page.content.decode()
    assert (fresh(open_action).state, EvidenceFile.objects.count()) == (ActionState.OPEN, 0)


def test_a_file_that_is_too_large_is_not_kept_and_the_words_stay(files_allowed, worker, open_action, tmp_path):
    page = send(worker, open_action, ("film.pdf", PDF + b"0" * 2_000_000), ("visit.pdf", PDF))

    assert page.context["form"].errors["documents"] == [
        "film.pdf is larger than 1 MB. Send a smaller one, or say where to find it in the case system."
    ]
    assert "The chronology runs to July." in page.content.decode()
    assert not (tmp_path / "evidence").exists()


def test_where_files_are_not_allowed_none_is_asked_for_or_taken(worker, open_action):
    assert "Files (optional)" not in worker.get(f"/actions/{open_action.number}/done/").content.decode()
    send(worker, open_action, ("visit.pdf", PDF))

    assert EvidenceFile.objects.count() == 0


def test_six_files_are_too_many(files_allowed, worker, open_action):
    page = send(worker, open_action, *[(f"visit-{number}.pdf", PDF) for number in range(6)])

    assert page.context["form"].errors["documents"] == ["Choose at most 5 files. The most important ones are enough."]


def test_an_empty_file_is_named(files_allowed, worker, open_action):
    page = send(worker, open_action, ("visit.pdf", b""))

    assert page.context["form"].errors["documents"] == ["visit.pdf is empty. Choose the file again."]


def test_a_forged_form_is_refused(files_allowed, worker, open_action):
    worker.handler.enforce_csrf_checks = True

    answer = send(worker, open_action, ("visit.pdf", PDF))

    # Its words are kept for the person signed in, as after a lost session; nothing is done.
    assert (answer.status_code, answer["Location"]) == (302, "/kept-words/")
    assert not open_action.evidence.exists()
