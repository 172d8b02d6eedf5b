"""What a child or family said, written down from the page of an audit or observation; and words coded to domains."""

from audits.tool.queries import current_tool
from tests.insight.triangulation.test_page import rows_of
from tests.month_grades import july
from tests.observation_kinds import VISIT, observation_kind
from tests.observations.conftest import SEEN
from tests.observations.recorded import record_unplanned_observation
from tests.voices.conftest import WORDS
from voices.models import VoiceDomain, VoiceRecord

__all__ = ["july"]
LINK = "Record what the child or family said"


def test_the_auditor_writes_down_what_was_said_from_the_page_of_their_audit(auditor, worker, allocated_audit):
    address = f"/voices/new/?audit={allocated_audit.number}&said=1"
    assert address.replace("&", "&amp;") in auditor.get(allocated_audit.get_absolute_url()).text
    assert LINK not in worker.get(allocated_audit.get_absolute_url()).text

    form = auditor.get(address).context["form"]
    assert form["audit"].value() == allocated_audit.number
    assert [value for value, _ in form.fields["source"].choices] == ["child", "parent", "carer"]
    page = auditor.post(address, {"source": "child", "audit": allocated_audit.number}, follow=True)
    voice = VoiceRecord.objects.get()
    assert (page.redirect_chain[-1][0], voice.audit) == (f"{voice.get_absolute_url()}record/", allocated_audit)


def test_the_observer_does_so_from_the_page_of_their_observation(observer, team_manager, elm_team):
    seen = record_unplanned_observation(actor=observer.person, kind=observation_kind(VISIT), team=elm_team, **SEEN)
    address = f"/voices/new/?observation={seen.number}&said=1"

    assert address.replace("&", "&amp;") in observer.get(seen.get_absolute_url()).text
    assert LINK not in team_manager.get(seen.get_absolute_url()).text
    observer.post(address, {"source": "parent", "observation": seen.number})
    assert VoiceRecord.objects.get().observation == seen


def test_words_are_coded_to_domains_and_those_that_say_how_well_it_works_are_counted_there(lead, given, july):
    names = list(current_tool().domains.values_list("name", flat=True))
    first, second = names[:2]
    url = f"{given.get_absolute_url()}themes/"
    page = lead.post(url, {"domains": [first, second], "says_0": "yes", "says_1": "", "says_2": "no"}, follow=True)

    assert f"{second}; {first} (works well)" in page.text
    VoiceRecord.objects.update(month=july[0].cycle.month)
    assert [row["What was found"] for row in rows_of(lead, domain=first) if row["Source"] == "Voices"] == ["positive in 1 of 1"]
    assert [row for row in rows_of(lead, domain=second) if row["Source"] == "Voices"] == []

    lead.post(url, {"domains": [first], "says_0": "partly"})
    assert list(VoiceDomain.objects.values_list("domain_name", "says")) == [(first, "partly")]
    assert WORDS in lead.get(url).text
