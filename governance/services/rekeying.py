"""Replacing case IDs everywhere. The pairs are not kept: together with what is stored they would be a key to who is who."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from audits.calculations import case_id_refused
from audits.models import Audit
from audits.services.counting import count_again
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.models import Access, Entry
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.jobs.services import enqueue
from foundation.names import case_ids_written, case_key
from governance.enums import FieldWay
from governance.models import Rekeying
from governance.permissions import can_rekey
from governance.queries.closure import rows_in
from governance.queries.data_map import Model, mapped_table
from governance.queries.searching import everything_on_case, rows_with_case

MAY_REPLACE = "The information governance officer replaces case IDs."
MOST_PAIRS = 500
WORDS_CHANGED = "governance.words_changed"
# What no longer changes: the logs, and what was approved or published with its hash. None of it may name a case ID but the trail.
SEALED: tuple[Model, ...] = (Entry, Access)
SEALED_TABLES = {
    *("reports.Report", "reports.Seal", "reports.ShownMonth", "reports.AudienceRelease", "reports.ReportFile"),
    *("publications.PublishedEdition", "packs.Pack", "packs.PackPart", "governance.RetentionRun", "governance.SubjectExport"),
}


@dataclass(frozen=True)
class CaseIdPair:
    old: str
    new: str

    @property
    def is_spelling(self) -> bool:
        """The same one, written otherwise."""
        return case_key(self.old) == case_key(self.new)


def read_pairs(words: str) -> list[CaseIdPair]:
    """“L-1020, K-77” on each line, parted by a comma, a semicolon or a tab. Raises ValidationError, naming the line."""
    pairs, wrong = [], []
    for number, line in enumerate(words.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in re.split(r"[,;\t]", line)]
        if len(parts) != 2 or not all(parts):
            wrong.append(f"Line {number}: write the old case ID, a comma, and the new one.")
        else:
            pairs.append(CaseIdPair(*parts))
    if wrong or not pairs:
        raise ValidationError({"pairs": wrong or ["Write at least one pair."]})
    return pairs


@transaction.atomic
def replace_case_ids(*, actor: Person, pairs: list[CaseIdPair], reason: str) -> Rekeying:
    """Replace each old case ID by its new one in every table: where it is held, and where words name it.

    The trail cannot be changed; how many of its entries still name an old one is counted. Raises ValidationError where a pair cannot be.
    """
    require(can_rekey, actor, why=MAY_REPLACE)
    if not reason.strip():
        raise ValidationError({"reason": "Say why case IDs are replaced."})
    _require_possible(pairs)
    rows, in_trail = 0, 0
    for pair in pairs:
        changed, named = _replace(pair)
        rows, in_trail = rows + changed, in_trail + named
    done = Rekeying.objects.create(reason=reason.strip(), case_ids=len(pairs), rows=rows, in_trail=in_trail, done_by=actor, done_on=today())
    enqueue(kind=WORDS_CHANGED, actor=actor)
    record(actor=actor, verb="case_ids.replaced", target=done, case_ids=len(pairs), rows=rows, in_trail=in_trail, reason=done.reason)
    return done


def _require_possible(pairs: list[CaseIdPair]) -> None:
    olds, news = Counter(case_key(pair.old) for pair in pairs), Counter(case_key(pair.new) for pair in pairs)
    wrong = [f"Replace at most {MOST_PAIRS} case IDs at once."] if len(pairs) > MOST_PAIRS else []
    for pair in pairs[:MOST_PAIRS]:
        if olds[case_key(pair.old)] > 1 or news[case_key(pair.new)] > 1 or (not pair.is_spelling and case_key(pair.new) in olds):
            wrong.append(f"{pair.old}: a case ID can be in the list only once, on one side.")
        elif why := _cannot_be(pair):
            wrong.append(why)
    if wrong:
        raise ValidationError({"pairs": wrong})


def _cannot_be(pair: CaseIdPair) -> str:
    if why := case_id_refused(pair.new):
        return f"{pair.new}: {why}"
    if not rows_with_case(pair.old):
        return f"{pair.old} is not held here. Check how it is written."
    if not pair.is_spelling and rows_with_case(pair.new):
        return f"{pair.new} is held here already: two records would become one. Choose another."
    return ""


def _replace(pair: CaseIdPair) -> tuple[int, int]:
    """How many rows were changed, and how many entries of the trail still name the old one."""
    found, changed = everything_on_case(pair.old), set[tuple[Model, Any]]()
    in_columns = rows_with_case(pair.old)
    for model, keys in found.rows.items():
        if model not in SEALED and model._meta.label not in SEALED_TABLES:
            changed |= {(model, key) for key in _replace_in_words(model, keys, pair)}
    for model, keys in in_columns.items():
        _replace_in_columns(model, keys, pair)
        changed |= {(model, key) for key in keys}
    count_again([int(key) for key in in_columns.get(Audit, ())])
    named = sum(bool(case_ids_written(str(row.facts), [pair.old])) for row in rows_in(Entry, found.rows.get(Entry, set())))  # type: ignore[attr-defined]  # entries
    return len(changed), named


def _replace_in_columns(model: Model, keys: set, pair: CaseIdPair) -> None:
    """Each column by itself: a row may be listed under one case ID and be known by another."""
    names = mapped_table(model).having(FieldWay.CASE_ID)
    for name in names:
        if name == "case_key":
            continue
        held = model._base_manager.filter(pk__in=list(keys)).order_by().values_list("pk", name)
        same = [pk for pk, value in held if value and case_key(value) == case_key(pair.old)]
        values = {name: pair.new} | ({"case_key": case_key(pair.new)} if name == "case_id" and "case_key" in names else {})
        model._base_manager.filter(pk__in=same).update(**values)


def _replace_in_words(model: Model, keys: set, pair: CaseIdPair) -> list[Any]:
    table, changed = mapped_table(model), []
    names = table.having(FieldWay.WORDS, FieldWay.CELLS)
    for row in rows_in(model, keys) if names else ():
        values = {name: _replaced(getattr(row, name), lambda text: _in_text(text, pair)) for name in names}
        values = {name: value for name, value in values.items() if value != getattr(row, name)}
        if values:
            model._base_manager.filter(pk=row.pk).update(**{name: _fitting(row, name, value) for name, value in values.items()})
            changed.append(row.pk)
    return changed


def _fitting(row: models.Model, name: str, value: Any) -> Any:
    most = getattr(row._meta.get_field(name), "max_length", None)
    return value[:most] if most and isinstance(value, str) else value


def _replaced(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _replaced(inner, change) for name, inner in value.items()}
    return [_replaced(inner, change) for inner in value] if isinstance(value, list) else value


def _in_text(text: str, pair: CaseIdPair) -> str:
    for written in case_ids_written(text, [pair.old]):
        text = text.replace(written, pair.new, 1)
    return text


__all__ = ["MOST_PAIRS", "CaseIdPair", "read_pairs", "replace_case_ids"]
