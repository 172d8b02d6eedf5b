"""Nothing that somebody sends a form is ever a fault of ours."""

import contextlib
from collections.abc import Iterator
from urllib.parse import urlencode

from django.db import transaction
from django.http.cookie import SimpleCookie

from tests.fuzz.forms import SentForm, forms_of
from tests.fuzz.values import NASTY, WORST
from tests.journeys.inventory import Visit
from tests.shares import share_of

PAGES, SHARE = 8, 70


def post(visitor, address: str, data: dict) -> int:
    """The status; nothing of it stays, in the database or in the visitor's browser."""
    cookies = SimpleCookie(visitor.cookies.output(header="", sep=";"))
    with contextlib.suppress(_Over), transaction.atomic():
        files = {name: value for name, value in data.items() if hasattr(value, "read")}
        if files:
            # The client writes such a body itself, and only what UTF-8 has.
            texts = {
                name: [value.encode("utf-8", "replace").decode() for value in values] for name, values in data.items() if name not in files
            }
            status = visitor.post(address, texts | files).status_code
        else:
            body = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, values in data.items() for value in values])
            status = visitor.post(address, body, content_type="application/x-www-form-urlencoded").status_code
        raise _Over
    visitor.cookies = cookies
    return status


class _Over(Exception):
    pass


def different_forms(visitors, visits: list[Visit]) -> Iterator[tuple[Visit, SentForm]]:
    """Each form once, though it stands on every page: where it stood makes no difference to what receives it."""
    met = set()
    for visit in visits:
        answer = visitors(visit.email).get(visit.address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            for form in forms_of(answer.content, visit.address):
                if form.kind not in met:
                    met.add(form.kind)
                    yield visit, form


def test_no_field_is_a_fault(visitors, every_visit: list[Visit]):
    cases = []
    for visit, form in different_forms(visitors, share_of(every_visit, PAGES, about="forms")):
        cases += [(visit, form, (*form.fields, *form.files), value) for value in NASTY]
        cases += [(visit, form, (name,), value) for name in form.names.values() for value in WORST]
    faults = []
    for visit, form, names, value in share_of(cases, SHARE, about="forms"):
        data = dict(form.fields) | form.with_value(names[0], value) if names else dict(form.fields)
        if len(names) > 1:
            data |= {name: [value] for name in form.fields if name != "csrfmiddlewaretoken"}
        if post(visitors(visit.email), form.action, data) >= 500:
            faults.append(f"{form.action} {names if len(names) == 1 else 'every field'}: {value[:80]!r}")
    assert not faults, "\n".join(faults)


def test_no_nonsense_is_a_fault(visitors, every_visit: list[Visit]):
    """What no form of ours sends: no field at all, a body of another kind, an unknown charset."""
    faults = []
    for visit in share_of(every_visit, 6, about="nonsense"):
        for body, kind in NONSENSE:
            visitor = visitors(visit.email)
            cookies = SimpleCookie(visitor.cookies.output(header="", sep=";"))
            with contextlib.suppress(_Over), transaction.atomic():
                if visitor.generic("POST", visit.address, body, content_type=kind).status_code >= 500:
                    faults.append(f"{visit.address} {kind}")
                raise _Over
            visitor.cookies = cookies
    assert not faults, "\n".join(faults)


FORM = "application/x-www-form-urlencoded"
NONSENSE = [
    (b"", FORM),
    (b"a=1&a=2&=&==", FORM),
    (b"q=%00", FORM),
    (b"q=+ADw-script+AD4-", f"{FORM}; charset=utf-7"),
    (b"q=x", f"{FORM}; charset=no-such"),
    (b"\xff\xfe", f"{FORM}; charset=utf-16"),
    (b'{"a": 1}', "application/json"),
    (b"no boundary", "multipart/form-data"),
    (b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\n\x00\r\n--x--\r\n', "multipart/form-data; boundary=x"),
    (b'--x\r\nContent-Disposition: form-data; name="f"; filename="a\x00b"\r\n\r\nz\r\n--x--\r\n', "multipart/form-data; boundary=x"),
]
