"""The vocabulary of performance indicators."""

from django.db.models import IntegerChoices, TextChoices


class Unit(TextChoices):
    NUMBER = "number", "Number"
    PERCENT = "percent", "%"
    RATE = "rate per 10000 children", "Rate per 10,000 children"


class Basis(TextChoices):
    """The period that a value covers, ending with its month."""

    AT_DATE = "at_date", "At a date"
    MONTH = "month", "Within the month"
    ROLLING_YEAR = "rolling_12_months", "Rolling 12 months"
    SIX_MONTHS = "six_months", "Six months"
    SIX_MONTHS_ANNUALISED = "six_months_annualised", "Six months, annualised"
    REPORTING_YEAR = "reporting_year", "Reporting year"


class Polarity(TextChoices):
    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEUTRAL = "neutral", "Neither is better by itself"


class Area(TextChoices):
    DEMAND = "Demand", "Demand"
    TIMELINESS = "Timeliness", "Timeliness"
    EFFECTIVENESS = "Effectiveness", "Effectiveness"
    MANAGEMENT = "Management", "Management"
    OUTCOMES = "Outcomes", "Outcomes"


class Series(TextChoices):
    """Which regular table an indicator belongs to; two tables may hold one measure on different bases."""

    SCORECARD = "scorecard", "Scorecard"
    HALF_YEARS = "half-years", "Half-year comparison"
    OTHER = "other", "Our other figures"
    PUBLISHED = "published", "Published figures"


REGULAR_TABLES = (Series.SCORECARD, Series.HALF_YEARS)
OUR_SERIES = (*REGULAR_TABLES, Series.OTHER)


class Shape(TextChoices):
    """What a file of figures may be."""

    SCORECARD = "scorecard", "Scorecard"
    HALF_YEARS = "half-years", "Half-year comparison"
    LONG = "long", "Long table: indicator, period, value"
    LAIT = "lait", "Local authority interactive tool (DfE)"
    NEIGHBOURS = "neighbours", "Statistical neighbours"
    EES = "ees", "Explore education statistics (DfE)"
    MAPPED = "mapped", "By a saved mapping"


class Layout(TextChoices):
    """How a file of no known shape gives its months."""

    LONG = "long", "A row for each figure, with a column that says the month"
    WIDE = "wide", "A column for each month"


class Meaning(TextChoices):
    """What a column of a file of no known shape holds."""

    INDICATOR = "indicator", "The indicator"
    PERIOD = "period", "The month"
    VALUE = "value", "The figure"
    PREVIOUS = "previous", "The previous figure"
    NEIGHBOURS = "neighbours", "The statistical neighbours’ average"
    STATUS = "status", "The status (1, 2 or 3)"
    AREA = "area", "The area of the scorecard"
    UNIT = "unit", "The unit"
    COUNCIL = "council", "The council"
    SERVICE = "service", "The service"
    TEAM = "team", "The team"
    COMMENT = "comment", "A comment on the figure"
    ACTION = "action", "An action"


# What only the whole council's figures have: a file that names any of it is for no team, service or other council.
OF_THE_COUNCIL = (Meaning.PREVIOUS, Meaning.NEIGHBOURS, Meaning.STATUS, Meaning.AREA)
PLACES = (Meaning.TEAM, Meaning.SERVICE, Meaning.COUNCIL)

# The primary key of the place that is our own council.
OUR_COUNCIL = 1
# The slug of the indicator that holds our own estimates of how many children there are.
OUR_CHILDREN = "children-aged-0-to-17"
# How published files name the ages that a population of children is of.
CHILDREN_AGED = "0 to 17"


class PlaceKind(TextChoices):
    OURS = "ours", "Our council"
    SERVICE = "service", "Our service"
    TEAM = "team", "Our team"
    COUNCIL = "council", "Council"
    REGION = "region", "Region"
    COUNTRY = "country", "England"


PARTS_OF_OURS = (PlaceKind.SERVICE, PlaceKind.TEAM)
OUR_KINDS = (PlaceKind.OURS, *PARTS_OF_OURS)


class ComparatorKind(TextChoices):
    STATISTICAL_NEIGHBOURS = "sn", "Statistical neighbours"
    REGION = "region", "Region"
    ENGLAND = "england", "England"


class AverageBy(TextChoices):
    """How the Department averages neighbours: in its local authority interactive tool, and in its dashboard of children’s social care."""

    MEAN = "mean", "Mean, as in the local authority interactive tool"
    MEDIAN = "median", "Median, as in the children’s social care dashboard"


class Status(IntegerChoices):
    """Entered by a person; never computed from the arrow."""

    GOOD = 1, "Overall good or improving situation"
    CONCERNING = 2, "Overall improving but impact still concerning"
    NOT_IMPROVING = 3, "Not improving"


class LongTableRow(TextChoices):
    """What a row of the long table holds, as its column `what` says it."""

    FIGURE = "figure"
    QUOTED = "comparator as quoted"
