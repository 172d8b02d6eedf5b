"""What `manage.py facts` prints, in which order, with which keys and audits; and that it asks the database no more of more audits."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.models import Audit
from audits.moderation.services.reopening import reopen_audit
from foundation.council.months import add_months
from insight.facts import every_kind
from tests.month_grades import JULY, JULY_GRADES, JUNE, JUNE_GRADES, OVERALL, OVERSIGHT, RELATIONSHIP, add_month, moderate

GOLDEN = [
    f"June 2023 has the first Outstanding ever recorded here for {RELATIONSHIP}: "
    "1 of 14 (7%) after moderation, and a further 3 of 14 (21%) Good.",
    f"{OVERSIGHT}: all 9 audits of July 2023, before moderation, were graded Requires improvement to be good "
    "(9 of 9; the true rate could be as low as 70%).",
    f"{OVERSIGHT}: no audit of July 2023, before moderation, was graded Inadequate (0 of 9; the true rate could be up to 30%), "
    "against 2 of 14 (14%) in June 2023, after moderation.",
    "Inadequate: 2 of 14 (14%) in June 2023, after moderation; 2 of 9 (22%) in July 2023, before moderation: no evidence of a "
    "difference (p = 1.0, Fisher’s exact test). The two months are at different stages, so moderation may account for part of any "
    "difference.",
]


def printed(first: str = "2023-06", last: str = "2023-07") -> list[dict]:
    out = io.StringIO()
    call_command("facts", "--from", first, "--to", last, stdout=out)
    return json.loads(out.getvalue())


def of_kind(kind: str, **period: str) -> list[dict]:
    return [fact for fact in printed(**period) if fact["kind"] == kind]


def test_each_fact_has_its_key_rule_figures_and_audits(june, july):
    (fact,) = of_kind("first_outstanding")

    assert list(fact) == ["key", "kind", "sentence", "rule", "figures", "audits"]
    assert fact["sentence"] == GOLDEN[0]
    assert fact["key"].startswith("first_outstanding-2023-06-d")
    assert fact["audits"] == sorted(audit.pk for audit in june)
    assert fact["figures"]["outstanding"] == {"count": 1, "n": 14}
    assert fact["rule"].startswith("The month has an Outstanding in the domain, and no month before it")


def test_the_golden_facts_are_told_as_ever(june, july):
    said = {fact["sentence"] for fact in printed()}

    assert [sentence for sentence in GOLDEN if sentence not in said] == []


def test_there_are_at_least_twenty_kinds_each_with_its_own_name_and_rule():
    assert len({kind.name for kind in every_kind()}) == len(every_kind()) >= 20
    assert len({kind.rule for kind in every_kind()}) == len(every_kind())
    assert len({type(kind).__doc__ for kind in every_kind()}) == len(every_kind())


def test_keys_and_sentences_stand_once(june, july):
    found = printed()

    assert len({fact["key"] for fact in found}) == len({fact["sentence"] for fact in found}) == len(found)


def test_the_most_telling_stands_first_and_what_shows_nothing_last(june, july):
    kinds = [fact["kind"] for fact in printed()]

    assert kinds[0] == "ranking"
    assert kinds.index("first_outstanding") < kinds.index("all_one_grade") < kinds.index("inadequate_compared")
    assert kinds[-1] in ("inadequate_compared", "moderation_overall")


def test_a_weaker_way_to_say_the_same_is_not_offered(june, july):
    """“None Inadequate, against two in June” says already that none was."""
    named = [fact["sentence"] for fact in printed() if fact["sentence"].startswith(f"{OVERSIGHT}: no audit of July")]

    assert named == [GOLDEN[2]]


def test_a_fact_found_again_after_a_change_has_the_same_key_and_other_figures(june, july):
    before = {fact["key"]: fact for fact in printed()}
    moderate(july, JULY_GRADES | {OVERALL: "G G" + " RI" * 5 + " I I"})
    after = {fact["key"]: fact for fact in printed()}
    key = "inadequate_compared-2023-06-2023-07"

    assert before[key]["figures"]["later"] == {"month": "2023-07", "stage": "pre", "count": 2, "n": 9}
    assert after[key]["figures"]["later"] == {"month": "2023-07", "stage": "post", "count": 2, "n": 9}


def test_one_of_fourteen_opened_again_leaves_the_month_after_moderation_and_facts_say_so(lead, june):
    reopen_audit(actor=lead.person, audit=june[13], reason="New evidence came.")
    (said,) = of_kind("left_out", last="2023-06")
    june_facts = [fact["sentence"] for fact in printed(last="2023-06") if "June 2023," in fact["sentence"] and "after" in fact["sentence"]]

    assert said["sentence"] == "June 2023 is shown after moderation, 13 of 14: 1 opened again, not counted until agreed."
    assert said["audits"] == [audit.pk for audit in june[:13]]
    assert said["figures"] == {"month": "2023-06", "stage": "post", "agreed": 13, "left_out": {"opened_again": 1}}
    assert len(june_facts) >= 3
    assert [sentence for sentence in june_facts if "before moderation" in sentence] == []


def test_the_number_of_questions_is_the_same_with_more_audits_and_months(june, july):
    with CaptureQueriesContext(connection) as two_months:
        printed()
    for back in range(1, 5):
        add_month(add_months(JUNE, -back), JUNE_GRADES, JUNE_GRADES)
    add_month(JULY, JULY_GRADES)
    with CaptureQueriesContext(connection) as six_months:
        found = printed(first="2023-02")

    assert Audit.objects.count() == 88
    assert len(found) > 30
    # Numbers of audits are asked for once a domain and way of counting, of which more months may bring a few.
    assert len(six_months) <= len(two_months) + 3


def test_a_month_the_wrong_way_round_is_explained(june):
    with pytest.raises(CommandError, match="is later than"):
        printed(first="2023-07", last="2023-06")
