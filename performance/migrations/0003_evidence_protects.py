"""Facts about evidence protect it: only a part of a row goes with the whole."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('performance', '0002_indicators'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='datedevent',
            name='indicator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='performance.indicator'),
        ),
        migrations.AlterField(
            model_name='figuresaddress',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='figures_address', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='missingfigure',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='missing_figures', to='performance.indicator'),
        ),
        migrations.AlterField(
            model_name='neighbour',
            name='council',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbours', to='performance.place'),
        ),
        migrations.AlterField(
            model_name='neighbour',
            name='model',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbours', to='performance.neighbourmodel'),
        ),
        migrations.AlterField(
            model_name='neighbour',
            name='neighbour',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbour_to', to='performance.place'),
        ),
        migrations.AlterField(
            model_name='restatement',
            name='comparator',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restatements', to='performance.comparator'),
        ),
        migrations.AlterField(
            model_name='restatement',
            name='value',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restatements', to='performance.value'),
        ),
        migrations.AlterField(
            model_name='target',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='performance.indicator'),
        ),
        migrations.AlterField(
            model_name='upload',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]
