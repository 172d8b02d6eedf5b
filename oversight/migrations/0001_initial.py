
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('actions', '0001_initial'),
        ('audits', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckAndChallenge',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('held_on', models.DateField(verbose_name='day of the meeting')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held, record to be agreed'), ('agreed', 'Record agreed'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('planned_on', models.DateField()),
                ('figures', models.JSONField(blank=True, default=dict, help_text='As `stored.MONTH_FIGURES` has them; empty before it is held.')),
                ('figures_on', models.DateField(blank=True, null=True, verbose_name='the grades are as they were on')),
                ('minutes', models.TextField(blank=True)),
                ('agreed_on', models.DateField(blank=True, null=True)),
                ('cancelled_because', models.TextField(blank=True)),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='check_and_challenges', to='audits.cycle')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'check and challenge meeting',
                'ordering': ['-held_on', '-number'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('cycle', 'held_on'), name='a_month_meets_once_a_day'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'cancelled']), ('figures_on__isnull', False), _connector='OR'), name='a_held_meeting_has_its_figures'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'agreed'), _negated=True), models.Q(('agreed_by__isnull', False), ('agreed_on__isnull', False)), _connector='OR'), name='an_agreed_record_has_its_person'), models.CheckConstraint(condition=models.Q(('agreed_by', None), models.Q(('agreed_by', models.F('written_by')), _negated=True), _connector='OR'), name='nobody_agrees_the_record_they_wrote'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancelled_because', ''), _negated=True), _connector='OR'), name='cancelled_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='MeetingAttendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='name and what they do')),
                ('was_invited', models.BooleanField(default=True)),
                ('was_there', models.BooleanField(blank=True, help_text='Not known before the meeting is held.', null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='oversight.checkandchallenge')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['meeting', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='somebody_once_at_a_meeting'), models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('name', '')), models.Q(('person', None), models.Q(('name', ''), _negated=True)), _connector='OR'), name='a_person_or_a_name_at_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='MeetingDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='decision')),
                ('due', models.DateField()),
                ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Done'), ('action', 'Became an action')], default='open', max_length=10)),
                ('decided_on', models.DateField(verbose_name='noted on')),
                ('outcome', models.TextField(blank=True, verbose_name='what came of it')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('action', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='actions.action')),
                ('audit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audits.audit', verbose_name='audit that was opened again')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='oversight.checkandchallenge')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['meeting', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'action'), ('action__isnull', False)), models.Q(models.Q(('state', 'action'), _negated=True), ('action', None)), _connector='OR'), name='a_decision_with_an_action_became_one'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), ('done_on', None)), models.Q(models.Q(('state', 'open'), _negated=True), ('done_on__isnull', False)), _connector='OR'), name='a_closed_decision_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='a_decision_is_done_in_words')],
            },
        ),
        migrations.CreateModel(
            name='TeamPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aims', models.TextField(blank=True)),
                ('next_steps', models.TextField(blank=True, verbose_name='what to do next')),
                ('review_on', models.DateField(verbose_name='to be reviewed on')),
                ('written_on', models.DateField()),
                ('owned_on', models.DateField(blank=True, null=True)),
                ('owned_by', models.ForeignKey(blank=True, help_text='The plan belongs to the post: another manager of the team takes responsibility again.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken responsibility for by')),
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='action_plan', to='accounts.team')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['team'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('owned_by', None), ('owned_on', None)), models.Q(('owned_by__isnull', False), ('owned_on__isnull', False)), _connector='OR'), name='owned_since_a_day')],
            },
        ),
        migrations.CreateModel(
            name='TeamPriority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('what', models.CharField(max_length=200)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priorities', to='oversight.teamplan')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audits.findingtheme')),
            ],
            options={
                'ordering': ['plan', 'position'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'position'), name='a_priority_position_once_in_a_team_plan'), models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 5)), name='few_priorities_in_a_team_plan')],
            },
        ),
    ]
