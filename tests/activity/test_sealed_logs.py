"""The trail and the reading log are sealed: whatever is done to them afterwards is named."""

import json
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.activity import sealing
from foundation.activity.access import note_access
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access, Entry, SealedRow, Segment
from foundation.activity.sealing import LATEST, seal_logs
from foundation.activity.trail import record
from tests.activity.tampering import let_change
from tests.shares import examples

pytestmark = pytest.mark.both


@pytest.fixture
def anchor(tmp_path, settings):
    settings.TRAIL_ANCHOR = tmp_path / "anchor.jsonl"
    return settings.TRAIL_ANCHOR


@pytest.fixture
def written(lead, anchor, monkeypatch) -> list[Entry]:
    """Eight entries and two readings, sealed in segments of three."""
    monkeypatch.setattr(sealing, "MOST", 3)
    before = Entry.objects.count()
    entries = [record(actor=lead.person, verb="view.deleted", target=lead.person, name=f"View {n}", number=n) for n in range(8)]
    for n in range(2):
        note_access(actor=lead.person, act=AccessKind.READ, address="audits:audit", number=n)
    assert seal_logs() == {"trail": before + 8, "access": Access.objects.count()}
    return entries


def verify(*options: str) -> list[dict]:
    """What is broken; the command ends with 1 where anything is."""
    out = StringOut()
    ended = 0
    try:
        call_command("verify_trail", *options, stdout=out)
    except SystemExit as stopped:
        ended = stopped.code
    found = json.loads(out.text)
    assert set(found) == {"entries", "segments", "broken"}
    assert ended == (1 if found["broken"] else 0)
    return found["broken"]


class StringOut:
    def __init__(self):
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text


def test_what_nobody_touched_holds(written, anchor):
    assert verify("--anchor", str(anchor)) == []
    assert SealedRow.objects.count() == Entry.objects.count() + Access.objects.count()


def test_what_is_added_later_is_sealed_by_the_next_run(written, lead, anchor):
    record(actor=lead.person, verb="view.deleted", target=lead.person, name="Later")

    assert seal_logs() == {"trail": 1, "access": 0}
    assert verify("--anchor", str(anchor)) == []
    assert len(anchor.read_text().splitlines()) == Segment.objects.count()


@pytest.mark.parametrize(
    "change", [{"verb": "person.changed"}, {"facts": {"name": "Another"}}, {"target_id": "999"}, {"day": "2023-01-01"}]
)
def test_a_changed_row_is_named(written, change):
    let_change()
    Entry.objects.filter(pk=written[4].pk).update(**change)

    assert verify() == [{"entry": written[4].pk, "what": "Changed."}]


def test_a_changed_reading_is_named(written):
    let_change()
    reading = Access.objects.latest("pk")
    Access.objects.filter(pk=reading.pk).update(act=AccessKind.TOOK)

    assert verify() == [{"entry": f"access {reading.pk}", "what": "Changed."}]


def test_a_removed_row_is_named(written):
    let_change()
    Entry.objects.filter(pk=written[4].pk).delete()

    assert verify() == [{"entry": written[4].pk, "what": "Removed."}]


def test_two_rows_that_changed_places_are_named(written):
    """Two of one segment: the segments of three end where a multiple of three of all rows does."""
    let_change()
    one, other = next((a, b) for a, b in zip(written, written[1:], strict=False) if segment_of(a) == segment_of(b))
    Entry.objects.filter(pk=one.pk).update(facts=other.facts, at=other.at)
    Entry.objects.filter(pk=other.pk).update(facts=one.facts, at=one.at)

    assert [(each["entry"], each["what"][:9]) for each in verify()] == [(one.pk, "Reordered"), (other.pk, "Reordered")]


def segment_of(entry: Entry) -> int:
    return SealedRow.objects.get(log="trail", row=entry.pk).segment_id


def test_a_row_that_is_put_in_long_after_is_named_and_never_sealed(written):
    let_change()
    one = written[4]
    values = {each.attname: getattr(one, each.attname) for each in Entry._meta.concrete_fields}
    Entry.objects.filter(pk=one.pk).delete()
    SealedRow.objects.filter(log="trail", row=one.pk).delete()
    Segment.objects.update(sealed_at=one.at - 2 * LATEST)
    Entry.objects.bulk_create([Entry(**values | {"facts": {"name": "Forged"}})])
    seal_logs()

    assert {"entry": one.pk, "what": "Inserted: it is not sealed, and later ones were long ago."} in verify()


