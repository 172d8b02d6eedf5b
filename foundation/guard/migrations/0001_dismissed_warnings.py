"""Warnings that were dismissed, which stood in the trail alone: the trail keeps its entries, as history."""

import django.db.models.deletion
import foundation.council.clock
from django.conf import settings
from django.db import migrations, models

# Of each entry that dismissed warnings: what they said, and where their marks stand.
KINDS = {"words.kept": "identity", "audit.warning_dismissed": "identity", "report.figures_confirmed": "figures"}


def carry_over(apps, schema_editor):
    dismissed = apps.get_model("guard", "DismissedWarning")
    for entry in apps.get_model("activity", "Entry").objects.filter(verb__in=KINDS).order_by("pk"):
        for mark in entry.facts.get("marks") or [entry.facts["mark"]]:
            dismissed.objects.get_or_create(
                target_type_id=entry.target_type_id,
                target_id=entry.target_id,
                kind=KINDS[entry.verb],
                mark=mark,
                defaults={"dismissed_by_id": entry.actor_id, "dismissed_on": entry.day},
            )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("activity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='DismissedWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_id', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('identity', 'Words look as if they said who somebody is'), ('figures', 'A text says of the figures what they do not')], max_length=10)),
                ('mark', models.CharField(max_length=64)),
                ('dismissed_on', models.DateField(default=foundation.council.clock.today)),
                ('dismissed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('target_type', 'target_id', 'kind', 'mark'), name='a_warning_dismissed_once')],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
