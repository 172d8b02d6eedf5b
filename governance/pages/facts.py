"""What the portal says of itself for the impact assessment and the record of processing: from settings, rules and tables as they are."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import connection
from django.db.models import Count

from audits.enums import AgeBand, PlanType
from foundation.accounts.enums import CASE_READING, Role
from foundation.accounts.forms import ROLE_HINTS
from foundation.accounts.models import PersonRole
from foundation.activity.models import Segment
from foundation.council.models import Council
from foundation.documents import AnyRow, Column, DocumentPart, ShortDocument, Table
from foundation.documents.formats import uk_date
from foundation.second_factors.models import RequiredSecondFactor
from governance.enums import RecordKind
from governance.models import LegalHold, SubjectRequest
from governance.queries.data_map import MappedField, data_map
from governance.queries.keeping import keeping_rules

from .retention import BECOMES, COUNTED_FROM, HOLDS

KEY_STAYS_OUTSIDE = (
    "A child’s record is known here by its case ID alone. Which child that is, only the council’s case system can say: no table of the"
    " portal has a column for a child’s name, date of birth, address, NHS number or UPN, and case IDs that were replaced are not kept in"
    " pairs."
)
YOURS = "Your council writes this part: the portal cannot know it."
DATABASES = {"sqlite": "SQLite, one file on the server", "postgresql": "PostgreSQL"}


def dpia_document(on: datetime.date) -> ShortDocument:
    """Facts for an impact assessment; what only the council can judge is left to it by name."""
    return ShortDocument(
        title="Facts for the data protection impact assessment",
        facts=_head(on),
        parts=[
            DocumentPart("What it is for", [_PURPOSE]),
            DocumentPart("About children and families", _about_children()),
            DocumentPart("About staff", [_ABOUT_STAFF]),
            DocumentPart("How a child cannot be recognised", [KEY_STAYS_OUTSIDE]),
            DocumentPart("Who can read what", table=_roles_table()),
            DocumentPart("Where it runs", bullets=_hosting()),
            DocumentPart("Signing in", bullets=_signing_in()),
            DocumentPart("What shows that nobody looked or changed without need", bullets=_accountability()),
            DocumentPart("How long it is kept", table=_retention_table(on)),
            DocumentPart("Rights", bullets=_rights()),
            DocumentPart("Risks that the portal lowers, and how", table=_risks_table()),
            DocumentPart("Necessity, proportionality, consultation and what risk is left", [YOURS]),
        ],
        foot=f"Facts for the impact assessment, {uk_date(on)}",
    )


def processing_document(on: datetime.date) -> ShortDocument:
    """A record of processing, as article 30 asks for it."""
    council = Council.current()
    return ShortDocument(
        title="Record of processing",
        facts=_head(on),
        parts=[
            DocumentPart("Controller", [council.name]),
            DocumentPart("Who answers for data protection", [council.data_protection or f"Not written yet. {_SETTINGS}"]),
            DocumentPart("Purpose", [_PURPOSE]),
            DocumentPart("Lawful basis", [YOURS]),
            DocumentPart("Whom it is about", bullets=_SUBJECTS),
            DocumentPart("What is held", [*_about_children(), _ABOUT_STAFF]),
            DocumentPart("Tables of the portal that hold it", table=_tables_table()),
            DocumentPart("Who receives it", table=_roles_table()),
            DocumentPart("Outside the council", bullets=_OUTSIDE),
            DocumentPart("Countries outside the United Kingdom", ["The portal sends nothing anywhere by itself but mail to staff.", YOURS]),
            DocumentPart("How long it is kept", table=_retention_table(on)),
            DocumentPart("How it is protected", bullets=[*_hosting(), *_signing_in(), *_accountability()]),
        ],
        foot=f"Record of processing, {uk_date(on)}",
    )


_SETTINGS = "An administrator writes it under Settings, The council."
_PURPOSE = (
    "To audit the council’s own social work practice with children, agree what was found, act on it, and report totals to its leaders and"
    " its Improvement Board."
)
_ABOUT_STAFF = (
    "Name, e-mail address at work, job title, team, line manager, roles and dates away; what each wrote, decided and was given to do; what"
    " was found about work that they did; who opened which audit, and sign-ins with the network address."
)
_SUBJECTS = (
    "Children whose record is audited, by case ID alone",
    "Their families and carers, in what was found and said, without names",
    "Staff of the council who do the work, audit it, manage it or lead it",
    "Auditors of partner agencies, where there are any",
)
_OUTSIDE = (
    "Partner agencies: a reference and what to look at, for their own part of a multi-agency audit",
    "Inspectors: packs that leaders make, with single records only where somebody ticks that",
    "The Improvement Board: totals, without a child or a worker, small numbers held back",
)


def _head(on: datetime.date) -> list[tuple[str, str]]:
    return [("Council", Council.current().name), ("As the portal is set on", uk_date(on)), ("Version", settings.VERSION)]


def _about_children() -> list[str]:
    plans, ages = (", ".join(str(label) for label in kind.labels).lower() for kind in (PlanType, AgeBand))
    return [
        f"A case ID; the team and the worker; the kind of plan ({plans}); the age band ({ages}).",
        "What auditors and moderators found, their grades and reasons; what children, families and practitioners said, without names;"
        " actions that follow, and what shows that they are done; a worry that a child may be at risk now, and what was done.",
        "Words that look like a name, a date of birth, an NHS number or a postcode are pointed out to the person who writes them.",
    ]


def _roles_table() -> Table:
    counted = dict(PersonRole.objects.filter(person__is_active=True).order_by().values_list("role").annotate(people=Count("pk")))
    columns = [
        Column("Role", names_row=True, width=2),
        Column("What it opens", width=5),
        Column("Second person confirms", width=2),
        Column("People", numeric=True),
    ]
    rows: list[AnyRow] = [
        [role.label, ROLE_HINTS[role], "Yes" if role in CASE_READING else "No", counted.get(role.value, 0)] for role in Role
    ]
    return Table("Roles", columns, rows)


def _hosting() -> list[str]:
    files = "an object store" if "stores" in settings.STORAGES["evidence"]["BACKEND"] else "a folder of the server that is not served"
    connections = "encrypted (HTTPS only)" if settings.SECURE else "not encrypted: this is set up for trying it out"
    mail = "sent through the council’s server; it names no child and quotes no audit" if settings.MAIL_IS_SET_UP else "none is sent"
    return [
        f"Database: {DATABASES.get(connection.vendor, connection.vendor)}",
        f"Files of evidence: {files}",
        f"Connections are {connections}",
        f"Mail to staff: {mail}",
        "No page takes anything from another site: fonts, scripts and pictures are the portal’s own",
    ]


def _signing_in() -> list[str]:
    required = [str(Role(role).label) for role in RequiredSecondFactor.objects.values_list("role", flat=True)]
    hours = settings.SESSION_COOKIE_AGE // 3600
    return [
        f"Signed out after {settings.SESSION_IDLE_MINUTES} minutes without doing anything, and {hours} hours after signing in",
        f"A second step is required of: {', '.join(required)}"
        if required
        else "A second step is offered to everybody, and required of no role",
        "The password is asked for again before what is weighty: approving, taking everything on somebody, confirming a removal",
        "Wrong tries are slowed down by account and by address; common passwords are refused; nobody knows another’s password",
        *(["People can sign in with their council account"] if settings.OIDC_ROLES else []),
    ]


def _accountability() -> list[str]:
    last = Segment.objects.order_by("sealed_at").last()
    sealed = f"sealed last on {uk_date(last.sealed_at.date())}" if last else "not sealed yet"
    return [
        "Every answer that shows case content is logged with who, when and which; each page says who sees the log",
        f"The trail and the reading log are chained by SHA-256, and {sealed}; the database refuses to change a row",
        f"The heads of the chain are {'also' if settings.TRAIL_ANCHOR else 'not yet'} written outside the database",
        "What retention removes leaves its hash and its certificate, so the chain can still be verified",
    ]


def _retention_table(on: datetime.date) -> Table:
    columns = [
        Column("Kind of record", names_row=True, width=4),
        Column("Kept for", width=2),
        Column("Counted from", width=3),
        Column("Then", width=4),
    ]
    rows: list[AnyRow] = [
        [
            f"{rule.kind.label}: {HOLDS[RecordKind(rule.kind)].lower()}",
            f"{rule.years} years after its financial year",
            COUNTED_FROM[rule.kind],
            BECOMES[rule.kind],
        ]
        for rule in keeping_rules()
    ]
    return Table("Retention", columns, rows)


def _rights() -> list[str]:
    on_hold = LegalHold.objects.filter(ended_on=None).count()
    return [
        "Access: a register with the days that the law counts, and everything on a case ID or a member of staff as one file",
        f"Requests in the register: {SubjectRequest.objects.count()}, of which open: {SubjectRequest.objects.open().count()}",
        "Rectification: facts of a record are corrected with a reason; agreed grades are opened again, the earlier version is kept",
        f"Erasure: by the rules of retention; legal holds not ended: {on_hold}",
        "No decision about anybody is made by the portal alone",
    ]


def _risks_table() -> Table:
    columns = [Column("Risk", names_row=True, width=3), Column("What the portal does", width=5)]
    rows: list[AnyRow] = [
        [
            "A child is recognised",
            "Case ID alone; a warning on words that look like an identity; small numbers held back from wider audiences",
        ],
        [
            "Somebody reads a record without need",
            "Rows are shown by role, team and part in the audit; each reading is logged, and leads see the log",
        ],
        ["A worker is ranked or profiled", "Nothing totals, ranks or follows grades by practitioner"],
        [
            "An account is taken over",
            "Limits of sessions, second steps, a second person for roles that read cases, the password asked again",
        ],
        ["Records are kept for too long", "Rules of retention with a preview, a second person and a certificate"],
        ["A log is altered", "A chain of hashes, triggers in the database, heads written outside"],
    ]
    return Table("Risks", columns, rows)


def _tables_table() -> Table:
    columns = [Column("Table", names_row=True, width=3), Column("Fields that can hold personal data", width=6)]
    rows: list[AnyRow] = [[table.name[:1].upper() + table.name[1:], _fields(table.fields)] for table in data_map() if table.fields]
    return Table("Tables", columns, rows)


def _fields(fields: Iterable[MappedField]) -> str:
    return ", ".join(dict.fromkeys(field.name.replace("_", " ") for field in fields))