def test_a_row_of_a_long_transaction_is_sealed_by_the_next_run(written, lead):
    """It has a smaller number than one that was stored, and sealed, before it."""
    late = record(actor=lead.person, verb="view.deleted", target=lead.person, name="Slow")
    let_change()
    Segment.objects.update(last_row=late.pk + 1)

    assert seal_logs()["trail"] == 1


def test_an_end_that_was_cut_off_with_its_seals_is_missed_by_what_was_written_outside(written, anchor):
    let_change()
    last = Segment.objects.filter(log="trail").latest("number")
    Entry.objects.filter(pk__in=last.sealed.values_list("row", flat=True)).delete()
    last.sealed.all().delete()
    last.delete()

    assert verify() == []
    assert [each["what"] for each in verify("--anchor", str(anchor))] == [
        f"Trail, segment {last.number}: it was written outside and is not in the database. The end was cut off."
    ]


def test_a_log_that_was_sealed_anew_is_not_what_was_written_outside(written, anchor):
    let_change()
    Entry.objects.filter(pk=written[0].pk).update(facts={"name": "Rewritten"})
    outside = anchor.read_text()
    SealedRow.objects.all().delete()
    Segment.objects.all().delete()
    anchor.unlink()
    seal_logs()
    anchor.write_text(outside)

    assert verify() == []
    assert any("It was sealed again." in each["what"] for each in verify("--anchor", str(anchor)))


def test_two_databases_that_went_on_apart_are_a_fork(written, anchor):
    first = json.loads(anchor.read_text().splitlines()[0])
    with anchor.open("a") as file:
        file.write(json.dumps(first | {"sha256": "0" * 64}) + "\n")

    assert any("a fork" in each["what"] for each in verify("--anchor", str(anchor)))


def test_heads_that_cannot_be_read_are_said_by_their_line(written, anchor):
    anchor.write_text("{}\n")

    with pytest.raises(CommandError, match="Line 1"):
        call_command("verify_trail", "--anchor", str(anchor))


def test_heads_that_cannot_be_written_hold_nothing_up_and_are_written_later(written, lead, settings, anchor, tmp_path):
    settings.TRAIL_ANCHOR = tmp_path / "away" / "anchor.jsonl"
    record(actor=lead.person, verb="view.deleted", target=lead.person, name="Later")
    assert seal_logs()["trail"] == 1

    (tmp_path / "away").mkdir()
    seal_logs()

    assert verify("--anchor", str(settings.TRAIL_ANCHOR)) == []
    assert len(settings.TRAIL_ANCHOR.read_text().splitlines()) == Segment.objects.count()


def test_the_database_refuses_to_change_or_delete_a_row(written):
    for change in (
        lambda: Entry.objects.filter(pk=written[0].pk).update(verb="person.changed"),
        lambda: Entry.objects.filter(pk=written[0].pk).delete(),
        lambda: Access.objects.all().delete(),
        lambda: SealedRow.objects.all().delete(),
        lambda: Segment.objects.update(sha256="0" * 64),
    ):
        with pytest.raises(DatabaseError, match="The trail is only added to"), transaction.atomic():
            change()


@given(st.lists(st.tuples(st.sampled_from(["change", "remove"]), st.integers(0, 7)), min_size=1, max_size=4))
@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exactly_what_was_tampered_with_is_named(written, acts):
    with suppress(_TakenBack), transaction.atomic():
        let_change()
        harmed = {}
        for act, place in acts:
            entry = Entry.objects.filter(pk=written[place].pk)
            if act == "remove":
                entry.delete()
                harmed[written[place].pk] = "Removed."
            elif entry.update(facts={"name": "Another"}):
                harmed[written[place].pk] = "Changed."
        assert {each["entry"]: each["what"] for each in verify()} == harmed
        raise _TakenBack


class _TakenBack(Exception):
    """Each example begins with the trail as it was sealed."""
