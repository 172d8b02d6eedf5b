"""The forms of a page as a browser would send them, filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class SentForm:
    """Where a form goes, what it holds when its blanks are filled in, and the names of its files."""

    action: str
    fields: dict[str, list[str]]
    files: tuple[str, ...]

    @property
    def kind(self) -> tuple[str, tuple[str, ...]]:
        """Where it goes and by which names, whatever the numbers: the same for signing out on each page, and for each row of a list."""
        return _NUMBER.sub("#", self.action), tuple(self.names)

    @property
    def names(self) -> dict[str, str]:
        """Its fields and files, of those that differ by a number alone the first: what stands for all → its name here."""
        found: dict[str, str] = {}
        for name in (*self.fields, *self.files):
            found.setdefault(_NUMBER.sub("#", name), name)
        return found

    def with_value(self, name: str, value: str) -> dict:
        """What is posted where one field holds ``value``, or the one file is called so."""
        given: dict = dict(self.fields) | {name: [value]}
        # The client writes the header of a file itself, and only what UTF-8 has.
        called = value[:200].encode("utf-8", "replace").decode()
        return given | {each: SimpleUploadedFile(f"{called if each == name else 'list'}.csv", b"Case,Team\n1,2\n") for each in self.files}


def forms_of(content: bytes, address: str) -> Iterator[SentForm]:
    if not content.strip():
        return
    for form in html.fromstring(content).iter("form"):
        if (form.get("method") or "get").lower() == "post":
            fields: dict[str, list[str]] = {}
            for control in form.xpath(".//input | .//textarea | .//select | .//button"):
                add_control(fields, control)
            files = tuple(control.get("name") for control in form.xpath(".//input[@type='file']"))
            yield SentForm(urljoin(address, form.get("action") or address), fields, files)


def add_control(fields: dict[str, list[str]], control) -> None:
    name, kind = control.get("name"), control.get("type", "text")
    if not name or kind in ("file", "submit", "button") or control.tag == "button":
        return
    if control.tag == "select":
        chosen = control.xpath(".//option[@selected]/@value") or [value for value in control.xpath(".//option/@value") if value][:1]
        fields[name] = chosen or [""]
    elif kind in ("radio", "checkbox"):
        if control.get("checked") is not None or (kind == "radio" and name not in fields):
            fields.setdefault(name, []).append(control.get("value") or "on")
    else:
        value = control.text if control.tag == "textarea" else control.get("value")
        fields.setdefault(name, []).append(value or usual(name))


def usual(name: str) -> str:
    """What stands in a blank box, so that a form goes as far as it can."""
    for ending, value in {"_day": "1", "_month": "6", "_year": "2024", "email": "a@example.org", "link": "https://example.org"}.items():
        if name.endswith(ending):
            return value
    return "3" if any(word in name for word in ("number", "size", "expected", "percentage", "seed", "days")) else "Some words."
