from django.db.models import TextChoices


class Holding(TextChoices):
    """A kind of thing that people hold, of which something must become when they leave."""

    ACTIONS = "actions", "Open actions"
    OBSERVATIONS = "observations", "Observations to make"
    STUDIES = "studies", "Dip samples"
    COMMENTS = "comments", "Indicators and comments"
    COMMISSIONS = "commissions", "Commissioned work to answer"
    POSTS = "posts", "Posts and people"
    CONFIRMING = "confirming", "Posts that wait for a second person"
    AUDITS = "audits", "Audits not begun, and moderation"
    GRADING = "grading", "Calibration rounds to grade"
    HELPING = "helping", "Actions that they help with"
    BEGUN = "begun", "Audits begun"
    LETTERS = "letters", "Letters of feedback, and answers to challenges"
    EXEMPTIONS = "asked", "Exemptions that they asked for"
    VIEWS = "views", "Shared views of lists"
    REVIEWS = "reviews", "Reviews and sections of reports"


class HeldAs(TextChoices):
    """What somebody is to one thing that they hold."""

    ACTION = "action"
    OBSERVATION = "observation"
    STUDY = "study"
    INDICATOR = "indicator"
    COMMENT = "comment"
    COMMISSION = "commission"
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
    REVIEW = "review"
    REPORT_SECTION = "report_section"


class FoundIn(TextChoices):
    """Of what a text is in which words were found."""

    REASON = "reason", "Evidence and reason"
    NO_ACTION = "no_action", "Reason for no action"
    STRENGTH = "strength", "Strength"
    AREA = "area", "Area for improvement"
    VOICE = "voice", "What people said"
    CHECKLIST = "checklist", "Checklist"
    THEME = "theme", "Question of the month"
    RESPONSE = "response", "The team’s response"
    WHAT = "what", "Action"
    WHY = "why", "Why"
    EVIDENCE = "evidence", "Evidence that it is done"
    SEEN = "seen", "What was seen"
    STRENGTHS = "strengths", "Strengths"
    LEARNING = "learning", "Learning"
    FAMILY = "family", "What the child and family said"
    COMMENT = "comment", "Comment"
    COMMENT_ACTION = "comment_action", "Action in the comment"
    SECTION = "section", "Section"
    FINDING = "finding", "Key finding"
