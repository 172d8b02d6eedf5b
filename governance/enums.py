"""What the registers of information governance know."""

from django.db.models import TextChoices


class RecordKind(TextChoices):
    """What a rule of retention is for."""

    CHILD_RECORDS = "child_records", "Audited records"
    LISTED = "listed", "Listed records that were not audited"
    OBSERVATIONS = "observations", "Observations without an audit"
    VOICES = "voices", "Voices without an audit"
    LISTS = "lists", "Uploaded lists"
    PACKS = "packs", "Packs with single records"
    MAIL = "mail", "Mail and reminders"
    ACCOUNTS = "accounts", "Accounts of people who left"
    SUBJECT_ACCESS = "subject_access", "Subject access register"
    READING_LOG = "reading_log", "Reading log"
    TRAIL = "trail", "Trail"


class HoldKind(TextChoices):
    CASE = "case", "Everything on a case ID"
    AUDIT = "audit", "One audit"
    WORKER = "worker", "Everything about a worker"


class SubjectKind(TextChoices):
    CHILD = "child", "A child: everything on a case ID"
    WORKER = "worker", "A member of staff"
    UNKNOWN = "unknown", "Not known yet"


class RequestedBy(TextChoices):
    """Who asked. No name is kept here: the council’s own system has it under the reference."""

    SUBJECT = "subject", "The person themselves"
    PARENT = "parent", "A parent or guardian"
    SOLICITOR = "solicitor", "A solicitor or advocate"
    OTHER = "other", "Somebody else who may act for them"


class ClarificationAbout(TextChoices):
    WHAT = "what", "What information is sought"
    OTHER = "other", "Anything else"


class RequestOutcome(TextChoices):
    GIVEN = "given", "Everything was given"
    PART = "part", "Part was withheld"
    NOTHING_HELD = "nothing_held", "Nothing is held"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "The request was withdrawn"


class ComplaintOutcome(TextChoices):
    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Partly upheld"
    NOT_UPHELD = "not_upheld", "Not upheld"
    WITHDRAWN = "withdrawn", "Withdrawn"


class FieldWay(TextChoices):
    """How a field of a table is looked at when everything on a case ID or a worker is sought."""

    CASE_ID = "case_id", "holds a case ID"
    PERSON = "person", "names a person by their account"
    WORDS = "words", "is searched for the case ID or the name as words"
    CELLS = "cells", "is searched for them in what it keeps together"
    TARGET = "target", "points to what was found"
    FILE = "file", "is a file, and is not opened"


class PassedOver(TextChoices):
    """Why something that is old enough is passed over, besides a legal hold."""

    STILL_OPEN = "still_open", "an audit of it is not finished"
    OPEN_ACTION = "open_action", "an action is open"
    OPEN_RISK = "open_risk", "a risk is open"
    NOT_FINISHED = "not_finished", "it is not finished"
    LOGGED = "logged", "legal holds on what it is about"
    SEPARATION = "separation", "names that keep two parts in two hands"


class Uploaded(TextChoices):
    """A list that waits, as the preview calls it."""

    SAMPLE = "sample", "List for a sample that was not drawn,"
    ALLOCATION = "allocation", "List for an allocation,"
    PAST_AUDITS = "past_audits", "List of past audits,"
    PEOPLE = "people", "List of people,"
