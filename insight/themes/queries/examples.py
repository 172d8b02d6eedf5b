"""What auditors wrote of a theme, with nothing in it that says who somebody is."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from audits.enums import FindingKind
from audits.models import Domain, Finding, FindingCode, FindingTheme, RestrictedRecord
from audits.querysets import hidden_audits
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.guard.anonymous_text import AnonymousText, KnownWords, anonymous_text
from foundation.guard.anonymous_text import known_words as words_known_from
from foundation.guard.free_text import finds_in, surely_identifying
from foundation.guard.queries import known_words
from foundation.lookups.read_together import ListQuestion, answers_to
from foundation.names import folded

from .counts import ThemeScope

EXAMPLES = 3
# So many of the newest are looked at, of which the best are shown; ordinary words are learnt from so many more.
LOOKED_AT, LEARNT_FROM = 60, 1_000
# An example of which more had to be taken out, or of fewer words, says little.
MOST_TAKEN_OUT, FEWEST_WORDS = 2, 4


def theme_examples(person: Person, scope: ThemeScope, theme: FindingTheme, kinds: Iterable[FindingKind]) -> dict[FindingKind, list[str]]:
    """Of each kind three different ones where there are so many: those of which the least had to be taken out, and of these the newest.

    None is of an audit that `person` is yet to grade blind, or of a restricted record: words may be recognised without a name.
    """
    wanted = list(kinds)
    if not wanted:
        return {}
    newest = _written_of(person, scope, theme)
    questions = [ListQuestion(newest.filter(finding__kind=kind)[:LOOKED_AT], list) for kind in wanted]
    rows = dict(zip(wanted, answers_to(*questions), strict=True))
    if not any(rows.values()):
        return {kind: [] for kind in rows}
    known = _known(case_id for found in rows.values() for _, case_id in found)
    return {kind: chosen_examples([text for text, _ in found], known) for kind, found in rows.items()}


def _written_of(person: Person, scope: ThemeScope, theme: FindingTheme) -> QuerySet:
    """Text and case ID of what was coded to the theme, or to one that was merged into it, the last first: by the index of its codes, from
    the end of which a database need read no more than are asked for.
    """
    counted = FindingTheme.objects.filter(Q(pk=theme.pk) | Q(merged_into=theme.pk)).order_by().values_list("pk", flat=True)
    codes = FindingCode.objects.filter(scope.holds("finding__audit__"), theme__in=list(counted))
    codes = codes.exclude(finding__audit__in=hidden_audits(person))
    codes = codes.exclude(finding__audit__case_key__in=RestrictedRecord.objects.keys_in_force())
    return codes.order_by("-finding_id").values_list("finding__text", "finding__audit__case_id")


def chosen_examples(texts: Sequence[str], known: KnownWords) -> list[str]:
    """Of the texts in their order; what surely identifies a child is passed over whole."""
    different = list({folded(text): text for text in reversed(texts)}.values())[::-1]
    shown = [anonymous_text(text, known, written_on=today()) for text in different if not _is_sure(text)]
    telling = [each for each in shown if each.taken_out <= MOST_TAKEN_OUT and len(each.text.split()) >= FEWEST_WORDS]
    return [each.text for each in sorted(telling, key=_taken_out)[:EXAMPLES]]


def _taken_out(example: AnonymousText) -> int:
    return example.taken_out


def _is_sure(text: str) -> bool:
    return bool(surely_identifying(finds_in(text, written_on=today()), written_on=today()))


def _known(case_ids: Iterable[str]) -> KnownWords:
    by_audit: dict[int, list[str]] = {}
    for audit, text in Finding.objects.order_by("-pk").values_list("audit", "text")[:LEARNT_FROM]:
        by_audit.setdefault(audit, []).append(text)
    vocabulary = [*known_words(), *Domain.objects.order_by().values_list("name", flat=True).distinct()]
    return words_known_from(
        people=Person.objects.filter(is_system=False).values_list("name", flat=True),
        case_ids=case_ids,
        written=map(" ".join, by_audit.values()),
        vocabulary=vocabulary,
    )
