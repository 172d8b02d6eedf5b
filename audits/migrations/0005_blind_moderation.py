"""Whether a month is moderated blind, and how the grades are agreed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audits", "0004_samples")]

    operations = [
        migrations.AddField(
            model_name="cycle",
            name="blind",
            field=models.BooleanField(default=True, help_text="Moderators grade before they see the auditor’s grades."),
        ),
        migrations.AddField(
            model_name="cycle",
            name="mode",
            field=models.CharField(
                choices=[("desk", "At the desk"), ("discussion", "In discussion with the auditor"), ("panel", "By a panel")],
                default="desk",
                max_length=10,
                verbose_name="mode of moderation",
            ),
        ),
    ]
