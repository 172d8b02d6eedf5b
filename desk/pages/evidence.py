"""The evidence pack: one document for the people who have to say that the portal is secure, made of what is kept beside it."""

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from desk.queries.logs import last_check as last_check_of_logs
from foundation.activity.models import LogCheck
from foundation.health.last_checks import RESTORE, last_check
from foundation.health.parts import parts

STATUS = {"met": "met, each with the test that shows it", "not met": "not met", "does not apply": "do not apply, each with the reason"}


def evidence_pack() -> str:
    """As Markdown."""
    return "\n".join(
        [
            f"# Evidence of the portal's security, version {settings.VERSION}",
            "",
            *_checks(),
            *_requirements(),
            *_components(),
        ]
    )


def _checks() -> list[str]:
    return [
        "## Last checks",
        "",
        f"* Restoring a backup (`restore --verify`): {_said(last_check(RESTORE))}",
        f"* The trail and the reading log against their seals (`verify_trail`): {_said(_of_logs(last_check_of_logs()))}",
        "",
    ]


def _of_logs(check: LogCheck | None) -> dict[str, Any] | None:
    return {"at": check.at.isoformat(timespec="seconds"), "held": not check.broken} if check else None


def _said(check: dict[str, Any] | None) -> str:
    if check is None:
        return "never on this server. Run it now."
    return f"{check['at']}, {'it held' if check['held'] else 'IT DID NOT HOLD: look at what the command says'}."


def _requirements() -> Iterator[str]:
    with (settings.BASE_DIR / "docs" / "asvs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    counted = Counter(row["status"] for row in rows)
    yield from ("## OWASP ASVS 5.0.0, levels 1 and 2", "", f"{len(rows)} requirements, all in `docs/asvs.csv`:", "")
    yield from (f"* {counted[status]} {words}" for status, words in STATUS.items())
    yield from ("", "Not met:", "")
    yield from (f"* V{row['id']} (level {row['level']}): {row['words']}" for row in rows if row["status"] == "not met")
    yield ""


def _components() -> Iterator[str]:
    found = parts()
    yield from ("## What it is made of", "", f"{len(found)} packages, each with its version and hash in `manage.py bill_of_materials`.", "")
    for licence, number in sorted(Counter(part.licence or "not installed here, so not known here" for part in found).items()):
        yield f"* {licence}: {number}"
    yield from (
        "",
        "How old each release is, is not said: neither the packages nor their hashes hold the day on which they were released, and this"
        " server asks no registry. `make check` asks for known vulnerabilities where it can reach their data.",
        "",
    )
