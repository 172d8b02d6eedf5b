
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('audits', '0001_initial'),
        ('performance', '0001_initial'),
        ('studies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LearningEvent',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('training', 'Training'), ('auditors', 'Training to audit'), ('week', 'Practice week'), ('meeting', 'Meeting'), ('awareness', 'Awareness day'), ('newsletter', 'Newsletter')], max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('objectives', models.TextField(blank=True, verbose_name='what it is for')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('starts_at', models.TimeField(blank=True, help_text='Empty: the whole day.', null=True)),
                ('ends_at', models.TimeField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=150)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('cancelled_because', models.CharField(blank=True, max_length=300, verbose_name='why it was cancelled')),
                ('planned_on', models.DateField()),
                ('domains', models.ManyToManyField(blank=True, related_name='learning_events', to='audits.domain', verbose_name='domains that it should move')),
                ('indicators', models.ManyToManyField(blank=True, related_name='learning_events', to='performance.indicator')),
                ('organiser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events_organised', to=settings.AUTH_USER_MODEL)),
                ('studies', models.ManyToManyField(blank=True, related_name='learning_events', to='studies.study', verbose_name='dip samples before and after')),
            ],
            options={
                'ordering': ['first_day', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='an_event_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), models.Q(('ends_at__gt', models.F('starts_at')), ('last_day', models.F('first_day')), ('starts_at__isnull', False)), _connector='OR'), name='hours_of_one_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancelled_because', ''), _negated=True), _connector='OR'), name='an_event_is_cancelled_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reply', models.CharField(choices=[('none', 'No reply yet'), ('comes', 'Comes'), ('cannot', 'Cannot come')], default='none', max_length=10)),
                ('attendance', models.CharField(choices=[('unknown', 'Not recorded yet'), ('came', 'Came'), ('absent', 'Did not come')], default='unknown', max_length=10)),
                ('evaluated', models.BooleanField(default=False, verbose_name='has said what they thought')),
                ('invited_on', models.DateField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, help_text='With which they were invited.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='learning.learningevent')),
            ],
            options={
                'ordering': ['event', 'person__name__folded', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'person'), name='a_person_invited_once'), models.CheckConstraint(condition=models.Q(('evaluated', False), ('attendance', 'came'), _connector='OR'), name='evaluated_by_people_who_came')],
            },
        ),
        migrations.CreateModel(
            name='Facilitator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('organisation', models.CharField(blank=True, max_length=120)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilitators', to='learning.learningevent')),
            ],
            options={
                'ordering': ['event', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EvaluationQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='learning.learningevent')),
            ],
            options={
                'ordering': ['event', 'place'],
                'constraints': [models.UniqueConstraint(fields=('event', 'place'), name='a_place_of_an_evaluation_question_once')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reply', models.CharField(choices=[('agree', 'Agree'), ('partly', 'Partly agree'), ('disagree', 'Disagree')], max_length=10)),
                ('count', models.PositiveIntegerField(default=0)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='learning.evaluationquestion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('question', 'reply'), name='an_answer_of_a_question_counted_once')],
            },
        ),
    ]
