"""The sentences among what a form sent, so that a page which cannot take them gives them back to their writer."""

import re
from dataclasses import dataclass

from django.forms.utils import pretty_name
from django.http import HttpRequest, QueryDict

# A name that a person would read as one: “reason”, and not “form-0-text” or “domain-12-reason”.
_PLAIN_NAME = re.compile(r"[a-z]+(_[a-z]+)*")
# What a page sends about itself, which nobody typed: a fingerprint, a seal.
_MACHINE = re.compile(r"[\w:.=-]{20,}|[0-9a-f]{12,}")
# What a form sends about itself; no form has a field of such a name (tests/demo/test_sent_forms.py).
BOOKKEEPING = frozenset({"csrfmiddlewaretoken", "opened_by", "kept_form", "writing", "writing_form", "writing_page", "tried", "next"})


@dataclass(frozen=True)
class TypedText:
    """`label` is empty where the field's name says nothing to a reader."""

    label: str
    text: str


def typed_text(sent: QueryDict) -> list[TypedText]:
    """What its writer would know again: no choices, marks, numbers or dates."""
    given = [(name, value.strip()) for name, values in sent.lists() if name not in BOOKKEEPING for value in values]
    return [TypedText(label_of(name), value) for name, value in given if is_typed(value)]


def typed_by(request: HttpRequest) -> list[TypedText]:
    """Nothing where what was sent cannot be read, lest a page that says so fails in its turn."""
    try:
        return typed_text(request.POST) if request.method == "POST" else []
    except Exception:  # noqa: BLE001 - a torn upload, a wrong charset: whatever it is, it was said already
        return []


def is_typed(value: str) -> bool:
    return " " in value or "\n" in value or (len(value) > 11 and not _MACHINE.fullmatch(value) and any(sign.isalpha() for sign in value))


def label_of(name: str) -> str:
    return pretty_name(name) if _PLAIN_NAME.fullmatch(name) else ""
