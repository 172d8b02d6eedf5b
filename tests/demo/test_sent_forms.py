"""Every form of every page: what is sent after the session has ended is kept for its writer alone, and what is sent twice is taken once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import resolve

from foundation.accounts.models import Person
from foundation.accounts.requests import DISCARDS_POST, MAY_REPEAT, SAVES_HALFWAY
from foundation.accounts.typed_text import BOOKKEEPING
from foundation.activity.models import Entry
from foundation.sending.models import SentForm
from foundation.sending.services.kept_forms import NOT_KEPT
from tests.forms_on import Form, forms_on
from tests.journeys.inventory import pages
from tests.people import Visitor, session_of
from tests.shares import WHOLE, share_of

pytestmark = pytest.mark.once

SIGN_INS = ["Naomi Fielding", "Owen Tsang", "Kelly Marsh", "Harriet Osei", "Grace Adeyemi"]
TYPED = ("textarea", "text", "search", "email", "number", "tel", "url")
# Of all pages; about two in three have a form.
PAGES = 45
# The fewest forms that the plain filling in below must get through, lest the walk come to nothing unseen.
AT_LEAST_TAKEN = 90 if WHOLE else 8


@dataclass
class Found:
    """A form, on a page, before somebody who may open it."""

    page: str
    form: Form
    person: Person

    def __str__(self) -> str:
        return f"{self.page} → {self.form.action}"


@pytest.fixture(scope="module")
def every_form(demo, django_db_blocker) -> list[Found]:
    with django_db_blocker.unblock(), transaction.atomic():
        found = list(_forms())
        transaction.set_rollback(True)
    return found


def _forms() -> Iterator[Found]:
    visitors = [Visitor(Person.objects.get(name=name)) for name in SIGN_INS]
    seen = set()
    for name, address, person in share_of(list(pages()), PAGES, about="pages of sent forms"):
        tried = ((visitor, visitor.get(address)) for visitor in ([Visitor(person)] if person else visitors))
        visitor, answer = next(((visitor, answer) for visitor, answer in tried if answer.status_code == 200), (None, None))
        for form in forms_on(answer) if answer else ():
            what = name, resolve(form.action.partition("?")[0]).view_name, tuple(form.kinds)
            if what not in seen:
                seen.add(what)
                yield Found(name, form, visitor.person)


def marked(found: Found, mark: str) -> bool:
    return bool(getattr(resolve(found.form.action.partition("?")[0]).func, mark, ""))


@pytest.fixture
def undone(db) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def filled_in(form: Form) -> tuple[dict, list[str]]:
    """What the form sends with words in every box, and those words."""
    typed = {name: f"Words of {name}, number {place}." for place, (name, kind) in enumerate(form.kinds.items()) if kind in TYPED}
    return form.fields | typed, list(typed.values())


def test_what_is_sent_after_the_session_ended_is_kept_for_its_writer_alone(every_form, db):
    others = [Person.objects.get(name=name) for name in ("Daniel Whitfield", "Kelly Marsh")]
    typed = [found for found in every_form if set(TYPED) & set(found.form.kinds.values()) and not marked(found, DISCARDS_POST)]
    # A form that asks nobody to sign in is taken as it is.
    asking = [found for found in typed if getattr(resolve(found.form.action.partition("?")[0]).func, "login_required", True)]
    assert len(asking) > (60 if WHOLE else 8)
    wrong = []
    for found in share_of(asking, at_most=15):
        with transaction.atomic():
            wrong += [f"{found}: {what}" for what in lost_words(found, next(each for each in others if each != found.person))]
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def test_what_is_being_written_is_kept_or_saved_and_given_back_to_its_page(every_form, db):
    boxes = [found for found in every_form if "textarea" in found.form.kinds.values() and not marked(found, DISCARDS_POST)]
    assert len(boxes) > (50 if WHOLE else 5)
    wrong = [
        f"{found}: {name} is the name of what a form says about itself" for found in boxes for name in named_as_bookkeeping(found.form)
    ]
    for found in share_of(boxes, at_most=15, about="being written"):
        with transaction.atomic():
            wrong += [f"{found}: {what}" for what in lost_while_writing(found)]
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def named_as_bookkeeping(form: Form) -> set[str]:
    return {name for name, kind in form.kinds.items() if kind != "hidden"} & BOOKKEEPING


def lost_while_writing(found: Found) -> Iterator[str]:
    """As the script of its page sends it, a pause after the last key."""
    fields, words = filled_in(found.form)
    browser, before = Visitor(found.person), Entry.objects.writes().count()
    about = {"writing": "one", "writing_form": "its name", "writing_page": "/a/page/"}
    answer = browser.post(found.form.action, fields | about, headers={"Accept": "application/json"})
    saves = marked(found, SAVES_HALFWAY)
    if not saves and (answer.status_code != 200 or answer.json()["state"] != "kept" or Entry.objects.writes().count() != before):
        yield f"answered {answer.status_code}, or something was changed"
    given = browser.get("/kept-words/here/", {"page": "/a/page/"}).json()["kept"]
    values = [value for each in given for _, value in each["entries"]]
    if not (saves and answer.status_code == 200) and not set(words) <= set(values):
        yield f"not given back: {set(words) - set(values)}"


def lost_words(found: Found, somebody_else: Person) -> Iterator[str]:
    fields, words = filled_in(found.form)
    browser = Visitor(found.person)
    Session.objects.all().delete()
    answer = browser.post(found.form.action, fields)
    if answer.status_code != 302 or not answer.url.startswith("/sign-in/?next="):
        yield f"answered {answer.status_code}"
    browser.cookies["sessionid"] = session_of(somebody_else)
    if any(word in page.content.decode() for page in (answer, browser.get("/"), browser.get("/kept-words/")) for word in words):
        yield "shown to somebody else"
    browser.cookies["sessionid"] = session_of(found.person)
    page = browser.get("/kept-words/")
    kept = next((form for form in forms_on(page) if form.action == found.form.action), None)
    if kept is None or not all(word in page.content.decode() for word in words):
        yield "not on the page of kept words"
        return
    given = {name: value for name, value in fields.items() if name not in NOT_KEPT and "password" not in name}
    yield from (f"{name} is {kept.fields.get(name)!r}" for name, value in given.items() if value != [] and kept.fields.get(name) != value)
    sent = browser.post(kept.action, kept.fields)
    if sent.status_code not in (200, 302, 409) or (sent.status_code != 302 and not all(word in sent.content.decode() for word in words)):
        yield f"one press was answered by {sent.status_code} without the words"


def test_all_that_is_wrong_with_a_form_has_a_link_to_where_it_is_mended(every_form, db):
    wrong, said = [], 0
    for found in every_form:
        with transaction.atomic():
            page = Visitor(found.person).post(found.form.action, emptied(found.form)).content.decode()
            transaction.set_rollback(True)
        entries = ENTRY.findall(page.partition("govuk-error-summary__list")[2].partition("</ul>")[0])
        said += len(entries)
        wrong += [f"{found}: {entry}" for entry in entries if not leads_somewhere(entry, page)]
    assert not wrong, "\n".join(wrong)
    assert said > (100 if WHOLE else 15)


def test_a_limit_is_said_before_it_is_met_and_what_is_too_long_stays(every_form, db):
    wrong, met = [], 0
    boxes = [found for found in every_form if set(WRITTEN_IN) & set(found.form.kinds.values()) and not marked(found, DISCARDS_POST)]
    for found in share_of(boxes, 20, about="limits"):
        typed = [name for name, kind in found.form.kinds.items() if kind == "textarea" or name in found.form.limits]
        with transaction.atomic():
            page = Visitor(found.person).post(found.form.action, found.form.fields | dict.fromkeys(typed, TOO_LONG)).content.decode()
            transaction.set_rollback(True)
        refused = set(TOO_MANY.findall(page.partition("govuk-error-summary__list")[2].partition("</ul>")[0]))
        met += len(refused)
        # An error leads to the id of its box, which may have more before the box's name.
        unsaid = [each for each in refused if not any(f"_{each}".endswith(f"_{name}") for name in found.form.limits)]
        wrong += [f"{found}: the limit of {name} is not said" for name in unsaid]
        if page.count(TOO_LONG) < len(refused):
            wrong.append(f"{found}: what was too long is gone")
    assert not wrong, "\n".join(wrong)
    assert met > (30 if WHOLE else 0)


WRITTEN_IN = ("textarea", "text", "url")
TOO_LONG = ("Seen alone in May. " * 160).strip()
TOO_MANY = re.compile(r'href="#id_([^"]+)">[^<]+ characters or fewer; it has ')
ENTRY = re.compile(r"<li>(.*?)</li>", re.DOTALL)


def leads_somewhere(entry: str, page: str) -> bool:
    href = entry.partition('href="')[2].partition('"')[0]
    return href.startswith("/") or (href.startswith("#") and f'id="{href[1:]}"' in page)


def emptied(form: Form) -> dict:
    """As it is sent by somebody who has filled in nothing."""
    return {name: value for name, value in form.fields.items() if form.kinds.get(name) == "hidden"} | {
        name: "" for name, kind in form.kinds.items() if kind in TYPED
    }


def test_what_is_sent_twice_is_taken_once(every_form, db):
    wrong, taken = [], []
    for found in every_form:
        with transaction.atomic():
            first, made, again, changed = sent_twice(found)
            transaction.set_rollback(True)
        if first.status_code == 302 and made:
            taken.append(str(found))
            if changed and not marked(found, MAY_REPEAT):
                wrong.append(f"{found}: {changed}")
            if not marked(found, MAY_REPEAT) and (again.status_code, again.get("Location")) != (302, first.url):
                wrong.append(f"{found}: the second answered {again.status_code} {again.get('Location')}, the first {first.url}")
    assert not wrong, "\n".join(wrong)
    assert len(taken) >= AT_LEAST_TAKEN


def sent_twice(found: Found):
    """The two answers, what the first one changed, and what the second one changed."""
    browser, before = Visitor(found.person), rows()
    for how in HOW:
        fields = how.fill_in(found.form)
        first = browser.post(found.form.action, fields)
        between = rows()
        if first.status_code not in (200, 302) or (first.status_code == 302 and before != between):
            break
    again = browser.post(found.form.action, fields)
    return first, differing(before, between), again, differing(between, rows())


@dataclass(frozen=True)
class How:
    """What somebody in a hurry fills in, tried one after the other: forms differ in what they take.

    A day of the past or one to come; the first choice or the last; words, a number or nothing in a box; what stands there, or another.
    """

    month: str = "7"
    day: str = "20"
    place: int = 0
    box: str = "Words about {}"
    ticks: bool = False
    changes: bool = False

    def fill_in(self, form: Form) -> dict:
        given = dict(form.fields)
        for name, kind in form.kinds.items():
            if kind in TYPED:
                given[name] = self._typed(name, kind, given.get(name, ""))
            elif kind in ("radio", "select", "select multiple") or (kind == "checkbox" and self.ticks and name != "remove"):
                choices = [value for value in form.options[name] if value]
                if choices and (self.changes or not given.get(name)):
                    given[name] = choices[self.place]
        return given

    def _typed(self, name: str, kind: str, now: str) -> str:
        if now:
            return now if not self.changes or isinstance(now, list) else str(int(now) + 1) if now.isdecimal() else f"{now} too"
        dated = {"_day": self.day, "_month": self.month, "_year": "2023", "_time": "09:30", "email": "zoe.quill@example.org"}
        for end, value in dated.items():
            if name.endswith(end):
                return value
        return f"Words about {name}" if kind == "textarea" else self.box.format(name)


HOW = (
    How(),
    How(month="10", box="1", ticks=True),
    How(month="8", day="31", place=-1, box="", ticks=True),
    How(month="9", box="1", changes=True),
    How(month="9", place=-1, box="", changes=True),
)


@cache
def counted_models() -> list:
    return [model for model in apps.get_models() if model not in (Session, SentForm, Entry) and "access" not in model.__name__.lower()]


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in counted_models()} | {"trail": Entry.objects.writes().count()}


def differing(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: after[name] - before[name] for name in before if after[name] != before[name]}
