"""The vocabulary of feeds."""

from django.db.models import TextChoices


class FeedAudience(TextChoices):
    """What the readers of a program may see; small numbers are protected for both."""

    BOARD = "board", "What the Board reads: months that are released to it"
    STAFF = "staff", "What all staff may read: every month"


class FeedScope(TextChoices):
    """Which tables a token opens."""

    AGGREGATES = "aggregates", "Grades, moderation, time taken and facts, by month"
    ACTIONS = "actions", "Actions, counted by month, without their words"
    INDICATORS = "indicators", "Indicators with their figures and comparators"
    REPORTS = "reports", "Tables of approved reports, as the Board reads them"


class FeedEvent(TextChoices):
    """What other systems are notified of."""

    RISK_NOW = "risk.now", "A child may be at risk now"
    REPORT_PUBLISHED = "report.published", "A report to the Board was approved"
    TEST = "test", "A test"


class WebhookKind(TextChoices):
    """In which form a receiver takes what it is sent."""

    JSON = "json", "Any system that takes JSON"
    TEAMS = "teams", "Microsoft Teams: a card in a channel"


class DeliveryState(TextChoices):
    """How far a message to a receiver is."""

    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    GIVEN_UP = "given_up", "Given up"


class ColumnKind(TextChoices):
    """What a column of a table holds."""

    MONTH = "month", "Month, as its first day"
    DAY = "day", "Day"
    TEXT = "text", "Text"
    INTEGER = "integer", "Whole number"
    DECIMAL = "decimal", "Number"
    YES_NO = "yes_no", "Yes or no"


class TableFormat(TextChoices):
    """In which a table can be taken."""

    CSV = "csv", "CSV"
    EXCEL = "xlsx", "Excel"
    PARQUET = "parquet", "Parquet"
