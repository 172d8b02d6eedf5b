"""The default tool's domains beside the indicators of the scorecard that speak of the same practice."""

from django.db import migrations

# Domain of the default tool: slugs of indicators, the nearest first.
LINKS = {
    "Relationship based practice and direct work": ["child-protection-visits-in-20-working-days-percent", "three-or-more-social-workers-percent"],
    "Assessment": ["assessments-in-45-working-days-percent"],
    "Multi-agency planning, review and decision making": [
        "initial-conferences-in-15-working-days-percent",
        "children-in-need-plans-authorised-in-20-working-days-percent",
    ],
    "Management oversight and supervision": ["case-supervision-percent", "management-oversight-percent"],
    "Overall outcomes and impact": ["repeat-child-protection-plans-percent", "re-referrals-percent"],
}


def add_links(apps, schema_editor):
    Domain, Indicator = apps.get_model("audits", "Domain"), apps.get_model("performance", "Indicator")
    DomainIndicator = apps.get_model("insight", "DomainIndicator")
    for name, slugs in LINKS.items():
        domain = Domain.objects.get(tool__version=1, name=name)
        for position, slug in enumerate(slugs, start=1):
            DomainIndicator.objects.create(domain=domain, indicator=Indicator.objects.get(slug=slug), position=position)


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial"), ("audits", "0002_default_tool"), ("performance", "0002_indicators")]
    operations = [migrations.RunPython(add_links, migrations.RunPython.noop)]
