"""The forms of a page that are posted, as a browser without a script would send them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass
class Form:
    """`fields` are what it sends as it stands; `kinds` what each field is: a tag or an input's type; `options` what can be chosen;
    `limits` how many characters the page says that a box takes.
    """

    action: str
    fields: dict[str, Any] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, value: str, kind: str) -> None:
        self.kinds[name] = kind
        if name in self.fields and kind in ("checkbox", "select multiple", "hidden", "textarea"):
            held = self.fields[name]
            self.fields[name] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            self.fields[name] = value


class _Reader(HTMLParser):
    def __init__(self, address: str):
        super().__init__()
        self.address, self.forms, self.form = address, [], None
        self.area: str | None = None
        self.select: tuple[str, str] | None = None
        self.limit = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(given.get("action") or self.address) if given.get("method", "get").lower() == "post" else None
            if self.form:
                self.forms.append(self.form)
            return
        self.limit = int(given.get("data-maxlength", 0)) or self.limit
        if self.form is None or "name" not in given or "disabled" in given:
            self._option(tag, given)
            return
        name = given["name"]
        if "govuk-js-character-count" in given.get("class", ""):
            self.form.limits[name] = self.limit
        if tag == "textarea":
            self.area = name
            self.form.add(name, "", "textarea")
        elif tag == "select":
            self.select = (name, "select multiple" if "multiple" in given else "select")
            self.form.kinds[name] = self.select[1]
            self.form.options.setdefault(name, [])
        elif tag == "input":
            self._input(name, given)

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("radio", "checkbox"):
            self.form.options.setdefault(name, []).append(given.get("value", "on"))
            self.form.kinds.setdefault(name, kind)
            if "checked" not in given:
                return
        if kind != "file":
            self.form.add(name, given.get("value", "on" if kind == "checkbox" else ""), kind)
        else:
            self.form.kinds[name] = kind

    def _option(self, tag: str, given: dict[str, str]) -> None:
        if tag != "option" or not self.select or self.form is None:
            return
        name, kind = self.select
        value = given.get("value", "")
        first = not self.form.options[name] and kind == "select"
        self.form.options[name].append(value)
        if "selected" in given or first:
            self.form.fields.pop(name, None) if kind == "select" else None
            self.form.add(name, value, kind)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.area and self.form:
            held = self.form.fields[self.area]
            self.form.fields[self.area] = [*held[:-1], held[-1] + data] if isinstance(held, list) else held + data

    def close(self) -> None:
        super().close()
        for form in self.forms:
            for name, kind in form.kinds.items():
                # A browser drops the line break that opens a text box.
                if kind == "textarea":
                    held = form.fields[name]
                    form.fields[name] = [each.removeprefix("\n") for each in held] if isinstance(held, list) else held.removeprefix("\n")


def forms_on(answer, kind: str = "") -> Iterator[Form]:
    """Those of an answer's page, the search and the sign-out at its head left out; with `kind` only those that hold such a field."""
    return forms_in(answer.content.decode(), answer.wsgi_request.get_full_path(), kind)


def forms_in(page: str, address: str, kind: str = "") -> Iterator[Form]:
    """The same, of a page that was read at an address."""
    reader = _Reader(address)
    reader.feed(page)
    reader.close()
    return (form for form in reader.forms if form.action not in ("/search/", "/sign-out/") and (not kind or kind in form.kinds.values()))
