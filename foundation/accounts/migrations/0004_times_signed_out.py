from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_lists_of_teams'),
    ]

    operations = [
        migrations.RenameField(model_name='person', old_name='times_left', new_name='times_signed_out'),
        migrations.AlterField(
            model_name='person',
            name='times_signed_out',
            field=models.PositiveIntegerField(default=0, editable=False, help_text='How often all their sessions were ended: those and links of before do not come back to life.'),
        ),
        migrations.AlterField(
            model_name='attempt',
            name='kind',
            field=models.CharField(choices=[('sign_in', 'Signing in'), ('link', 'Asking for a link'), ('second_step', 'The second step of signing in')], max_length=12),
        ),
    ]
