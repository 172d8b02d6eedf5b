"""Which sections a report has, templates of them, and texts that were carried forward."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

# On SQLite a table that is altered may be made anew, without the trigger that keeps approved editions from being changed.
guard = import_module("reports.migrations.0006_approved_editions_stand").guard

class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0007_word_template'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='arrangement',
            field=models.JSONField(editable=False, help_text='Its sections as `stored.ARRANGEMENT` has them; none: as they come.', null=True),
        ),
        migrations.AddField(
            model_name='sectiontext',
            name='carried_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.report'),
        ),
        migrations.CreateModel(
            name='SectionTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('arrangement', models.JSONField(editable=False, help_text='As `stored.ARRANGEMENT` has it.')),
                ('is_default', models.BooleanField(default=False, verbose_name='use it for new reports')),
                ('saved_on', models.DateField()),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name__folded', 'pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='a_section_template_of_a_name_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='one_default_section_template')],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
