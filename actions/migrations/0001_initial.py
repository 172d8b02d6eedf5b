
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('audits', '0001_initial'),
        ('observations', '0001_initial'),
        ('performance', '0001_initial'),
        ('studies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Action',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=250)),
                ('why', models.TextField()),
                ('level', models.CharField(choices=[('child', 'The child'), ('practitioner', 'The practitioner'), ('team', 'The team'), ('service', 'The service'), ('system', 'The whole system')], default='child', max_length=15)),
                ('priority', models.CharField(choices=[('urgent', 'Urgent'), ('normal', 'Normal')], default='normal', max_length=10)),
                ('matters_most', models.BooleanField(default=False, help_text='Chosen by the auditor, where an audit raises more than five.')),
                ('due', models.DateField()),
                ('first_due', models.DateField(verbose_name='first due date')),
                ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Done, to be verified'), ('verified', 'Verified'), ('effective', 'Effective'), ('not_effective', 'Not effective'), ('withdrawn', 'Withdrawn')], db_index=True, default='open', max_length=13)),
                ('raised_on', models.DateField()),
                ('done_on', models.DateField(blank=True, null=True)),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('audit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='audits.audit')),
                ('domains', models.ManyToManyField(blank=True, related_name='actions', to='audits.domain')),
                ('helpers', models.ManyToManyField(blank=True, related_name='actions_helped', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='performance.indicator')),
                ('observation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='observations.observation')),
                ('owner', models.ForeignKey(blank=True, help_text='Empty: nobody yet.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to=settings.AUTH_USER_MODEL)),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions_raised', to=settings.AUTH_USER_MODEL)),
                ('study', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='studies.study')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='accounts.team')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions_verified', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due', 'number'],
                'indexes': [models.Index(fields=['state', 'due'], name='actions_by_state_and_due'), models.Index(fields=['state', 'verified_on'], name='actions_by_day_verified')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('audit', None), ('indicator', None), ('observation', None)), models.Q(('audit', None), ('observation', None), ('study', None)), models.Q(('audit', None), ('indicator', None), ('study', None)), models.Q(('indicator', None), ('observation', None), ('study', None)), _connector='OR'), name='an_action_has_at_most_one_source'), models.CheckConstraint(condition=models.Q(('verified_by', None), models.Q(('verified_by', models.F('owner')), _negated=True), _connector='OR'), name='nobody_verifies_their_own_action'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['verified', 'effective', 'not_effective']), _negated=True), models.Q(('verified_by__isnull', False), ('verified_on__isnull', False)), _connector='OR'), name='verified_by_someone_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ActionRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urgent_days', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1)], verbose_name='days for an urgent action')),
                ('normal_days', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1)], verbose_name='days for any other action')),
                ('due_soon_days', models.PositiveSmallIntegerField(default=5, verbose_name='days before the due date from which it is due soon')),
                ('check_percentage', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='percentage of verified actions that the QA lead looks at again')),
                ('check_seed', models.PositiveIntegerField(default=1, help_text='The same seed draws the same actions again.', verbose_name='seed of the lots')),
                ('effect_fewest', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1)], verbose_name='fewest later audits before practice is compared')),
                ('evidence_files', models.BooleanField(default=False, verbose_name='files may be added as evidence')),
                ('evidence_megabytes', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='largest file, in megabytes')),
            ],
            options={
                'verbose_name_plural': 'action rules',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_set_of_action_rules')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('made_on', models.DateField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feed', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Doer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('owner', 'Owner'), ('helper', 'Helper')], max_length=6)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='doers', to='actions.action')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('action', 'person', 'part'), name='a_part_in_an_action_once')],
            },
        ),
        migrations.CreateModel(
            name='Effect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_effective', models.BooleanField()),
                ('words', models.TextField(verbose_name='what changed')),
                ('judged_on', models.DateField()),
                ('before', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('weak_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('after', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('weak_after', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='effect', to='actions.action')),
                ('judged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField(choices=[(1, 'Owner'), (2, 'Team manager'), (3, 'Service manager'), (4, 'Director')])),
                ('day', models.DateField()),
                ('due', models.DateField(verbose_name='the due date that was missed')),
                ('days_late', models.PositiveSmallIntegerField(verbose_name='working days late')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='actions.action')),
                ('to', models.ForeignKey(help_text='The person in that post or above who is not away; nobody where even a QA lead is missing.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='escalated_to_them', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['day', 'step', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('action', 'step', 'due'), name='a_step_once_for_a_due_date')],
            },
        ),
        migrations.CreateModel(
            name='EscalationRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner_days', models.PositiveSmallIntegerField(default=0, verbose_name='days late until the owner is notified')),
                ('team_manager_days', models.PositiveSmallIntegerField(default=5, verbose_name='days late until it goes to the team manager')),
                ('service_manager_days', models.PositiveSmallIntegerField(default=10, verbose_name='days late until it goes to the service manager')),
                ('director_days', models.PositiveSmallIntegerField(default=20, verbose_name='days late until it goes to the director')),
            ],
            options={
                'verbose_name_plural': 'escalation rules',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_set_of_escalation_rules'), models.CheckConstraint(condition=models.Q(('owner_days__lt', models.F('team_manager_days')), ('service_manager_days__lt', models.F('director_days')), ('team_manager_days__lt', models.F('service_manager_days'))), name='escalation_goes_up')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('pointer', models.CharField(blank=True, max_length=250, verbose_name='where to find it')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='web address')),
                ('given_on', models.DateField()),
                ('returned_on', models.DateField(blank=True, null=True)),
                ('return_reason', models.TextField(blank=True)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='actions.action')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('returned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As its owner named it; only shown and offered, never a path.', max_length=150)),
                ('stored', models.UUIDField(unique=True, verbose_name='name under which it is stored')),
                ('kind', models.CharField(help_text='By its content, not its name.', max_length=5)),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='actions.evidence')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_due', models.DateField()),
                ('due', models.DateField()),
                ('reason', models.TextField()),
                ('granted_on', models.DateField()),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='actions.action')),
                ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.CharField(choices=[('more_time', 'More time'), ('withdrawal', 'Withdrawal')], max_length=10)),
                ('due', models.DateField(blank=True, null=True, verbose_name='due date asked for')),
                ('reason', models.TextField()),
                ('asked_on', models.DateField()),
                ('agreed', models.BooleanField(blank=True, help_text='Empty: not answered yet.', null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('answer', models.TextField(blank=True)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='actions.action')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('agreed', None)), fields=('action', 'asked'), name='asked_once_until_answered'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('asked_by')), _negated=True), _connector='OR'), name='nobody_answers_what_they_asked'), models.CheckConstraint(condition=models.Q(models.Q(('asked', 'more_time'), _negated=True), ('due__isnull', False), _connector='OR'), name='more_time_until_a_day')],
            },
        ),
        migrations.CreateModel(
            name='SecondLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seed', models.PositiveIntegerField()),
                ('lot', models.PositiveSmallIntegerField(help_text='From 0 to 9999.')),
                ('percentage', models.PositiveSmallIntegerField(help_text='A lot below this share is drawn.')),
                ('is_drawn', models.BooleanField()),
                ('drawn_on', models.DateField()),
                ('looked_on', models.DateField(blank=True, null=True)),
                ('stands', models.BooleanField(blank=True, null=True, verbose_name='the verification stands')),
                ('words', models.TextField(blank=True)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='second_looks', to='actions.action')),
                ('looked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_drawn', True), ('looked_on', None)), fields=('action',), name='one_second_look_waits')],
            },
        ),
    ]
