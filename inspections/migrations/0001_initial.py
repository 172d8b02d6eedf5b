
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('actions', '0001_initial'),
        ('audits', '0001_initial'),
        ('commissions', '0001_initial'),
        ('performance', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='InspectionFramework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('first_day', models.DateField(help_text='Inspections that begin on this day or later are by this edition.', unique=True)),
                ('has_overall', models.BooleanField(verbose_name='an overall grade is given')),
                ('followed_by', models.CharField(choices=[('overall', 'The grade for overall effectiveness'), ('leaders', 'The grades for leaders and for practice')], max_length=10, verbose_name='what decides which inspection follows')),
                ('practice_needed', models.PositiveSmallIntegerField(default=2, help_text='Beside that of leaders. Used only where the grades for leaders and practice decide.', validators=[django.core.validators.MaxValueValidator(20)], verbose_name='judgements of practice that must be Good or better for a short inspection')),
                ('months_between', models.PositiveSmallIntegerField(default=36, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='months from one inspection to the next')),
                ('visits_before_short', models.PositiveSmallIntegerField(default=1, verbose_name='focused visits before a short inspection')),
                ('visits_before_standard', models.PositiveSmallIntegerField(default=2, verbose_name='focused visits before a standard inspection')),
                ('monitoring_months', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='months from one monitoring visit to the next')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='where the rule is published')),
            ],
            options={
                'ordering': ['-first_day'],
            },
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('standard', 'Standard inspection'), ('short', 'Short inspection'), ('focused', 'Focused visit'), ('monitoring', 'Monitoring visit'), ('joint', 'Joint targeted area inspection')], max_length=12)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('published_on', models.DateField(blank=True, null=True)),
                ('overall', models.CharField(blank=True, choices=[('O', 'Outstanding'), ('G', 'Good'), ('RI', 'Requires improvement to be good'), ('I', 'Inadequate')], help_text='Empty where its edition gives none.', max_length=2)),
                ('looked_at', models.CharField(blank=True, help_text='What a visit was about.', max_length=250)),
                ('address', models.URLField(blank=True, max_length=300, verbose_name='address of the published report')),
                ('recorded_on', models.DateField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='inspections.inspectionframework')),
            ],
            options={
                'ordering': ['-first_day', '-number'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'first_day'), name='an_inspection_of_a_kind_once_a_day'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='an_inspection_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('published_on', None), ('published_on__gte', models.F('last_day')), _connector='OR'), name='a_report_comes_after_its_inspection')],
            },
        ),
        migrations.CreateModel(
            name='CaseTracking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('is_on', models.BooleanField(default=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tracking', to='inspections.inspection')),
            ],
            options={
                'verbose_name_plural': 'case trackings',
                'ordering': ['-starts_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('starts_at')), _connector='OR'), name='tracking_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('is_on', True)), models.Q(('ended_at__isnull', False), ('is_on', False)), _connector='OR'), name='on_until_ended'), models.UniqueConstraint(condition=models.Q(('is_on', True)), fields=('is_on',), name='one_tracking_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='FrameworkJudgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=150)),
                ('of_leaders', models.BooleanField(default=False, help_text='The others judge practice.', verbose_name='it judges leaders')),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='inspections.inspectionframework')),
            ],
            options={
                'ordering': ['framework', 'position'],
                'constraints': [models.UniqueConstraint(fields=('framework', 'position'), name='a_place_for_each_judgement')],
            },
        ),
        migrations.CreateModel(
            name='JudgementGiven',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grade', models.CharField(choices=[('O', 'Outstanding'), ('G', 'Good'), ('RI', 'Requires improvement to be good'), ('I', 'Inadequate')], max_length=2)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given', to='inspections.inspection')),
                ('judgement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given', to='inspections.frameworkjudgement')),
            ],
            options={
                'ordering': ['judgement__position'],
                'constraints': [models.UniqueConstraint(fields=('inspection', 'judgement'), name='a_judgement_once_an_inspection')],
            },
        ),
        migrations.CreateModel(
            name='OutcomesUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
                ('sheet', models.CharField(blank=True, help_text='The sheet with the table, so that the others are opened once.', max_length=100)),
                ('uploaded_by', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PlanPriority',
            fields=[
                ('section_keys', models.JSONField(blank=True, default=list, verbose_name='sections of the report')),
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=150)),
                ('good_looks_like', models.TextField(verbose_name='what good looks like')),
                ('due', models.DateField()),
                ('set_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('reached', models.TextField(blank=True, verbose_name='what was reached')),
                ('actions', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='actions.action')),
                ('commissions', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='commissions.commission')),
                ('domains', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='audits.domain')),
                ('indicators', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='performance.indicator')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='priorities', to=settings.AUTH_USER_MODEL)),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('themes', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='audits.findingtheme')),
            ],
            options={
                'verbose_name_plural': 'plan priorities',
                'ordering': ['due', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_on', None), models.Q(('reached', ''), _negated=True), _connector='OR'), name='a_closed_priority_says_what_was_reached')],
            },
        ),
        migrations.CreateModel(
            name='ProgressNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('written_on', models.DateField()),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='inspections.planpriority')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='PublishedOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inspected_on', models.DateField()),
                ('published_on', models.DateField(blank=True, null=True)),
                ('overall', models.CharField(blank=True, choices=[('O', 'Outstanding'), ('G', 'Good'), ('RI', 'Requires improvement to be good'), ('I', 'Inadequate')], max_length=2)),
                ('file_name', models.CharField(max_length=200)),
                ('stored_on', models.DateField()),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='performance.place')),
                ('stored_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['council', '-inspected_on'],
                'constraints': [models.UniqueConstraint(fields=('council', 'inspected_on'), name='an_outcome_once_a_day'), models.CheckConstraint(condition=models.Q(('published_on', None), ('published_on__gte', models.F('inspected_on')), _connector='OR'), name='published_after')],
            },
        ),
        migrations.CreateModel(
            name='PublishedGrade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grade', models.CharField(choices=[('O', 'Outstanding'), ('G', 'Good'), ('RI', 'Requires improvement to be good'), ('I', 'Inadequate')], max_length=2)),
                ('judgement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='inspections.frameworkjudgement')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='inspections.publishedoutcome')),
            ],
            options={
                'ordering': ['judgement__position'],
                'constraints': [models.UniqueConstraint(fields=('outcome', 'judgement'), name='a_judgement_once_an_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section_keys', models.JSONField(blank=True, default=list, verbose_name='sections of the report')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('framework', models.CharField(blank=True, choices=[('outcome_1', 'Families stay together and get the help they need'), ('outcome_2', 'Supported by the family network'), ('outcome_3', 'Safe in and outside of the home'), ('outcome_4', 'Stable, loving homes'), ('enabler_1', 'Multi-agency working'), ('enabler_2', 'Leaders'), ('enabler_3', 'The workforce')], max_length=12, verbose_name='national framework')),
                ('actions', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='actions.action')),
                ('commissions', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='commissions.commission')),
                ('domains', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='audits.domain')),
                ('indicators', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='performance.indicator')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='inspections.inspection')),
                ('themes', models.ManyToManyField(blank=True, related_name='%(class)s_set', to='audits.findingtheme')),
            ],
            options={
                'ordering': ['inspection', 'position'],
                'constraints': [models.UniqueConstraint(fields=('inspection', 'position'), name='a_place_for_each_recommendation')],
            },
        ),
        migrations.AddField(
            model_name='planpriority',
            name='recommendations',
            field=models.ManyToManyField(blank=True, related_name='priorities', to='inspections.recommendation'),
        ),
        migrations.CreateModel(
            name='TrackedChild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours', models.PositiveSmallIntegerField(choices=[(24, '24 hours'), (48, '48 hours')])),
                ('due_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tracked', to='audits.audit')),
                ('tracking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='children', to='inspections.casetracking')),
            ],
            options={
                'verbose_name_plural': 'tracked children',
                'ordering': ['due_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('tracking', 'audit'), name='a_child_tracked_once')],
            },
        ),
    ]
