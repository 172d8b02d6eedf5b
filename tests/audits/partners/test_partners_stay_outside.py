"""To a partner auditor nothing of the portal opens but their own part: every address there is, by GET and by POST."""

import datetime
import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from audits.models import AgencyPart, Audit
from audits.partners.services.filling import join_parts
from foundation.accounts.partners import opens_to_partners
from foundation.activity.models import Access
from foundation.council.clock import frozen_clock
from tests.audit_stages import grade_all
from tests.audits.kinds.of_kinds import agency_with, asked_part, filled_part, multi_agency_audit, submitted_part

DAY = datetime.date(2023, 5, 10)


@pytest.fixture(autouse=True)
def in_may():
    with frozen_clock(DAY):
        yield


@pytest.fixture
def audit(lead, auditor, police_auditor, health_auditor) -> Audit:
    """With a part of the police, which is being filled in, and one of health, which is there."""
    audit = multi_agency_audit(lead.person, auditor.person)
    police = agency_with(lead.person, "Police", police_auditor.person)
    health = agency_with(lead.person, "Health", health_auditor.person)
    grade_all(audit)
    filled_part(asked_part(auditor.person, audit, police, police_auditor.person))
    submitted_part(asked_part(auditor.person, audit, health, health_auditor.person), "I")
    return audit


def part_of(person) -> AgencyPart:
    return AgencyPart.objects.get(partner=person)


def addresses(found=None, above="", room="") -> list[tuple[str, str, tuple[str, ...]]]:
    """Every address of the portal: its whole name, its path with `{}` for what it takes, and of what kind each of those is."""
    listed = []
    for each in (found or get_resolver()).url_patterns:
        path = above + str(each.pattern)
        if isinstance(each, URLResolver):
            listed += addresses(each, path, each.namespace or room)
        elif isinstance(each, URLPattern):
            kinds = tuple(type(each.pattern.converters[name]).__name__ for name in each.pattern.converters)
            listed.append((f"{room}:{each.name}", "/" + re.sub(r"<[^>]+>", "{}", path), kinds))
    return listed


def filled(path: str, kinds: tuple[str, ...], numbers: list[int], word: str) -> list[str]:
    """With each of the numbers wherever a number goes, and the word where a word goes."""
    return list(dict.fromkeys(path.format(*(number if kind == "IntConverter" else word for kind in kinds)) for number in numbers))


def words_of(answer) -> str:
    return b"".join(answer.streaming_content).decode(errors="replace") if answer.streaming else answer.content.decode(errors="replace")


def test_no_address_shows_a_partner_anything_but_their_own_part(audit, police_auditor, health_auditor, lead, auditor):
    other = part_of(health_auditor.person)
    # The audit and the part of the police have one of these, and the part of health the other.
    numbers = sorted({audit.pk, part_of(police_auditor.person).pk, other.pk})
    # What only people who may read the audit, or the other agency's part, should ever see.
    secret = {audit.case_id, other.seen, *other.judgements.values_list("reason", flat=True), other.look_at, other.reference}
    secret |= {*audit.judgements.values_list("reason", flat=True), auditor.person.email, "Health 2023/41"}
    mine = {f"/parts/{part_of(police_auditor.person).pk}/"}
    opened, leaks = set(), []
    for name, path, kinds in addresses():
        word = "seen" if name == "audits:part-section" else audit.cycle.code
        for address in filled(path, kinds, numbers, word) if name != "accounts:sign-out" else ():
            for answer in (police_auditor.get(address), police_auditor.post(address, {"q": audit.case_id, "grade": "O", "text": "x"})):
                if answer.status_code not in (404, 405):
                    opened.add((name, address))
                    leaks += [(address, text) for text in secret if text in words_of(answer)]

    assert leaks == []
    assert {name for name, _ in opened} <= opens_to_partners() | {"voices:answer"}
    assert {address for name, address in opened if name.startswith("audits:part")} <= {
        address for name, address in opened if any(address.startswith(own) for own in mine)
    }


def test_the_pages_of_the_lead_are_not_theirs_and_theirs_not_the_lead_s(audit, police_auditor, health_auditor, lead, auditor, director):
    own, other = part_of(police_auditor.person), part_of(health_auditor.person)

    outside = ("/kinds/", "/agencies/", "/performance/", "/insight/", "/search/", "/audits/", "/actions/", "/reports/", "/settings/")
    of_lead = [f"/audits/{audit.pk}/{page}" for page in ("", "parts/", "parts/join/")]
    of_parts = [f"/parts/{other.pk}/", *(f"/parts/{own.pk}/{act}/" for act in ("ask-back", "leave-out", "hand-over"))]
    for address in (*outside, *of_lead, *of_parts):
        assert police_auditor.get(address).status_code == 404, address
    for visitor in (lead, auditor, director, health_auditor):
        assert visitor.get(f"/parts/{own.pk}/").status_code == 404
        assert visitor.post(f"/parts/{own.pk}/fill-in/seen/", {"text": "x"}).status_code == 404


def test_what_is_new_opens_to_no_partner_until_its_app_says_so(police_auditor):
    named = {name for name, _, _ in addresses()}

    assert opens_to_partners() <= named
    assert sorted(name for name in opens_to_partners() if name.split(":")[0] == "audits") == [
        *("audits:hand-back-part", "audits:part", "audits:part-section"),
    ]
    assert [text for text in ("Months", "Audits", "Performance", "Results") if f">{text}</a>" in police_auditor.get("/").text] == []


def test_their_pages_are_not_stored_and_every_reading_is_in_the_log(audit, police_auditor):
    part = part_of(police_auditor.person)
    Access.objects.all().delete()

    for address in (f"/parts/{part.pk}/", f"/parts/{part.pk}/fill-in/seen/"):
        assert "no-store" in police_auditor.get(address).headers["Cache-Control"]
    logged = Access.objects.filter(actor=police_auditor.person).values_list("address", flat=True)
    assert sorted(logged) == ["audits:part", "audits:part-section"]


def test_my_work_has_their_part_with_its_day_and_nothing_of_the_audit(audit, police_auditor):
    page = police_auditor.get("/").text

    assert f"Go on with part {part_of(police_auditor.person).pk} of an audit with other agencies" in page
    assert audit.case_id not in page
    assert f"/audits/{audit.pk}/" not in page


def test_the_lead_sees_all_parts_beside_each_other_and_the_partner_joins_nothing(audit, police_auditor, health_auditor, auditor):
    page = auditor.get(f"/audits/{audit.pk}/parts/")
    assert [column.heading for column in page.context["page"].beside.columns] == ["What was asked", "Health"]
    assert "Still to come: Police." in page.text
    with pytest.raises(Exception, match="permission|auditor"):
        join_parts(actor=police_auditor.person, audit=audit, findings="x", grade="G")


def test_signed_out_they_come_to_the_sign_in_page(client, db):
    assert client.get("/parts/1/").headers["Location"].startswith(reverse("accounts:sign-in"))
