"""What each indicator of the two regular tables counts, where nobody has written it: a name is no definition."""

from django.db import migrations

PERIOD_NOT_GIVEN = "The table does not say which period it covers; taken as at the end of the month."
IN_YEAR = "as a percentage of cared for children"
DEFINITIONS = {
    "MASH contacts": "Contacts about a child that reached the multi-agency safeguarding hub. One that needs children’s social care becomes a referral.",
    "Referrals": "Requests for a service from children’s social care that were accepted as referrals, counted on the day they started.",
    "Assessments": "Assessments of children’s needs under section 17 of the Children Act 1989, counted when they were completed.",
    "Children in need plans": "Children whose plan is an open child in need plan.",
    "Children in need": "All children with an open episode of need: being assessed, on a plan of any kind, or cared for.",
    "Section 47 enquiries": "Enquiries under section 47 of the Children Act 1989, made where a child may be suffering, or be likely to suffer, significant harm.",
    "Child protection conferences": "Initial child protection conferences that were held.",
    "Child protection plans": "Children who are the subject of a child protection plan.",
    "Cared for children": "Children in the council’s care, by agreement with their parents or by order of a court.",
    "MASH contacts actioned in 24 hours": "Contacts for which the multi-agency safeguarding hub settled within 24 hours what happens next, as a percentage of contacts.",
    "Assessments in 45 working days": "Assessments completed within 45 working days of the referral, as a percentage of those completed.",
    "Initial conferences in 15 working days": "Initial child protection conferences held within 15 working days of the start of the section 47 enquiry, as a percentage of those held.",
    "Children in need visited in 20 working days": "Children with an open child in need plan who were visited within the last 20 working days, as a percentage of children with such a plan.",
    "Child protection visits in 20 working days": "Children with a child protection plan who were visited within the last 20 working days, as a percentage of children with such a plan.",
    "Cared for children visited in time": f"Children whose latest visit came within the time that the regulations or their plan set, {IN_YEAR}.",
    "Children in need plans authorised in 20 working days": "Child in need plans of the locality teams that a manager authorised within the last 20 working days, as a percentage of their open plans.",
    "Assessments with no further action": "Assessments that ended without any further action by children’s social care, as a percentage of those completed.",
    "Case supervision": "Open cases with supervision recorded as often as the council expects, as a percentage of open cases: children in need, on child protection plans and cared for.",
    "Management oversight": "Open cases with a manager’s oversight recorded as often as the council expects, as a percentage of open cases: children in need, on child protection plans and cared for.",
    "Vacancy rate": f"Social workers’ posts that nobody holds, as a percentage of all of them. {PERIOD_NOT_GIVEN}",
    "Agency rate": f"Agency social workers as a percentage of all social workers. {PERIOD_NOT_GIVEN}",
    "Sickness absence": f"Working time lost to sickness as a percentage of all working time. {PERIOD_NOT_GIVEN}",
    "Three or more placements": f"Children who lived in three or more places within 12 months, {IN_YEAR}.",
    "Three or more social workers": f"Children who had three or more allocated social workers within 12 months, {IN_YEAR}.",
    "Care leavers in education, employment or training": "Care leavers aged 19 to 21 who are in education, employment or training, as a percentage of care leavers of that age.",
    "Care leavers in suitable accommodation": "Care leavers aged 19 to 21 who live somewhere suitable, as a percentage of care leavers of that age.",
    "Cared for children missing": f"Children who went missing from their placement at least once in the period, {IN_YEAR}.",
    "Dental checks": f"Children whose teeth were checked within 12 months, {IN_YEAR}.",
    "Annual health assessments": f"Children whose health was assessed within 12 months, {IN_YEAR}.",
    "Ceased cared for and adopted": "Children who left care by being adopted, as a percentage of all who left care in the period.",
    "Ceased cared for with a special guardianship order": "Children who left care to a special guardian, as a percentage of all who left care in the period.",
}


def write_definitions(apps, schema_editor):
    regular = apps.get_model("performance", "Indicator").objects.filter(series__in=["scorecard", "half-years"])
    for measure, definition in DEFINITIONS.items():
        regular.filter(measure__name=measure, definition__in=["", PERIOD_NOT_GIVEN]).update(definition=definition)


class Migration(migrations.Migration):
    dependencies = [("performance", "0010_neighbours_average")]
    operations = [migrations.RunPython(write_definitions, migrations.RunPython.noop)]
