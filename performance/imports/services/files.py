"""Taking in a file of figures: look at all of it first, then store all of it in one transaction."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.months import month_code
from foundation.guard.queries import sure_in
from foundation.sheets import UnreadableFile
from performance.enums import Shape
from performance.imports.reading import Asked, OnProgress, Reading, SeriesReading, read_file
from performance.models import Import
from performance.permissions import can_import

from .comments import store_words
from .jumps import look_back
from .neighbours import NeighboursOutcome, store_neighbours
from .outcomes import ImportOutcome
from .series import SeriesOutcome, store_series
from .tables import TableOutcome, store_table

DENIED_BECAUSE = "Only a performance analyst or a QA lead can import figures."


def check_figures(
    *,
    actor: Person,
    file: BinaryIO | Path,
    name: str,
    mapping: Asked = "",
    accept_valid: bool = False,
    on_progress: OnProgress | None = None,
    model: str = "",
) -> ImportOutcome:
    """What `import_figures` would do with this file; nothing is stored. Raises UnreadableFile."""
    require(can_import, actor, why=DENIED_BECAUSE)
    outcome = outcome_of(read_file(file, name, mapping, on_progress, model))
    _compare(outcome)
    outcome.is_refused = bool(outcome.refusals) and not accept_valid
    return outcome


def import_figures(
    *, actor: Person, file: BinaryIO | Path, name: str, mapping: Asked = "", accept_valid: bool = False, model: str = ""
) -> ImportOutcome:
    """Take in a file. Where a row is refused nothing is stored, unless `accept_valid`; the same file twice changes nothing.

    Raises PermissionDenied, UnreadableFile.
    """
    content = file.read_bytes() if isinstance(file, Path) else file.read()
    return store_read(
        actor=actor, read=read_content(actor=actor, content=content, name=name, mapping=mapping, model=model), accept_valid=accept_valid
    )


class ReadFile(NamedTuple):
    """A file as it was read, before anything of it is stored."""

    reading: Reading | SeriesReading
    name: str
    file_hash: str


def read_content(
    *, actor: Person, content: bytes, name: str, mapping: Asked = "", on_progress: OnProgress | None = None, model: str = ""
) -> ReadFile:
    """The long part of taking in a file, which needs no transaction. Raises UnreadableFile."""
    require(can_import, actor, why=DENIED_BECAUSE)
    return ReadFile(read_file(BytesIO(content), name, mapping, on_progress, model), name, hashlib.sha256(content).hexdigest())


@transaction.atomic
def store_read(*, actor: Person, read: ReadFile, accept_valid: bool = False, jumps_seen: bool = True) -> ImportOutcome:
    """The short part: compare with what is stored by now, and store all of it or, where a row is refused, nothing unless `accept_valid`.

    Nothing is stored either where a figure is far from the one before it and a person has not said that it is right.
    """
    require(can_import, actor, why=DENIED_BECAUSE)
    outcome = outcome_of(read.reading)
    outcome.lock()
    _compare(outcome)
    outcome.is_refused = bool(outcome.refusals) and not accept_valid
    outcome.is_unsure = bool(outcome.jumps) and not jumps_seen
    if outcome.changes_anything and not outcome.is_refused and not outcome.is_unsure:
        _store(outcome, actor, read)
    return outcome


def outcome_of(reading: Reading | SeriesReading) -> ImportOutcome:
    """What becomes of a file of this kind; from here on all kinds go one way."""
    kind = NeighboursOutcome if reading.shape == Shape.NEIGHBOURS else OUTCOMES[type(reading)]
    return kind(reading)


OUTCOMES: dict[type, type[ImportOutcome]] = {Reading: TableOutcome, SeriesReading: SeriesOutcome}
# Apart from the outcomes, so that a check can write nothing.
STORES: dict[type[ImportOutcome], Callable] = {TableOutcome: store_table, SeriesOutcome: store_series, NeighboursOutcome: store_neighbours}


def _compare(outcome: ImportOutcome) -> None:
    outcome.compare()
    look_back(outcome)


def require_name_of_nobody(name: str) -> None:
    """A file's name stands beside its figures, where Board members read it. Raises UnreadableFile."""
    if finds := sure_in([name]):
        raise UnreadableFile(
            f"The file’s name says “{finds[0].text}”, which looks like {finds[0].kind}, and is shown beside its figures, where Board "
            "members read it. Give the file another name, then choose it again."
        )


def _store(outcome: ImportOutcome, actor: Person, read: ReadFile) -> None:
    """All of it, under one batch that says where it came from."""
    require_name_of_nobody(read.name)
    counts = outcome.tally()
    source = Import.objects.create(
        shape=outcome.shape,
        mapping=outcome.reading.mapping,
        file_name=read.name[-200:],
        file_hash=read.file_hash,
        imported_by=actor,
        counts=counts,
    )
    STORES[type(outcome)](outcome, actor, source)
    store_words(outcome, actor, source)
    months = sorted({month_code(month) for month in outcome.months})
    record(
        actor=actor,
        verb="indicator.imported",
        target=source,
        file=read.name,
        table=str(outcome.shape),
        months=months,
        **counts,
        **outcome.facts,
    )
    outcome.source = source
