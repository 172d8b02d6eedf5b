"""Taking out of rows what they said and whom they were about: grades, counts, days and who audited stay, so no figure changes."""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from django.core.files.storage import storages
from django.db import IntegrityError, models, transaction

from actions.models import EvidenceFile
from audits.calculations.reasons import count_of_substance
from audits.enums import Stage
from audits.models import Audit, CountedWork, Interest, Involvement, Judgement, ModerationDraft
from audits.services.counting import count_again
from foundation.accounts.models import Person
from foundation.activity.removing import batches
from foundation.guard.models import DismissedWarning
from foundation.names import case_key
from governance.enums import FieldWay
from governance.marks import MARK, REMOVED, REMOVED_NAME, SAID
from governance.models import TakenOutRow
from governance.queries.closure import Rows, targeting, with_parts
from governance.queries.data_map import SUBJECTS, Model, mapped_table
from governance.queries.keeping import removed_person
from voices.models import VoiceLink

# Rows that no figure counts, and that are about nothing but who had to do with what.
DELETED: tuple[Model, ...] = (Involvement, Interest, ModerationDraft, VoiceLink, EvidenceFile, DismissedWarning)
# Words that stay, and why.
STAYS = {
    "audits.Audit.cohort": "figures are counted by it, and it is checked for identities when it is written",
    "audits.Correction.part": "the code of a part of the letter",
    "audits.RiskFlag.said": "a digest, by which the same worry is there once",
    "audits.SampledRecord.stratum": "of which stratum the draw was",
    "audits.SampledRecord.family": "of which stratum the draw was",
    "voices.QuoteUse.place": "where it was quoted",
    "voices.QuoteUse.path": "where it was quoted",
    **dict.fromkeys(
        (
            *("audits.CountedAudit.team", "audits.CountedAudit.cohort", "audits.CountedAudit.plan_type", "audits.CountedAudit.kind"),
            *("audits.CountedAudit.auditor", "audits.CountedAudit.choice", "audits.CountedAudit.before", "audits.CountedAudit.own"),
            "audits.CountedAudit.after",
        ),
        "codes by which figures are counted",
    ),
}
# What people wrote is under these names in a value that is kept as JSON; elsewhere a text of one word is a code.
_WRITTEN = {"reason", "no_action_reason", "text", "words", "note", "present", "minutes", "stayed_because"}
# Emptied to nothing rather than read by what reads the rest.
PLAIN_CELLS = {"audits.SampledRecord.values"}


class TakenOut:
    """What one removal does, and what it did: rows by table."""

    def __init__(self) -> None:
        self.emptied: Rows = {}
        self.deleted: Rows = {}
        self.names_left = 0

    def counts(self) -> dict[str, int]:
        every = Counter[str]()
        for rows in (self.emptied, self.deleted):
            for model, keys in rows.items():
                every[model._meta.label] += len(keys)
        return dict(sorted(every.items()))

    def as_rows(self, run: Any) -> Iterator[TakenOutRow]:
        for rows, is_deleted in ((self.emptied, False), (self.deleted, True)):
            for model, keys in sorted(rows.items(), key=lambda each: each[0]._meta.label):
                label = model._meta.label
                yield from (TakenOutRow(run=run, table=label, row_key=str(key), is_deleted=is_deleted) for key in sorted(keys))


def take_out(things: Iterable[Rows], done: TakenOut) -> Rows:
    """Empty each of these things with all that hangs on it; answers which rows they were. Called within a service's transaction."""
    every: Rows = {}
    for roots in things:
        _take_names_out(roots, done)
        _replace_case_id(roots)
        for model, keys in with_parts(roots).items():
            every.setdefault(model, set()).update(keys)
    warnings = targeting(every, [DismissedWarning])
    _delete({model: every.pop(model) for model in DELETED if model in every} | warnings, done)
    for model, keys in every.items():
        if model._meta.app_label != "governance":
            _empty(model, keys)
            done.emptied.setdefault(model, set()).update(keys)
    count_again([int(key) for key in every.get(Audit, ())])
    return every


def _take_names_out(roots: Rows, done: TakenOut) -> None:
    """The member of staff whose work it was, wherever the rows about that work name them."""
    for model, keys in with_parts(roots).items():
        name = SUBJECTS.get(model._meta.label)
        for row in model._base_manager.filter(pk__in=list(keys)).exclude(**{name: None}) if name else ():
            _take_name_out(row, str(name), done)


def _take_name_out(row: models.Model, name: str, done: TakenOut) -> None:
    worker = getattr(row, f"{name}_id")
    for model, keys in with_parts({type(row): {row.pk}}).items():
        if type(row) is not model and model not in DELETED:
            _forget_person(model, keys, worker, done)
    field = type(row)._meta.get_field(name)
    type(row)._base_manager.filter(pk=row.pk).update(**{name: None if field.null else _nobody().pk})


