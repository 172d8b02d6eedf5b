"""Who is moderated by rule: the month's setting, the rules, and what they said of each audit."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def keep_the_unmoderated(apps, schema_editor):
    apps.get_model("audits", "Cycle").objects.filter(moderation_required=False).update(moderation_rule="none")


class Migration(migrations.Migration):
    dependencies = [("audits", "0007_change_codes")]

    operations = [
        migrations.AddField(
            model_name="cycle",
            name="moderation_rule",
            field=models.CharField(
                choices=[("all", "All of them"), ("by_rule", "Those chosen by the rules"), ("none", "None of them")],
                default="all",
                max_length=10,
                verbose_name="which audits are moderated",
            ),
        ),
        migrations.RunPython(keep_the_unmoderated, migrations.RunPython.noop),
        migrations.RemoveField(model_name="cycle", name="moderation_required"),
        migrations.CreateModel(
            name="ModerationRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("best_and_worst", models.BooleanField(default=True, verbose_name="every Inadequate and Outstanding")),
                ("first_audits", models.PositiveSmallIntegerField(default=3, verbose_name="an auditor’s first audits")),
                (
                    "percentage",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percentage of the rest, at random",
                    ),
                ),
                ("seed", models.PositiveIntegerField(default=1, help_text="The same seed draws the same audits again.")),
            ],
            options={
                "verbose_name_plural": "moderation rules",
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_set_of_moderation_rules")],
            },
        ),
        migrations.CreateModel(
            name="ModerationChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "chosen_by",
                    models.CharField(
                        choices=[
                            ("grade", "Chosen as Inadequate or Outstanding"),
                            ("first", "Chosen as one of the auditor’s first"),
                            ("random", "Chosen at random"),
                            ("nobody", "Not chosen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("seed", models.PositiveIntegerField(blank=True, help_text="Where a lot was drawn.", null=True)),
                ("lot", models.PositiveSmallIntegerField(blank=True, help_text="From 0 to 9999.", null=True)),
                (
                    "percentage",
                    models.PositiveSmallIntegerField(blank=True, help_text="A lot below this share is chosen.", null=True),
                ),
                (
                    "audit",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="moderation_choice", to="audits.audit"),
                ),
            ],
            options={"ordering": ["audit"]},
        ),
    ]
