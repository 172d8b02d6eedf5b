"""Why moderation changed a grade, as a code beside the words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audits", "0006_reasons_for_no_action")]

    operations = [
        migrations.AddField(
            model_name="judgement",
            name="change_code",
            field=models.CharField(
                blank=True,
                choices=[
                    ("evidence", "The evidence does not meet the descriptor"),
                    ("not_seen", "The auditor had not seen some of the evidence"),
                    ("descriptor", "The descriptor was read differently"),
                    ("outcome", "The outcome for the child was weighed differently"),
                    ("other", "Another reason"),
                ],
                help_text="Blank where imported or unchanged.",
                max_length=12,
                verbose_name="kind of reason for a change",
            ),
        ),
    ]
