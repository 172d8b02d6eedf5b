"""How many of a month's audits were moderated, and which of them at random."""

from django.db.models import Count

from audits.enums import ChosenBy, State
from audits.models import Cycle, ModerationChoice
from foundation.accounts.models import Person
from foundation.statistics import count_of


def moderated_words(cycle: Cycle, person: Person) -> list[str]:
    """Sentences on the achieved rate; those drawn at random apart from those chosen by a rule, since only they speak for the rest.

    Whoever still moderates an audit of the month blind reads nothing of how the others were chosen.
    """
    if not cycle.moderation_required or cycle.audits.grades_hidden_from(person).exists():
        return []
    submitted = cycle.audits.submitted()
    n = submitted.count()
    if not n:
        return []
    moderated = submitted.filter(state=State.MODERATED).count()
    sentences = [f"Moderated so far: {count_of(moderated, n)} of the audits submitted."]
    return sentences + _by_rule(cycle) if cycle.is_moderated_by_rule else sentences


def _by_rule(cycle: Cycle) -> list[str]:
    choices = ModerationChoice.objects.filter(audit__in=cycle.audits.submitted()).order_by()
    counts = dict(choices.values_list("chosen_by").annotate(Count("pk")))
    by_grade, first = counts.get(ChosenBy.GRADE, 0), counts.get(ChosenBy.FIRST, 0)
    drawn, lots = counts.get(ChosenBy.RANDOM, 0), counts.get(ChosenBy.RANDOM, 0) + counts.get(ChosenBy.NOBODY, 0)
    sentences = [f"Chosen by rule: {by_grade + first} ({by_grade} Inadequate or Outstanding, {first} among an auditor’s first)."]
    if lots:
        shares = {share for share in choices.values_list("percentage", flat=True) if share is not None}
        asked = ", ".join(f"{share}%" for share in sorted(shares))
        sentences.append(f"Drawn at random: {count_of(drawn, lots)} of the others; the rules ask for {asked}.")
    return sentences
