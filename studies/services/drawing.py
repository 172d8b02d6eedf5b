"""Drawing the records of a wave, by the engine that draws a month's sample."""

import secrets
from io import BytesIO

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.sampling.calculations import Candidate, DoesNotFit, draw
from audits.sampling.queries.said import said_of_lists
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.protecting import protected
from audits.sampling.reading.records import ListedRecord, RecordList, read_records
from audits.sampling.services.lists import LIMITS, SEEDS, check_records
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.names import case_key
from foundation.sheets import Sheet, read_rows
from foundation.sheets.sheet import Rows
from studies.enums import ReadState
from studies.models import Study, StudyRecord, Wave
from studies.permissions import can_run

MOST_WAVES = 12
DRAWN_BEFORE = "Drawn in an earlier wave"


@transaction.atomic
def draw_wave(
    *,
    actor: Person,
    study: Study,
    name: str,
    cases: str = "",
    file_name: str = "",
    content: bytes = b"",
    seed: int | None = None,
    kept: str = "",
) -> Wave:
    """Draw the study's number of records from a list: case IDs, one on a line, or a spreadsheet with a column of them.

    As many again wait in reserve. Records of earlier waves are left out, so that two waves are two samples. Raises ValidationError by
    field, UnreadableFile, RefusedRows.
    """
    study = locked(Study.objects.for_page(), pk=study.pk)
    require(can_run, actor, study)
    if not study.is_open:
        raise StaleState(f"{study.short_name} is finished. Open it again before you draw more records.")
    place = study.waves.count() + 1
    if place > MOST_WAVES:
        raise ValidationError(f"A study has at most {MOST_WAVES} waves.")
    if bool(cases.strip()) == bool(content):
        raise ValidationError({"cases": "Paste the case IDs, or choose a file: one of the two."})
    listed = _listed(read_rows(BytesIO(content), file_name, limits=LIMITS) if content else _pasted(cases))
    looked = check_for_identities({"name": name}, audience=Audience.STAFF, kept=kept)
    drawn_before = set(StudyRecord.objects.drawn().filter(wave__study=study).values_list("case_key", flat=True))
    candidates = [Candidate(each.case, "", left_out=DRAWN_BEFORE if case_key(each.case) in drawn_before else "") for each in listed.records]
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    try:
        found = draw(candidates, size=study.size, seed=seed)
    except DoesNotFit:
        raise ValidationError({"cases": "Every record of this list was drawn in an earlier wave. Bring a list of other records."}) from None
    wave = Wave(
        study=study, place=place, name=name.strip() or f"Wave {place}", drawn_on=today(), seed=seed, size=study.size,
        listed=len(listed.records), left_out=sum(map(len, found.left_out.values())), file_name=file_name[:200],
    )  # fmt: skip
    wave.save()
    looked.keep(actor, wave)
    _keep(wave, {each.case: each for each in listed.records}, found.drawn.get("", []), found.reserves.get("", []))
    record(actor=actor, verb="study.drawn", target=study, wave=wave.name, seed=seed, listed=wave.listed, drawn=len(found.cases))
    return wave


def _pasted(cases: str) -> Sheet:
    header = ["Case ID"]
    lines = [line.strip().rstrip(",;") for line in cases.splitlines() if line.strip()]
    if len(lines) > LIMITS.rows:
        raise ValidationError({"cases": f"Paste at most {LIMITS.rows:,} case IDs."})
    return Sheet(header, Rows(header, list(range(1, len(lines) + 1)), [[line] for line in lines]), [], 0, name="Pasted")


def _listed(sheet: Sheet) -> RecordList:
    """The records of the list, without what says who a child is."""
    said = said_of_lists()
    return check_records(read_records(protected(sheet, today(), said.columns), said))


def _keep(wave: Wave, by_case: dict[str, ListedRecord], drawn: list[str], reserves: list[str]) -> None:
    matching = Matching()
    states = [(case, ReadState.TO_READ) for case in drawn] + [(case, ReadState.RESERVE) for case in reserves[: len(drawn)]]
    StudyRecord.objects.bulk_create(
        StudyRecord(
            wave=wave,
            place=place,
            case_id=case,
            team_id=matching.team(by_case[case]),
            worker_id=matching.worker(by_case[case]),
            state=state,
        )
        for place, (case, state) in enumerate(states, start=1)
    )
