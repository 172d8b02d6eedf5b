"""The list of themes, and what is coded to them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from audits.auditing.services.auditing import save_all_findings
from audits.enums import FindingKind, HowCoded, Source
from audits.models import Domain, FindingCode, FindingTheme
from audits.moderation.services.moderation import return_audit
from audits.themes.queries.themes import coded_under
from audits.themes.services.coding import code_findings
from audits.themes.services.themes import add_themes, bring_back_theme, change_theme, domains_of, merge_theme, retire_theme
from foundation.activity.models import Entry
from foundation.activity.versions import StaleVersion, version_of
from foundation.guard.services import Identified

from .conftest import DRIFT, FINDINGS, LATE, WARM, coded, finding


def code(lead, text: str, *themes: FindingTheme, how: HowCoded = HowCoded.ADD) -> int:
    return code_findings(actor=lead.person, chosen={finding(text).pk: [theme.pk for theme in themes]}, how=how)


def counted() -> dict[str, list[str]]:
    """The findings that count under each theme."""
    found: dict[str, list[str]] = {}
    names = dict(FindingTheme.objects.values_list("pk", "name"))
    for theme, text in coded_under(FindingCode.objects.all()).values_list("counted_under", "finding__text"):
        found.setdefault(names[theme], []).append(text)
    return {name: sorted(texts) for name, texts in found.items()}


# The list


def test_themes_are_added_one_a_line_and_blank_ones_are_left_out(lead):
    add_themes(actor=lead.person, names=["  Drift  and delay ", "", "Voice"])

    assert list(FindingTheme.objects.values_list("name", flat=True)) == ["Drift and delay", "Voice"]
    assert Entry.objects.filter(verb="theme.added").count() == 2


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], "Enter the name of at least one theme."),
        (["Drift", "drift"], "“Drift” is given twice. Give it once."),
        (["visits"], "“Visits” is in the list already."),
        (["x" * 81], f"“{'x' * 40}…” is longer than 80 characters. Shorten it."),
    ],
)
def test_a_name_is_there_once(lead, themes, names, says):
    with pytest.raises(ValidationError) as refused:
        add_themes(actor=lead.person, names=names)

    assert says in refused.value.message_dict["names"]
    assert FindingTheme.objects.count() == 3


def test_a_name_that_was_merged_leads_to_where_it_went(lead, themes):
    merge_theme(actor=lead.person, theme=themes["Visits"], into=themes["Reviews"])
    with pytest.raises(ValidationError, match="was merged into “Reviews”"):
        add_themes(actor=lead.person, names=["VISITS"])


def test_the_database_holds_a_name_once(themes):
    with pytest.raises(IntegrityError):
        FindingTheme.objects.create(name="visits")


def test_a_theme_names_nobody(lead, themes):
    with pytest.raises(Identified):
        add_themes(actor=lead.person, names=["Jayden Smith"])
    with pytest.raises(Identified):
        change_theme(actor=lead.person, theme=themes["Visits"], name="Visits", covers="Seen at PR8 1AA.")


def test_a_reworded_theme_keeps_its_findings_and_its_history(lead, themes, found_audit):
    code(lead, WARM, themes["Visits"])
    change_theme(actor=lead.person, theme=themes["Visits"], name="Visits and contact", covers="Kept and purposeful.")

    assert coded(WARM) == ["Visits and contact"]
    assert Entry.objects.of(themes["Visits"]).last().facts["before"] == {"name": "Visits", "covers": "", "domains": []}


@pytest.mark.parametrize("act", [add_themes, change_theme, merge_theme, retire_theme, bring_back_theme])
def test_only_the_lead_edits_the_list(auditor, director, themes, act):
    given = {"names": ["x"]} if act is add_themes else {"theme": themes["Visits"]}
    given |= {change_theme: {"name": "x"}, merge_theme: {"into": themes["Reviews"]}}.get(act, {})
    for visitor in (auditor, director):
        with pytest.raises(PermissionDenied):
            act(actor=visitor.person, **given)


# Merging and retiring


def test_what_was_coded_to_a_merged_theme_counts_under_the_other_and_stays_as_it_was_coded(lead, themes, found_audit):
    code(lead, LATE, themes["Reviews"])
    code(lead, DRIFT, themes["Supervision"])
    merge_theme(actor=lead.person, theme=themes["Reviews"], into=themes["Supervision"])

    assert counted() == {"Supervision": sorted([LATE, DRIFT])}
    assert coded(LATE) == ["Reviews"]
    assert [entry.verb for entry in Entry.objects.of(themes["Reviews"])] == ["theme.added", "theme.merged"]
    assert Entry.objects.of(themes["Supervision"]).last().facts["merged"] == "Reviews"


def test_what_was_merged_before_follows(lead, themes, found_audit):
    code(lead, WARM, themes["Visits"])
    merge_theme(actor=lead.person, theme=themes["Visits"], into=themes["Reviews"])
    merge_theme(actor=lead.person, theme=themes["Reviews"], into=themes["Supervision"])

    assert counted() == {"Supervision": [WARM]}
    assert Entry.objects.of(themes["Reviews"]).last().facts["with_it"] == ["Visits"]


def test_a_theme_that_is_brought_back_counts_by_itself_again(lead, themes, found_audit):
    code(lead, WARM, themes["Visits"])
    merge_theme(actor=lead.person, theme=themes["Visits"], into=themes["Reviews"])
    bring_back_theme(actor=lead.person, theme=themes["Visits"])

    assert counted() == {"Visits": [WARM]}
    assert Entry.objects.of(themes["Visits"]).last().facts["was"] == "merged into Reviews"


def test_a_theme_is_merged_neither_into_itself_nor_into_one_that_is_closed(lead, themes):
    retire_theme(actor=lead.person, theme=themes["Reviews"])
    for into in ("Visits", "Reviews"):
        with pytest.raises(ValidationError):
            merge_theme(actor=lead.person, theme=themes["Visits"], into=themes[into])


@pytest.mark.parametrize("act", [retire_theme, bring_back_theme])
def test_the_second_time_does_nothing(lead, themes, act):
    retire_theme(actor=lead.person, theme=themes["Visits"])
    act(actor=lead.person, theme=themes["Visits"])
    entries = Entry.objects.count()
    act(actor=lead.person, theme=themes["Visits"])

    assert Entry.objects.count() == entries


def test_a_retired_theme_still_counts_and_is_coded_to_no_more(lead, themes, found_audit):
    code(lead, WARM, themes["Visits"])
    retire_theme(actor=lead.person, theme=themes["Visits"])

    assert counted() == {"Visits": [WARM]}
    with pytest.raises(ValidationError, match="merged or retired"):
        code(lead, LATE, themes["Visits"])


# Coding afterwards


def test_the_lead_codes_many_at_once_and_the_audit_says_so(lead, themes, found_audit):
    chosen = {finding(text).pk: [themes["Visits"].pk] for text in (WARM, LATE)}

    assert code_findings(actor=lead.person, chosen=chosen) == 2
    entry = Entry.objects.of(found_audit).get(verb="audit.findings_coded")
    assert [(each["before"], each["after"]) for each in entry.facts["findings"]] == [("", "Visits")] * 2


@pytest.mark.parametrize(
    ("how", "then"),
    [(HowCoded.ADD, ["Reviews", "Visits"]), (HowCoded.REPLACE, ["Reviews"]), (HowCoded.TAKE, ["Visits"])],
)
def test_themes_are_added_put_in_place_or_taken_away(lead, themes, found_audit, how, then):
    code(lead, LATE, themes["Visits"])
    code(lead, LATE, themes["Reviews"], how=how)

    assert coded(LATE) == then


def test_the_same_coding_twice_changes_nothing(lead, themes, found_audit):
    code(lead, LATE, themes["Reviews"])
    entries = Entry.objects.count()

    assert code(lead, LATE, themes["Reviews"]) == 0
    assert Entry.objects.count() == entries


def test_only_the_lead_codes_afterwards(auditor, director, themes, found_audit):
    for visitor in (auditor, director):
        with pytest.raises(PermissionDenied):
            code_findings(actor=visitor.person, chosen={finding(WARM).pk: [themes["Visits"].pk]})


def test_a_lead_who_is_to_moderate_it_blind_leaves_it_alone(lead, themes, found_audit):
    found_audit.moderator = lead.person
    found_audit.save()

    assert code(lead, WARM, themes["Visits"]) == 0


def test_coding_takes_the_same_queries_for_one_and_for_many(lead, themes, found_audit):
    visits, reviews = [themes["Visits"].pk], [themes["Reviews"].pk]
    every, warm = list(found_audit.findings.values_list("pk", flat=True)), finding(WARM).pk
    with CaptureQueriesContext(connection) as one:
        code_findings(actor=lead.person, chosen={warm: visits})
    with CaptureQueriesContext(connection) as many:
        code_findings(actor=lead.person, chosen=dict.fromkeys(every, reviews))

    assert len(many) <= len(one)


# While the auditor writes


def test_the_auditor_codes_what_they_write(auditor, begun_audit, themes):
    given = {FindingKind.STRENGTH: [("Seen weekly.", Source.RECORD), ("", Source.RECORD)]}
    save_all_findings(
        actor=auditor.person, audit=begun_audit, findings=given, themes={FindingKind.STRENGTH: [{themes["Visits"].pk}, set()]}
    )

    code = FindingCode.objects.get()
    assert (code.finding.text, code.theme.name, code.coded_by) == ("Seen weekly.", "Visits", auditor.person)


def test_what_is_written_again_keeps_its_codes_and_who_gave_them(lead, auditor, themes, found_audit):
    code(lead, LATE, themes["Reviews"])
    audit = return_audit(actor=found_audit.moderator, audit=found_audit, reason="Say where you saw it.")
    kept = FINDINGS | {FindingKind.AREA: [(DRIFT, Source.RECORD), (LATE, Source.RECORD)]}
    save_all_findings(actor=auditor.person, audit=audit, findings=kept)

    assert (coded(LATE), coded(DRIFT)) == (["Reviews"], [])
    assert FindingCode.objects.get().coded_by == lead.person


def test_what_the_auditor_is_writing_again_is_not_the_leads_to_code(lead, themes, found_audit):
    return_audit(actor=found_audit.moderator, audit=found_audit, reason="Say where you saw it.")

    assert code(lead, LATE, themes["Reviews"]) == 0


def test_a_theme_that_was_retired_meanwhile_is_refused(lead, auditor, begun_audit, themes):
    retire_theme(actor=lead.person, theme=themes["Visits"])
    with pytest.raises(ValidationError, match="Visits: merged or retired"):
        save_all_findings(
            actor=auditor.person,
            audit=begun_audit,
            findings={FindingKind.STRENGTH: [("Seen weekly.", Source.RECORD)]},
            themes={FindingKind.STRENGTH: [{themes["Visits"].pk}]},
        )


def test_a_theme_belongs_to_domains_that_the_lead_names(lead, themes):
    domains = list(Domain.objects.filter(name__in=["Assessment", "Management oversight and supervision"]))
    change_theme(actor=lead.person, theme=themes["Visits"], name="Visits", domains=domains)
    change_theme(actor=lead.person, theme=themes["Visits"], name="Visits", covers="Kept.")

    assert set(themes["Visits"].domains.all()) == set(domains)
    first, then = (entry.facts for entry in Entry.objects.of(themes["Visits"]).filter(verb="theme.changed").order_by("pk"))
    assert first["after"]["domains"] == sorted(map(str, domains)) == then["after"]["domains"]


def test_who_began_before_somebody_named_domains_is_told(lead, themes):
    began = version_of(themes["Visits"], domains_of(themes["Visits"]))
    change_theme(actor=lead.person, theme=themes["Visits"], name="Visits", domains=Domain.objects.filter(name="Assessment"))

    with pytest.raises(StaleVersion):
        change_theme(actor=lead.person, theme=themes["Visits"], name="Visiting", domains=[], version=began)
