"""A newsletter is assembled from its quarter, a finding is counted as all staff may read it, and what is no longer so stops it."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import escape

from audits.enums import AuditState, FindingKind
from audits.models import Audit, Finding, FindingCode
from audits.services.counting import count_again
from audits.themes.services.themes import add_themes
from foundation.errors import Incomplete
from insight.facts import FactReader, facts_for_others, facts_in
from publications.models import Publication
from publications.pages.publication import finding_words
from publications.queries.editions import content_now, latest_edition
from publications.queries.facts import facts_no_longer_so
from publications.services import (
    arrange_newsletter,
    assemble_newsletter,
    choose_findings,
    publish_publication,
    refuse_consent,
    replace_fact,
    review_publication,
    send_for_review,
    withdraw_publication,
    write_publication,
)
from tests.month_grades import JUNE, JUNE_GRADES, OVERALL, add_month, alter, moderate
from tests.reading import text_of

APRIL = datetime.date(2023, 4, 1)
SUMMARY = "What the quarter found."


# No count is under five, and none leaves fewer.
GRADES = {name: "G " * 6 + "RI " * 8 for name in JUNE_GRADES}
MODERATED = GRADES | {OVERALL: "G " * 7 + "RI " * 7}


@pytest.fixture
def graded(db) -> list[Audit]:
    """Fourteen audits of June, not moderated yet."""
    return add_month(JUNE, GRADES, theme="Plans")


@pytest.fixture
def newsletter(lead, graded) -> Publication:
    made = assemble_newsletter(actor=lead.person, month=JUNE)
    return write_publication(actor=lead.person, publication=made, title=made.title, summary=SUMMARY, texts=made.texts)


def code(lead, audits: list[Audit], name: str, many: int) -> int:
    (theme,) = add_themes(actor=lead.person, names=[name])
    for audit in audits[:many]:
        found = Finding.objects.create(audit=audit, kind=FindingKind.AREA, text=f"{name} was late.")
        FindingCode.objects.create(finding=found, theme=theme, coded_by=lead.person)
    count_again([audit.pk for audit in audits])
    return theme.pk


def test_it_has_the_months_of_its_quarter_and_the_most_telling_facts_that_all_staff_may_read(lead, newsletter):
    offered = facts_for_others(FactReader(APRIL, JUNE))

    assert (newsletter.first_month, newsletter.last_month, newsletter.title) == (APRIL, JUNE, "Learning from audits, April to June 2023")
    assert newsletter.texts["figures"].split("\n") == [f"- {fact.sentence}" for fact in offered[:5]]
    assert len(offered) == 6


def test_no_fact_counts_fewer_than_five_or_leaves_fewer(lead, db):
    """The report's own June: two Good and two Inadequate of fourteen, and one Outstanding in a domain."""
    add_month(JUNE, JUNE_GRADES, JUNE_GRADES, theme="Plans")
    reader = FactReader(APRIL, JUNE)
    small = [fact.sentence for fact in facts_in(APRIL, JUNE) if re.search(r"\b[1-4] of \d|\b[1-4] [A-Z]", fact.sentence)]
    offered = {fact.sentence for fact in facts_for_others(reader)}

    assert len(small) == 2
    assert offered & set(small) == set()


def test_facts_about_fewer_than_five_audits_are_not_in_it(lead, graded):
    alter(graded[4:], state=AuditState.WITHDRAWN)
    made = assemble_newsletter(actor=lead.person, month=JUNE)

    assert [fact for fact in facts_for_others(FactReader(APRIL, JUNE)) if fact.least < 5] == []
    assert "of 4 " not in made.texts["figures"]


def test_the_page_on_which_it_is_written_offers_them_with_a_button_each(lead, newsletter):
    page = lead.get(f"{newsletter.get_absolute_url()}write/").content.decode()
    offered = [fact.sentence for fact in facts_for_others(FactReader(APRIL, JUNE))]

    assert [sentence for sentence in offered if f'value="{escape(sentence)}"' not in page] == []
    last = offered[-1]
    form = {"title": newsletter.title, "summary": SUMMARY, "figures": "Read on.", "facts": [last]}
    lead.post(f"{newsletter.get_absolute_url()}write/", form)
    assert Publication.objects.get(pk=newsletter.pk).texts["figures"] == f"Read on.\n- {last}"


