"""The pages of packs: asked for, made, taken, removed."""

import hashlib

import pytest

from audits.models import Audit
from foundation.accounts.models import Service
from foundation.activity.models import Access
from packs.enums import PackKind
from packs.models import Pack, PackPart
from tests.month_grades import JULY, JUNE, july, june
from tests.reading import text_of

__all__ = ["july", "june"]

ASKED = {"first": "2023-06", "last": "2023-07"}


def stored(visitor, *, kind=PackKind.INSPECTION, service=None, with_records=False) -> Pack:
    """Bytes stand for a zip: what is in one is tested where it is made."""
    parts = [b"PK one ", b"and two"]
    digest = hashlib.sha256(b"".join(parts)).hexdigest()
    pack = Pack.objects.create(
        kind=kind,
        first_month=JUNE,
        last_month=JULY,
        service=service,
        with_records=with_records,
        made_by=visitor.person,
        made_at="2023-09-04T10:00:00Z",
        size=14,
        sha256=digest,
        files={"version": 1, "files": [{"name": "tables/01-grades.csv", "size": 2048, "sha256": "9f2c"}]},
    )
    PackPart.objects.bulk_create(PackPart(pack=pack, position=position, content=content) for position, content in enumerate(parts))
    return pack


def test_a_service_pack_is_asked_for_made_and_taken(head_of_service, rowan_service, do_waiting_jobs):
    waiting = head_of_service.post("/packs/service/", ASKED | {"service": rowan_service.pk}, follow=True)
    do_waiting_jobs()
    page = head_of_service.get(waiting.redirect_chain[-1][0], follow=True)

    pack = Pack.objects.get()
    assert page.redirect_chain == [(f"/packs/{pack.pk}/", 302)]
    assert "service-pack.docx" in text_of(page)
    taken = head_of_service.get(f"/packs/{pack.pk}/download/")
    assert hashlib.sha256(b"".join(taken.streaming_content)).hexdigest() == pack.sha256
    assert taken["Content-Disposition"] == 'attachment; filename="service-pack-rowan-service-2023-06-to-2023-07.zip"'
    assert int(taken["Content-Length"]) == pack.size


def test_asking_again_while_it_is_made_leads_to_the_same_job(lead, rowan_service):
    first, second = (lead.post("/packs/service/", ASKED | {"service": rowan_service.pk, "first": "2023-06"}) for _ in range(2))

    assert first.url == second.url


def test_a_head_of_service_is_offered_their_own_service_alone(head_of_service, rowan_service, ash_team):
    assert Service.objects.count() == 2
    assert list(head_of_service.get("/packs/service/").context["form"].fields["service"].queryset) == [rowan_service]
    assert head_of_service.get("/packs/inspection/").status_code == 403


@pytest.mark.parametrize("who", ["auditor", "board_member", "team_manager", "analyst"])
def test_nobody_else_opens_the_packs(request, who):
    assert request.getfixturevalue(who).get("/packs/").status_code == 403


@pytest.mark.parametrize("page", ["", "download/", "remove/"])
def test_an_inspection_pack_is_not_there_for_a_head_of_service(lead, head_of_service, page):
    pack = stored(lead)

    assert head_of_service.get(f"/packs/{pack.pk}/{page}").status_code == 404


def test_a_head_of_another_service_gets_404(lead, head_of_service, ash_team):
    pack = stored(lead, kind=PackKind.SERVICE, service=ash_team.service)

    assert head_of_service.get(f"/packs/{pack.pk}/").status_code == 404
    assert str(pack) not in text_of(head_of_service.get("/packs/"))


def test_taking_lists_of_records_is_in_the_log_of_who_read_what(lead):
    pack = stored(lead, with_records=True)
    assert f"/packs/{pack.pk}/records/" in text_of(lead.get(f"/packs/{pack.pk}/"))
    assert lead.get(f"/packs/{pack.pk}/download/").status_code == 404

    lead.get(f"/packs/{pack.pk}/records/")

    noted = Access.objects.get(address="packs:records")
    assert (noted.actor, noted.target_id) == (lead.person, str(pack.pk))


def test_a_pack_without_records_has_no_address_of_records(lead):
    pack = stored(lead)

    assert lead.get(f"/packs/{pack.pk}/records/").status_code == 404
    assert b"".join(lead.get(f"/packs/{pack.pk}/download/").streaming_content) == b"PK one and two"
    assert not Access.objects.filter(address="packs:download").exists()


def test_a_pack_is_removed_after_a_question(lead):
    pack = stored(lead)
    assert "Remove this pack?" in text_of(lead.get(f"/packs/{pack.pk}/remove/"))
    assert Pack.objects.exists()

    lead.post(f"/packs/{pack.pk}/remove/")

    assert not Pack.objects.exists()


def test_who_came_to_grade_a_month_blind_does_not_find_the_pack_that_was_made_of_it(
    director, lead, head_of_service, rowan_service, june, july
):
    """Also one that somebody else made: it shows the grades of that month. A lead reads them all the same."""
    of_service = stored(lead, kind=PackKind.SERVICE, service=rowan_service)
    packs = {director: stored(lead), head_of_service: of_service, lead: of_service}
    for reader, audit in zip(packs, july, strict=False):
        Audit.objects.filter(pk=audit.pk).update(moderator=reader.person)

    ways = ("", "download/", "remove/")
    seen = {reader.person: {reader.get(f"/packs/{pack.pk}/{way}").status_code for way in ways} for reader, pack in packs.items()}

    assert seen == {director.person: {404}, head_of_service.person: {404}, lead.person: {200}}
    assert [f"/packs/{of_service.pk}/" in reader.get("/packs/").text for reader in packs] == [False, False, True]
    Audit.objects.filter(moderator=head_of_service.person).update(state="moderated")
    assert head_of_service.get(f"/packs/{of_service.pk}/").status_code == 200
