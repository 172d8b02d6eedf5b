"""What a form refuses is said in one way on every page: a summary at the top whose links lead to the fields, and a sentence at each."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.db import transaction
from lxml import html

from tests.fuzz.forms import SentForm, forms_of
from tests.journeys.inventory import Visit
from tests.shares import share_of

PAGES = 25
# What a form of a page keeps for itself: its key, what its writer began from, which button or part is meant.
KEPT = re.compile(r"csrfmiddlewaretoken|seen.*|version|source|form-token|.*_FORMS|place|filters")


def emptied(form: SentForm) -> dict[str, list[str]]:
    return {name: values if KEPT.fullmatch(name) else [""] for name, values in form.fields.items()}


def untidy(form: SentForm) -> dict[str, list[str]]:
    return {name: values if KEPT.fullmatch(name) else ["x\x01" * 40] for name, values in form.fields.items()}


def faults_of(content: bytes, status: int) -> Iterator[str]:
    """What is wrong with a page that answers a post: nothing where it refused nothing."""
    page = html.fromstring(content)
    if not page.xpath("//header[contains(@class, 'qa-header')]") or len(page.xpath("//main//h1")) != 1:
        yield f"answers {status} with a page of another look: {words(page)[:200]}"
    said = [words(each).removeprefix("Error: ") for each in page.xpath("//*[contains(@class, 'govuk-error-message')]")]
    summaries = page.xpath("//*[contains(concat(' ', @class, ' '), ' govuk-error-summary ')]")
    if len(summaries) == 1:
        yield from faults_of_summary(page, summaries[0], said)
    elif said or summaries:
        yield f"{len(summaries)} summaries for {said}"


def faults_of_summary(page: html.HtmlElement, summary: html.HtmlElement, said: list[str]) -> Iterator[str]:
    known = set(page.xpath("//@id"))
    leading = [link for link in summary.xpath(".//a/@href") if link.startswith("#")]
    yield from (f"the summary leads to {link}, which is not there" for link in leading if link[1:] not in known)
    yield from (f"the summary does not say “{each[:80]}”" for each in said if each not in words(summary))
    title = (page.findtext(".//title") or "").strip()
    if not title.startswith("Error: "):
        yield f"the title does not say that there is an error: {title[:60]}"


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def sent(visitor, form: SentForm, data: dict[str, list[str]]):
    """The answer; nothing of it stays."""
    with transaction.atomic():
        answer = visitor.post(form.action, urlencode(data, doseq=True), content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("filled", [emptied, untidy])
def test_what_is_refused_is_said_at_the_top_and_at_its_field(visitors, every_visit: list[Visit], filled):
    faults = []
    for visit in share_of(every_visit, PAGES, about=f"errors {filled.__name__}"):
        page = visitors(visit.email).get(visit.address)
        if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
            continue
        for form in forms_of(page.content, visit.address):
            if "sign-out" in form.action or "delete" in form.action:
                continue
            answer = sent(visitors(visit.email), form, filled(form))
            if answer.status_code not in (204, 302) and answer.headers["Content-Type"].startswith("text/html"):
                faults += [f"{visit.name} → {form.action}: {fault}" for fault in faults_of(answer.content, answer.status_code)]
    assert not faults, "\n".join(faults)
