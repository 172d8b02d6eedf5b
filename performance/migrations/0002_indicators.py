"""The indicators of the two regular tables, so that an empty database can import them after `migrate` alone.

Labels are the tables' own, for the import finds an indicator by table, label and unit; the other words are ours.
"""

from django.db import migrations
from django.utils.text import slugify

NUMBER, PERCENT, RATE = "number", "percent", "rate per 10000 children"
AT_DATE, YEAR, SIX, ANNUALISED = "at_date", "rolling_12_months", "six_months", "six_months_annualised"
HIGHER, LOWER, NEUTRAL = "higher", "lower", "neutral"

# Area, then measure, label, unit, basis, polarity, decimals.
SCORECARD = [
    ("Demand", "MASH contacts", "MASH contact starts in last 12 months", NUMBER, YEAR, NEUTRAL, 0),
    ("Demand", "Referrals", "Referral starts in last 12 months", NUMBER, YEAR, NEUTRAL, 0),
    ("Demand", "Contacts that became referrals", "Contact to referral conversion rate in last 12 months", PERCENT, YEAR, NEUTRAL, 1),
    ("Demand", "Referrals", "Referral starts in last 12 months", RATE, YEAR, NEUTRAL, 1),
    ("Demand", "Assessments", "Assessments completed in last 12 months", NUMBER, YEAR, NEUTRAL, 0),
    ("Demand", "Assessments", "Assessments completed in last 12 months", RATE, YEAR, NEUTRAL, 1),
    ("Demand", "Children in need plans", "Children in need plans currently open", NUMBER, AT_DATE, NEUTRAL, 0),
    ("Demand", "Section 47 enquiries", "Children subject to section 47 enquiries in last 12 months", NUMBER, YEAR, NEUTRAL, 0),
    ("Demand", "Section 47 enquiries", "Children subject to section 47 enquiries in last 12 months", RATE, YEAR, NEUTRAL, 1),
    ("Demand", "Child protection plans", "Child protection plans currently open", NUMBER, AT_DATE, NEUTRAL, 0),
    ("Demand", "Child protection plans", "Child protection plans currently open", RATE, AT_DATE, NEUTRAL, 1),
    ("Demand", "Cared for children", "Cared for children currently open", NUMBER, AT_DATE, NEUTRAL, 0),
    ("Demand", "Cared for children", "Cared for children currently open", RATE, AT_DATE, NEUTRAL, 1),
    ("Timeliness", "MASH contacts actioned in 24 hours", "MASH contacts actioned within 24 hours in last 12 months", PERCENT, YEAR, HIGHER, 1),
    ("Timeliness", "Assessments in 45 working days", "Assessments completed within 45 working days in last 12 months", PERCENT, YEAR, HIGHER, 1),
    ("Timeliness", "Initial conferences in 15 working days", "Initial child protection conferences held within 15 working days in last 12 months", PERCENT, YEAR, HIGHER, 1),
    ("Timeliness", "Children in need visited in 20 working days", "Children in need with a visit within the last 20 working days", PERCENT, AT_DATE, HIGHER, 1),
    ("Timeliness", "Child protection visits in 20 working days", "Child protection with a visit within the last 20 working days", PERCENT, AT_DATE, HIGHER, 1),
    ("Timeliness", "Cared for children visited in time", "Cared for children with a visit within statutory timescales", PERCENT, AT_DATE, HIGHER, 1),
    ("Timeliness", "Children in need plans authorised in 20 working days", "Children in need plans authorised within the last 20 working days (localities teams)", PERCENT, AT_DATE, HIGHER, 1),
    ("Effectiveness", "Re-referrals", "Children with a previous referral within 12 months of their latest referral (rolling 12 months)", PERCENT, YEAR, LOWER, 1),
    ("Effectiveness", "Assessments with no further action", "Assessments completed in last 12 months with outcome of no further action", PERCENT, YEAR, LOWER, 1),
    ("Effectiveness", "Repeat child protection plans", "Children who became the subject of a child protection plan for a subsequent time in last 12 months", PERCENT, YEAR, LOWER, 1),
    ("Management", "Case supervision", "Open cases (CIN CP CfC) with appropriate case supervision recorded", PERCENT, AT_DATE, HIGHER, 1),
    ("Management", "Management oversight", "Open cases (CIN CP CfC) with appropriate management oversight recorded", PERCENT, AT_DATE, HIGHER, 1),
    ("Management", "Average caseload", "Average caseload (not full-time equivalent)", NUMBER, AT_DATE, LOWER, 1),
    ("Management", "Vacancy rate", "Vacancy rate", PERCENT, AT_DATE, LOWER, 1),
    ("Management", "Agency rate", "Agency rate", PERCENT, AT_DATE, LOWER, 1),
    ("Management", "Sickness absence", "Sickness absence", PERCENT, AT_DATE, LOWER, 2),
    ("Outcomes", "Three or more placements", "Cared for children with 3 or more placements", PERCENT, AT_DATE, LOWER, 1),
    ("Outcomes", "Three or more social workers", "Cared for children with 3 or more social workers", PERCENT, AT_DATE, LOWER, 1),
    ("Outcomes", "Care leavers in education, employment or training", "Care experienced aged 19-21 currently in education employment or training", PERCENT, AT_DATE, HIGHER, 1),
]

