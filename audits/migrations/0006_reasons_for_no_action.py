"""Why a weak domain needs no action; and words of a voice may be kept before its outcome."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audits", "0005_blind_moderation")]

    operations = [
        migrations.AddField(
            model_name="judgement",
            name="no_action_reason",
            field=models.TextField(blank=True, help_text="Why a weak domain needs none.", verbose_name="reason for no action"),
        ),
        migrations.AlterField(
            model_name="voiceheard",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("obtained", "Obtained"),
                    ("declined", "Declined"),
                    ("not_reached", "Sought, not reached"),
                    ("not_sought", "Not sought"),
                ],
                help_text="Blank only while the audit is being written.",
                max_length=15,
            ),
        ),
    ]
