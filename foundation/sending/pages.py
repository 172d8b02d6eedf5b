"""What is kept for a person: as My work names it, as its own page shows it, and as the script that keeps it says so."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion
from foundation.sending.enums import KeptBecause
from foundation.sending.models import KeptForm

WHY = {
    KeptBecause.SIGNED_OUT: "You were signed out before these words reached us.",
    KeptBecause.REFUSED: "You sent these words, and they could not be taken.",
    KeptBecause.WRITING: "You have not pressed a button for these words yet.",
}


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    left = KeptForm.objects.visible_to(person).left_behind()
    because = left.values_list("because", flat=True)
    return [WorkQuestion(left, lambda: [_left_behind(list(because), on)], [because])]


def _left_behind(left: list[str], on: datetime.date) -> WorkItem:
    if KeptBecause.SIGNED_OUT in left:
        what, why = "Send or discard what you wrote when you were signed out", "It did not reach us and is kept for you alone"
    else:
        what, why = "Finish or discard what you began to write", "It is not saved where it belongs and is kept for you alone"
    return WorkItem(what=what, why=why, url=reverse("sending:kept-words"), due=on)


@dataclass(frozen=True)
class KeptWords:
    """One form on the page of kept words. `go_on` is the address of its own page, where the script puts the words back; or empty."""

    form: KeptForm
    why: str
    go_on: str


def kept_words(person: Person) -> list[KeptWords]:
    kept = KeptForm.objects.visible_to(person)
    return [KeptWords(form=each, why=WHY[KeptBecause(each.because)], go_on=each.page) for each in kept]


def kept_here(person: Person, page: str) -> list[dict[str, Any]]:
    """What is kept of the forms of one page, the newest first, for its script."""
    kept = KeptForm.objects.visible_to(person).filter(page=page).exclude(form="")
    return [
        {"number": each.pk, "name": each.writing, "form": each.form, "entries": each.fields, "at": each.kept_at.timestamp()}
        for each in kept
    ]


def kept_halfway(kept: KeptForm | None) -> dict[str, Any]:
    """The answer to what the script sent; what is to be pressed, the page adds."""
    says = f"Kept for you at {localtime(kept.kept_at):%H:%M}, not saved yet." if kept else ""
    return {"state": "kept", "says": says}


def signed_out(kept: KeptForm | None) -> dict[str, Any]:
    words = "What you wrote is kept for you." if kept else "What you wrote could not be kept: copy it before you leave this page."
    return {"state": "signed-out", "says": f"Not saved: you are signed out. {words}", "sign_in": reverse("accounts:sign-in")}


def not_yours(kept: KeptForm | None) -> dict[str, Any]:
    words = "What was written is kept for its writer alone, who is shown it when they sign in." if kept else ""
    return {"state": "not-yours", "says": f"Not saved: somebody else has signed in here since this page was opened. {words}".strip()}
