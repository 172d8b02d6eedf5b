"""The indicators of the two regular tables and our own council, so that an empty database can import them after `migrate` alone.

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

PERIOD_NOT_GIVEN = "The table does not say which period it covers; taken as at the end of the month."
IN_YEAR = "as a percentage of cared for children"
DEFINITIONS = {
    "MASH contacts": "Contacts about a child that reached the multi-agency safeguarding hub. One that needs children’s social care becomes a referral.",
    "Referrals": "Requests for a service from children’s social care that were accepted as referrals, counted on the day they started.",
    "Contacts that became referrals": "Referrals started as a percentage of contacts started, over the same 12 months.",
    "Assessments": "Assessments of children’s needs under section 17 of the Children Act 1989, counted when they were completed.",
    "Children in need plans": "Children whose plan is an open child in need plan.",
    "Section 47 enquiries": "Enquiries under section 47 of the Children Act 1989, made where a child may be suffering, or be likely to suffer, significant harm.",
    "Child protection plans": "Children who are the subject of a child protection plan.",
    "Cared for children": "Children in the council’s care, by agreement with their parents or by order of a court.",
    "MASH contacts actioned in 24 hours": "Contacts for which the multi-agency safeguarding hub settled within 24 hours what happens next, as a percentage of contacts.",
    "Assessments in 45 working days": "Assessments completed within 45 working days of the referral, as a percentage of those completed.",
    "Initial conferences in 15 working days": "Initial child protection conferences held within 15 working days of the start of the section 47 enquiry, as a percentage of those held.",
    "Children in need visited in 20 working days": "Children with an open child in need plan who were visited within the last 20 working days, as a percentage of children with such a plan.",
    "Child protection visits in 20 working days": "Children with a child protection plan who were visited within the last 20 working days, as a percentage of children with such a plan.",
    "Cared for children visited in time": f"Children whose latest visit came within the time that the regulations or their plan set, {IN_YEAR}.",
    "Children in need plans authorised in 20 working days": "Child in need plans of the locality teams that a manager authorised within the last 20 working days, as a percentage of their open plans.",
    "Re-referrals": "Children whose latest referral came within 12 months of an earlier one, as a percentage of children referred.",
    "Assessments with no further action": "Assessments that ended without any further action by children’s social care, as a percentage of those completed.",
    "Repeat child protection plans": "Children on a plan for a second or later time, as a percentage of plans started in the period.",
    "Case supervision": "Open cases with supervision recorded as often as the council expects, as a percentage of open cases: children in need, on child protection plans and cared for.",
    "Management oversight": "Open cases with a manager’s oversight recorded as often as the council expects, as a percentage of open cases: children in need, on child protection plans and cared for.",
    "Average caseload": "Open cases divided by workers who hold any. Part-time workers count as one, so the true load is a little higher.",
    "Vacancy rate": f"Social workers’ posts that nobody holds, as a percentage of all of them. {PERIOD_NOT_GIVEN}",
    "Agency rate": f"Agency social workers as a percentage of all social workers. {PERIOD_NOT_GIVEN}",
    "Sickness absence": f"Working time lost to sickness as a percentage of all working time. {PERIOD_NOT_GIVEN}",
    "Three or more placements": f"Children who lived in three or more places within 12 months, {IN_YEAR}.",
    "Three or more social workers": f"Children who had three or more allocated social workers within 12 months, {IN_YEAR}.",
    "Care leavers in education, employment or training": "Care leavers aged 19 to 21 who are in education, employment or training, as a percentage of care leavers of that age.",
    "Initial conferences from section 47 enquiries": "Section 47 enquiries in the period that led to an initial child protection conference.",
    "Child protection conferences": "Initial child protection conferences that were held.",
    "Children in need": "All children with an open episode of need: being assessed, on a plan of any kind, or cared for.",
    "Cared for children missing": f"Children who went missing from their placement at least once in the period, {IN_YEAR}.",
    "Dental checks": f"Children whose teeth were checked within 12 months, {IN_YEAR}.",
    "Annual health assessments": f"Children whose health was assessed within 12 months, {IN_YEAR}.",
    "Ceased cared for and adopted": "Children who left care by being adopted, as a percentage of all who left care in the period.",
    "Ceased cared for with a special guardianship order": "Children who left care to a special guardian, as a percentage of all who left care in the period.",
    "Care leavers in suitable accommodation": "Care leavers aged 19 to 21 who live somewhere suitable, as a percentage of care leavers of that age.",
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


# How many children there are by our own figures: ready to be imported, and what our rates are rates of.
CHILDREN = "Children aged 0 to 17"
# Counts of children, or of what happens to them. An average caseload is a number too, and no rate of it would mean anything.
COUNTS = (
    "mash-contacts-number",
    "referrals-number",
    "assessments-number",
    "children-in-need-plans-number",
    "section-47-enquiries-number",
    "child-protection-plans-number",
    "cared-for-children-number",
)


def add_children(apps, schema_editor):
    Measure, Indicator = apps.get_model("performance", "Measure"), apps.get_model("performance", "Indicator")
    children = Indicator.objects.create(
        slug=slugify(CHILDREN),
        measure=Measure.objects.create(name=CHILDREN),
        label=CHILDREN,
        unit=NUMBER,
        basis=AT_DATE,
        polarity=NEUTRAL,
        series="other",
        definition="Our own estimate of the children who live in the council’s area, at the middle of a year.",
    )
    ours = Indicator.objects.filter(series__in=["scorecard", "half-years"])
    ours.filter(unit=RATE).update(denominator=children)
    ours.filter(slug__in=COUNTS).update(denominator=children)


def add_our_council(apps, schema_editor):
    # The first row of an empty table, so its key is 1 and the next one's 2, whichever database counts.
    apps.get_model("performance", "Place").objects.create(kind="ours", name="Our council")


def add_all(apps, schema_editor):
    """One step, since each step of a migration makes every model again."""
    add_indicators(apps, schema_editor)
    add_children(apps, schema_editor)
    add_our_council(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_initial")]
    operations = [migrations.RunPython(add_all, migrations.RunPython.noop)]