def test_one_newsletter_of_a_quarter_is_written_at_a_time(lead, newsletter):
    with pytest.raises(ValidationError, match="being written already"):
        assemble_newsletter(actor=lead.person, month=datetime.date(2023, 5, 1))
    with pytest.raises(ValidationError, match="has not begun"):
        assemble_newsletter(actor=lead.person, month=datetime.date(2023, 10, 1))


def test_only_the_lead_assembles_one(director):
    with pytest.raises(PermissionDenied):
        assemble_newsletter(actor=director.person, month=JUNE)


def test_a_fact_that_is_no_longer_so_is_red_and_stops_it_until_it_is_replaced(lead, moderator, newsletter, graded):
    send_for_review(actor=lead.person, publication=newsletter, reviewer=moderator.person)
    moderate(graded, MODERATED)
    page = lead.get(newsletter.get_absolute_url())

    assert "No longer so" in text_of(page)
    with pytest.raises(Incomplete) as refused:
        review_publication(actor=moderator.person, publication=newsletter)
    assert list(refused.value.missing) == ["figures"]


def test_what_is_so_now_takes_its_place(lead, newsletter, graded):
    moderate(graded, MODERATED)
    wrong = [each for each in facts_no_longer_so(newsletter) if each.now]
    assert wrong
    written = replace_fact(actor=lead.person, newsletter=newsletter, key=wrong[0].inserted.key)

    texts = Publication.objects.get(pk=newsletter.pk).texts["figures"]
    assert (written is not None) == (wrong[0].now.sentence in texts)
    assert (wrong[0].inserted.sentence in texts) == (written is None)


def test_the_lead_orders_what_was_published_and_leaves_some_out(lead, moderator, shared, published, newsletter):
    arrange_newsletter(actor=lead.person, newsletter=newsletter, shown=[shared])
    assert content_now(newsletter).items == (shared.pk,)
    with pytest.raises(ValidationError, match="no longer published"):
        arrange_newsletter(actor=lead.person, newsletter=newsletter, shown=[newsletter])


def test_an_example_leaves_the_draft_of_a_newsletter_with_its_workers_consent(lead, worker, shared, newsletter):
    arrange_newsletter(actor=lead.person, newsletter=newsletter, shown=[shared])
    refuse_consent(actor=worker.person, consent=shared.consent)

    assert not newsletter.items.exists()


def test_an_issue_shows_what_is_published_still(lead, moderator, auditor, shared, newsletter):
    arrange_newsletter(actor=lead.person, newsletter=newsletter, shown=[shared])
    send_for_review(actor=lead.person, publication=newsletter, reviewer=moderator.person)
    review_publication(actor=moderator.person, publication=newsletter)
    publish_publication(actor=lead.person, publication=newsletter)
    assert shared.title in text_of(auditor.get(newsletter.get_absolute_url()))
    withdraw_publication(actor=lead.person, publication=shared, reason="It is out of date.")

    assert shared.title not in text_of(auditor.get(newsletter.get_absolute_url()))


def test_findings_are_counted_as_all_staff_may_read_them_and_frozen(lead, moderator, draft, graded):
    often, seldom = code(lead, graded, "Plans", 9), code(lead, graded, "Visits", 3)
    chosen = [(often, FindingKind.AREA), (seldom, FindingKind.AREA)]
    choose_findings(actor=lead.person, publication=draft, first_month=JUNE, last_month=JUNE, chosen=chosen)
    send_for_review(actor=lead.person, publication=draft, reviewer=moderator.person)
    review_publication(actor=moderator.person, publication=draft)
    publish_publication(actor=lead.person, publication=draft)
    alter(graded[:2], state=AuditState.WITHDRAWN)
    edition = latest_edition(draft)

    assert [finding_words(each) for each in edition.given.findings] == [
        "Plans, an area for improvement in 9 of 9 audits",
        "Visits, an area for improvement in fewer than five audits of each month",
    ]
    assert (edition.given.first, edition.given.last) == (JUNE, JUNE)


def test_findings_need_their_months(lead, draft, graded):
    theme = code(lead, graded, "Plans", 9)
    with pytest.raises(ValidationError) as refused:
        choose_findings(actor=lead.person, publication=draft, first_month=None, last_month=None, chosen=[(theme, FindingKind.AREA)])

    assert list(refused.value.message_dict) == ["first_month"]
