"""How many children there are by our own figures: ready to be imported, and what our rates are rates of."""

from django.db import migrations

SLUG = "children-aged-0-to-17"
RATE = "rate per 10000 children"
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
    children = Indicator.objects.filter(slug=SLUG).first()
    if children is None:
        measure, _ = Measure.objects.get_or_create(name="Children aged 0 to 17")
        children = Indicator.objects.create(
            slug=SLUG,
            measure=measure,
            label="Children aged 0 to 17",
            unit="number",
            basis="at_date",
            polarity="neutral",
            series="other",
            definition="Our own estimate of the children who live in the council’s area, at the middle of a year.",
        )
    ours = Indicator.objects.filter(series__in=["scorecard", "half-years"], denominator=None)
    ours.filter(unit=RATE).update(denominator=children)
    ours.filter(slug__in=COUNTS).update(denominator=children)


class Migration(migrations.Migration):
    dependencies = [("performance", "0003_our_council")]
    operations = [migrations.RunPython(add_children, migrations.RunPython.noop)]