def _forget_person(model: Model, keys: Iterable[int | str], worker: int, done: TakenOut) -> None:
    for name in mapped_table(model).having(FieldWay.PERSON):
        naming = model._base_manager.filter(pk__in=list(keys), **{name: worker})
        if model._meta.auto_created:
            done.deleted.setdefault(model, set()).update(naming.values_list("pk", flat=True))
            naming.delete()
            continue
        for pk in list(naming.order_by().values_list("pk", flat=True)):
            # Where a constraint keeps two parts in two hands, the name of one of them stays.
            done.names_left += not _renamed(model, pk, name)


def _renamed(model: Model, pk: int, name: str) -> bool:
    with suppress(IntegrityError), transaction.atomic():
        model._base_manager.filter(pk=pk).update(**{name: _nobody().pk})
        return True
    return False


def _nobody() -> Person:
    """Who stands where a name was; made when it is first needed. Nobody can sign in as them."""
    return removed_person() or Person.objects.create(name=REMOVED_NAME, email=None, is_active=False, password="!")


def _replace_case_id(roots: Rows) -> None:
    """By a number drawn at random, the same for all rows of one record: nobody can go back from it, and it is still one child."""
    numbered = f"{REMOVED}{secrets.token_hex(6).upper()}"
    for model, keys in roots.items():
        _write_case_id(model, keys, numbered)


def _write_case_id(model: Model, keys: Iterable[int | str], case_id: str) -> None:
    """With its key; what a list called the record before goes."""
    names = set(mapped_table(model).having(FieldWay.CASE_ID))
    values = {"case_id": case_id, "case_key": case_key(case_id), "listed_case_id": ""}
    for some in batches(sorted(keys, key=str)):
        model._base_manager.filter(pk__in=some).update(**{name: values[name] for name in names})
        if model is Audit:
            CountedWork.objects.filter(pk__in=[int(key) for key in some]).update(case_key=case_key(case_id))


def _delete(rows: Rows, done: TakenOut) -> None:
    for model, keys in rows.items():
        for some in batches(sorted(keys, key=str)):
            if model is EvidenceFile:
                for file in EvidenceFile.objects.filter(pk__in=some):
                    transaction.on_commit(partial(storages["evidence"].delete, file.name_in_store))
            model._base_manager.filter(pk__in=some).delete()
        if keys:
            done.deleted.setdefault(model, set()).update(keys)


def _empty(model: Model, keys: Iterable[int | str]) -> None:
    table = mapped_table(model)
    label = table.label
    if model is Judgement:
        _mark_reasons(
            {row.audit_id for some in batches(sorted(keys, key=str)) for row in Judgement.objects.filter(pk__in=some).only("audit")}
        )
    for some in batches(sorted(keys, key=str)):
        rows = model._base_manager.filter(pk__in=some)
        for name in table.having(FieldWay.WORDS):
            if f"{label}.{name}" not in STAYS and (model, name) != (Judgement, "reason"):
                rows.exclude(**{name: ""}).exclude(**{name: None}).update(**{name: mark_for(model._meta.get_field(name))})
        for name in table.having(FieldWay.CELLS):
            _empty_cells(rows, label, name)
        if model is Audit:
            rows.update(age_band="")


def mark_for(field: Any) -> str:
    """What stands where words were: nothing where an address is expected or there is no room."""
    has_room = field.max_length is None or field.max_length >= len(MARK)
    return MARK if has_room and not isinstance(field, models.URLField) else ""


def _mark_reasons(audits: Iterable[int]) -> None:
    """How many reasons were of substance is counted from their words, so each becomes words of its kind."""
    for some in batches(sorted(audits)):
        rows = list(Judgement.objects.filter(audit__in=some).exclude(reason="").order_by("pk"))
        counted = Judgement.objects.at(Stage.PRE).counted().filter(audit__in=some).order_by().values_list("audit", "reason", "pk")
        times = Counter((audit, reason) for audit, reason, _ in counted)
        of_substance = {pk for audit, reason, pk in counted if times[audit, reason] == 1 and count_of_substance([reason])}
        for row in rows:
            row.reason = SAID.format(number=row.pk) if row.pk in of_substance else MARK
        Judgement.objects.bulk_update(rows, ["reason"], batch_size=200)


def _empty_cells(rows: models.QuerySet, label: str, name: str) -> None:
    for row in rows:
        kept = getattr(row, name)
        if kept:
            setattr(row, name, {} if f"{label}.{name}" in PLAIN_CELLS else without_words(kept))
            row.save(update_fields=[name])


def without_words(value: Any) -> Any:
    """The same shape: what people wrote is marked, codes and numbers stay."""
    if isinstance(value, str):
        return MARK if len(value.split()) > 1 else value
    if isinstance(value, dict):
        return {name: MARK if inner and name in _WRITTEN else without_words(inner) for name, inner in value.items()}
    return [without_words(inner) for inner in value] if isinstance(value, list) else value
