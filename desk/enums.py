from django.db.models import TextChoices


class Holding(TextChoices):
    """A kind of thing that people hold, of which something must become when they leave."""

    ACTIONS = "actions", "Open actions"
    OBSERVATIONS = "observations", "Observations to make"
    OBSERVED = "observed", "Observations of their own practice"
    VOICES = "voices", "Voices to gather"
    STUDIES = "studies", "Dip samples"
    COMMENTS = "comments", "Indicators and comments"
    COMMISSIONS = "commissions", "Commissioned work to answer"
    DECISIONS = "decisions", "Decisions of check and challenge"
    PRIORITIES = "priorities", "Priorities of the improvement plan"
    EVENTS = "events", "Events to organise"
    PARTS = "parts", "Parts of audits with other agencies"
    POSTS = "posts", "Posts and people"
    CONFIRMING = "confirming", "Posts that wait for a second person"
    AUDITS = "audits", "Audits not begun, and moderation"
    GRADING = "grading", "Calibration rounds to grade"
    HELPING = "helping", "Actions that they help with"
    BEGUN = "begun", "Audits begun"
    LETTERS = "letters", "Letters of feedback, and answers to challenges"
    EXEMPTIONS = "asked", "Exemptions that they asked for"
    VIEWS = "views", "Shared views of lists"
    TOKENS = "tokens", "Tokens with which programs read"
    REVIEWS = "reviews", "Reviews and sections of reports"
    PUBLICATIONS = "publications", "What they write or review for all staff"


class HeldAs(TextChoices):
    """What somebody is to one thing that they hold."""

    ACTION = "action"
    OBSERVATION = "observation"
    VOICE = "voice"
    STUDY = "study"
    INDICATOR = "indicator"
    COMMENT = "comment"
    COMMISSION = "commission"
    DECISION = "decision"
    PRIORITY = "priority"
    EVENT = "event"
    PART = "part"
    TEAM = "team"
    SERVICE = "service"
    HEAD = "head"
    REPORTS = "reports"
    AUDIT = "audit"
    MODERATION = "moderation"
    GRADING = "grading"
    LETTER = "letter"
    CHALLENGE = "challenge"
    EXEMPTION = "exemption"
    VIEW = "view"
    TOKEN = "token"
    REVIEW = "review"
    REPORT_SECTION = "report_section"
    PUBLICATION = "publication"
    PUBLICATION_REVIEW = "publication_review"


class UnusualReading(TextChoices):
    """Why a day of somebody's readings is shown to QA leads: what each means is in `queries/unusual.py`."""

    BREAK_GLASS = "break_glass", "Out of remit, by break-glass"
    REFUSED = "refused", "Out of remit, and refused"
    INTEREST = "interest", "A record in which they declared an interest"
    OUT_OF_HOURS = "out_of_hours", "Out of hours"
    MANY_IN_AN_HOUR = "many_in_an_hour", "Many in an hour"
    MANY_IN_A_DAY = "many_in_a_day", "Many in a day"


# What a list of unusual readings is narrowed to.
OPEN, LOOKED_AT = "open", "looked-at"


class ReaderKind(TextChoices):
    """Who asks, in the table of who sees what: a role, and where it matters how they stand to the record."""

    LEAD = "lead", "QA lead"
    DIRECTOR = "director", "Director"
    HEAD = "head", "Head of its service"
    OTHER_HEAD = "other_head", "Head of another service"
    SERVICE_MANAGER = "service_manager", "Its service manager"
    MANAGER = "manager", "Manager of its team"
    OTHER_MANAGER = "other_manager", "Manager of another team"
    AUDITOR = "auditor", "Its auditor"
    OTHER_AUDITOR = "other_auditor", "Another auditor"
    MODERATOR = "moderator", "Its moderator"
    WORKER = "worker", "Its worker"
    OTHER_WORKER = "other_worker", "Another practitioner"
    OBSERVER = "observer", "Observer"
    ANALYST = "analyst", "Analyst"
    BOARD = "board", "Board member"
    GOVERNANCE = "governance", "Information governance officer"
    ADMINISTRATOR = "administrator", "Administrator"