# A dated count of open plans is not the yearly return's count of children in need, so these two measures stay apart.
HALF_YEARS = [
    ("Referrals", "Referrals", RATE, ANNUALISED, NEUTRAL),
    ("Re-referrals", "Re-referrals", PERCENT, SIX, LOWER),
    ("Assessments", "Assessments", RATE, ANNUALISED, NEUTRAL),
    ("Assessments in 45 working days", "Assessments completed within 45 working days", PERCENT, SIX, HIGHER),
    ("Section 47 enquiries", "Section 47 enquiries", RATE, ANNUALISED, NEUTRAL),
    ("Section 47 enquiries", "Section 47 enquiries in period", NUMBER, SIX, NEUTRAL),
    ("Initial conferences from section 47 enquiries", "Initial child protection conferences resulting from section 47", NUMBER, SIX, NEUTRAL),
    ("Child protection conferences", "Child protection conferences", RATE, ANNUALISED, NEUTRAL),
    ("Children in need", "Children in need", RATE, AT_DATE, NEUTRAL),
    ("Child protection plans", "Child protection plans", RATE, AT_DATE, NEUTRAL),
    ("Cared for children", "Cared for children", RATE, AT_DATE, NEUTRAL),
    ("Cared for children missing", "Cared for children missing in period", PERCENT, SIX, LOWER),
    ("Dental checks", "Cared for children dental checks", PERCENT, AT_DATE, HIGHER),
    ("Annual health assessments", "Cared for children annual health assessment", PERCENT, AT_DATE, HIGHER),
    ("Ceased cared for and adopted", "Ceased cared for and adopted", PERCENT, SIX, NEUTRAL),
    ("Ceased cared for with a special guardianship order", "Ceased cared for with a special guardianship order", PERCENT, SIX, NEUTRAL),
    ("Care leavers in suitable accommodation", "Care leavers aged 19-21 in suitable accommodation", PERCENT, AT_DATE, HIGHER),
    ("Care leavers in education, employment or training", "Care leavers aged 19-21 in education employment or training", PERCENT, AT_DATE, HIGHER),
]

UNIT_WORDS = {NUMBER: "number", PERCENT: "percent", RATE: "rate"}

DEFINITIONS = {
    "Average caseload": "Open cases divided by workers who hold any. Part-time workers count as one, so the true load is a little higher.",
    "Vacancy rate": "The table does not say which period it covers; taken as at the end of the month.",
    "Agency rate": "The table does not say which period it covers; taken as at the end of the month.",
    "Sickness absence": "The table does not say which period it covers; taken as at the end of the month.",
    "Contacts that became referrals": "Referrals started as a percentage of contacts started, over the same 12 months.",
    "Re-referrals": "Children whose latest referral came within 12 months of an earlier one, as a percentage of children referred.",
    "Initial conferences from section 47 enquiries": "Section 47 enquiries in the period that led to an initial child protection conference.",
    "Repeat child protection plans": "Children on a plan for a second or later time, as a percentage of plans started in the period.",
}

MISSING_NOTE = "Treat with care: episodes of going missing and offers of return home interviews are not recorded reliably."


def add_indicators(apps, schema_editor):
    Measure, Indicator = apps.get_model("performance", "Measure"), apps.get_model("performance", "Indicator")

    def add(prefix, measure, unit, **fields):
        joined, _ = Measure.objects.get_or_create(name=measure)
        slug = f"{prefix}{slugify(measure)}-{UNIT_WORDS[unit]}"
        return Indicator.objects.create(slug=slug, measure=joined, unit=unit, definition=DEFINITIONS.get(measure, ""), **fields)

    for position, (area, measure, label, unit, basis, polarity, decimals) in enumerate(SCORECARD, start=1):
        add(
            "", measure, unit, series="scorecard", area=area, label=label,
            basis=basis, polarity=polarity, decimals=decimals, position=position,
        )
    for position, (measure, label, unit, basis, polarity) in enumerate(HALF_YEARS, start=1):
        note = MISSING_NOTE if measure == "Cared for children missing" else ""
        add("half-year-", measure, unit, series="half-years", label=label, basis=basis, polarity=polarity, position=position, quality_note=note)
    Indicator.objects.filter(slug="half-year-initial-conferences-from-section-47-enquiries-number").update(
        numerator_of=Indicator.objects.get(slug="half-year-section-47-enquiries-number")
    )


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_initial")]
    operations = [migrations.RunPython(add_indicators, migrations.RunPython.noop)]
