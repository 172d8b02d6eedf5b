"""What moderation records besides grades, and when an audit was submitted again."""

import django.db.models.deletion
from django.db import migrations, models

QUALITY = [("strong", "Strong"), ("sound", "Sound"), ("weak", "Weak")]


class Migration(migrations.Migration):
    dependencies = [("audits", "0008_moderation_by_rule")]

    operations = [
        migrations.AddField(
            model_name="audit",
            name="resubmitted_on",
            field=models.DateField(blank=True, help_text="The latest time, after a return.", null=True, verbose_name="submitted again on"),
        ),
        migrations.CreateModel(
            name="ModerationRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("present", models.TextField(blank=True, verbose_name="those present")),
                ("minutes", models.TextField(blank=True)),
                ("evidence", models.CharField(blank=True, choices=QUALITY, max_length=10)),
                ("analysis", models.CharField(blank=True, choices=QUALITY, max_length=10)),
                ("voice", models.CharField(blank=True, choices=QUALITY, max_length=10, verbose_name="voice of the child")),
                ("actions", models.CharField(blank=True, choices=QUALITY, max_length=10)),
                ("words", models.TextField(blank=True, verbose_name="on the quality of the audit")),
                (
                    "audit",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="moderation_record", to="audits.audit"),
                ),
            ],
        ),
    ]
