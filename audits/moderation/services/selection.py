"""Who is moderated: the cycle's setting, and the rules behind it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import ChosenBy, ModerationRule, Stage
from audits.models import Audit, AuditRules, Cycle, ModerationChoice, ModerationRules
from audits.moderation.calculations import choice_of
from audits.moderation.queries.drift import drift_of
from audits.moderation.services.moderation import release_audit
from audits.permissions import can_set_moderation_rules
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.models import Entry
from foundation.activity.settings_rows import settings_to_change, store_settings
from foundation.activity.trail import record

CHANGED = "moderation.rules_changed"
RULES = ("best_and_worst", "first_audits", "drift", "percentage", "seed")


@transaction.atomic
def change_moderation_rules(
    *, actor: Person, best_and_worst: bool, first_audits: int, drift: bool, percentage: int, seed: int, version: str | None = None
) -> ModerationRules:
    """The rules for audits submitted from now on; those chosen already stay chosen."""
    require(can_set_moderation_rules, actor)
    if not 0 <= percentage <= 100:
        raise ValidationError({"percentage": "The percentage must be from 0 to 100."})
    row = settings_to_change(ModerationRules, version)
    values = {"best_and_worst": best_and_worst, "first_audits": first_audits, "drift": drift, "percentage": percentage, "seed": seed}
    store_settings(row, actor=actor, verb=CHANGED, values=values, records_first=True)
    return row


@transaction.atomic
def decide_whether_moderated(audit: Audit) -> Audit:
    """Right after submission: leave the audit for its moderator, or release it, as the month's setting says.

    No setting spares the audits of the people who make it.
    """
    rule = Cycle.objects.select_for_update().get(pk=audit.cycle_id).moderation_rule
    if rule == ModerationRule.ALL or ModerationChoice.objects.filter(audit=audit).exists():
        return audit
    if has_set_rules(audit):
        _keep(audit, ChosenBy.RULES)
        _record(audit, ChosenBy.RULES)
        return audit
    if rule == ModerationRule.NONE:
        # The system actor: the rule is the cycle's, nobody chose to spare this audit.
        return release_audit(actor=Person.objects.system(), audit=audit, reason="This month’s audits are not moderated.")
    choice = _choose(audit)
    if choice.chosen_by != ChosenBy.NOBODY:
        return audit
    return release_audit(actor=Person.objects.system(), audit=audit, reason=NOT_CHOSEN)


NOT_CHOSEN = "Not chosen for moderation."


SETTINGS = ("cycle.planned", "cycle.changed", "kind.terms_set", CHANGED)


def has_set_rules(audit: Audit) -> bool:
    """Whether its auditor may say who is moderated, or ever said so of this month, of its kind of audit or of all of them; from which
    share of changed grades on an auditor drifts is a part of it.
    """
    if audit.auditor is None:
        return False
    if can_set_moderation_rules(audit.auditor):
        return True
    said_of = filter(None, (audit.cycle, audit.cycle.kind, ModerationRules.current()))
    made = [Entry.objects.of(row).filter(actor=audit.auditor, verb__in=SETTINGS) for row in said_of]
    made.append(Entry.objects.of(AuditRules.current()).filter(actor=audit.auditor, facts__after__has_key="drift_share"))
    return any(entries.exists() for entries in made)


def _keep(audit: Audit, chosen_by: ChosenBy, **drawn: int) -> ModerationChoice:
    return ModerationChoice.objects.create(audit=audit, chosen_by=chosen_by, **drawn)


def _choose(audit: Audit) -> ModerationChoice:
    rules = ModerationRules.current()
    overall = audit.judgements.at(Stage.PRE).overall().get()
    drift = drift_of(audit.auditor)
    choice = choice_of(
        overall=overall.grade,
        earlier=Audit.objects.submitted().filter(auditor=audit.auditor).exclude(pk=audit.pk).count(),
        drifts=rules.drift and drift.is_drift(AuditRules.current().drift_share),
        number=audit.number,
        best_and_worst=rules.best_and_worst,
        first_audits=rules.first_audits,
        percentage=rules.percentage,
        seed=rules.seed,
    )
    drawn = {} if choice.lot is None else {"lot": choice.lot, "seed": rules.seed, "percentage": rules.percentage}
    chosen = _keep(audit, ChosenBy(choice.chosen_by), **drawn)
    moved = {"compared": drift.compared, "up": drift.up, "down": drift.down} if choice.chosen_by == ChosenBy.DRIFT else {}
    _record(audit, chosen.chosen_by, **drawn, **moved)
    return chosen


def _record(audit: Audit, chosen_by: str, **facts: int) -> None:
    """Why, and what the lot was. Who reads how much of it `audits.moderation.pages.selection` says: an auditor reads no word of drift."""
    record(actor=Person.objects.system(), verb="audit.chosen", target=audit, chosen_by=str(chosen_by), **facts)
