import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('audits', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('visit', 'Visit to a child or family'), ('review_meeting', 'Review meeting'), ('conference', 'Child protection conference'), ('supervision', 'Supervision'), ('other_meeting', 'Another meeting')], max_length=20, verbose_name='type')),
                ('due', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('planned', 'To do'), ('recorded', 'Recorded'), ('shared', 'Shared with the practitioner')], default='planned', max_length=10)),
                ('seen_on', models.DateField(blank=True, null=True, verbose_name='date of the observation')),
                ('seen', models.TextField(blank=True, verbose_name='what was seen')),
                ('strengths', models.TextField(blank=True)),
                ('learning', models.TextField(blank=True)),
                ('family_feedback', models.TextField(blank=True, verbose_name='what the child and family said')),
                ('recorded_on', models.DateField(blank=True, null=True)),
                ('shared_on', models.DateField(blank=True, null=True)),
                ('audit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='audits.audit')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='audits.cycle')),
                ('observer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to=settings.AUTH_USER_MODEL)),
                ('practitioner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations_of_work', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='accounts.team', verbose_name="practitioner's team")),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('observer', models.F('practitioner')), _negated=True), name='nobody_observes_themselves'), models.CheckConstraint(condition=models.Q(('state', 'planned'), ('seen_on__isnull', False), _connector='OR'), name='recorded_has_its_day')],
            },
        ),
    ]
