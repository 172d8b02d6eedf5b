
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('name', models.CharField(max_length=100)),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mail address')),
                ('job_title', models.CharField(blank=True, max_length=100)),
                ('is_active', models.BooleanField(default=True, verbose_name='works here')),
                ('is_system', models.BooleanField(default=False, editable=False)),
                ('must_change_password', models.BooleanField(default=False, help_text='An administrator set a temporary one; nothing else opens before.', verbose_name='must choose a password first')),
                ('password_was_given', models.BooleanField(default=False, help_text='The account was first opened with a password that an administrator knew, and not by a link since.')),
                ('times_signed_out', models.PositiveIntegerField(default=0, editable=False, help_text='How often all their sessions were ended: those and links of before do not come back to life.')),
                ('line_manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['name__folded', 'pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_person_an_email'), models.UniqueConstraint(condition=models.Q(('is_system', True)), fields=('is_system',), name='one_system_actor')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sign_in', 'Signing in'), ('link', 'Asking for a link'), ('second_step', 'The second step of signing in'), ('voice_link', 'Opening a link to give a voice')], max_length=12)),
                ('account', models.CharField(help_text='A digest of the e-mail address that was typed, whether or not anybody has it.', max_length=64)),
                ('address', models.CharField(help_text='The network address that it came from.', max_length=64)),
                ('known_browser', models.BooleanField(default=False, help_text='The browser has signed in to this account before.')),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['kind', 'account', 'at'], name='attempts_on_an_account'), models.Index(fields=['kind', 'address', 'at'], name='attempts_from_an_address')],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('head', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='services_headed', to=settings.AUTH_USER_MODEL)),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='services_managed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name__folded'],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='teams_managed', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='accounts.service')),
            ],
            options={
                'ordering': ['name__folded'],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to='accounts.team'),
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['first_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='absence_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='PeopleUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('people', 'People'), ('teams', 'Teams')], default='people', max_length=10)),
                ('name', models.CharField(max_length=200, verbose_name='file')),
                ('content', models.BinaryField(null=True)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('outcome', models.JSONField(editable=False, help_text='Who was added and changed, and which rows were not taken.', null=True)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('content__isnull', False), ('outcome__isnull', False), _connector='OR'), name='a_list_of_people_waits_or_is_stored')],
            },
        ),
        migrations.CreateModel(
            name='PersonRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('auditor', 'Auditor'), ('moderator', 'Moderator'), ('qa_lead', 'QA lead'), ('observer', 'Observer'), ('practitioner', 'Practitioner'), ('team_manager', 'Team manager'), ('service_manager', 'Service manager'), ('head_of_service', 'Head of service'), ('director', 'Director'), ('performance_analyst', 'Performance analyst'), ('board_member', 'Board member'), ('administrator', 'Administrator'), ('partner_auditor', 'Partner auditor')], max_length=30)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_rows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'role'), name='a_role_once')],
            },
        ),
        migrations.CreateModel(
            name='PowerRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('role', 'the role'), ('email', 'another e-mail address'), ('team_manager', 'manager of the team'), ('service_manager', 'service manager'), ('head', 'head of service'), ('team_of_service', 'the team in their service'), ('line_manager', 'line manager')], max_length=20)),
                ('role', models.CharField(blank=True, choices=[('auditor', 'Auditor'), ('moderator', 'Moderator'), ('qa_lead', 'QA lead'), ('observer', 'Observer'), ('practitioner', 'Practitioner'), ('team_manager', 'Team manager'), ('service_manager', 'Service manager'), ('head_of_service', 'Head of service'), ('director', 'Director'), ('performance_analyst', 'Performance analyst'), ('board_member', 'Board member'), ('administrator', 'Administrator'), ('partner_auditor', 'Partner auditor')], max_length=30)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('email_before', models.EmailField(blank=True, max_length=254)),
                ('key', models.CharField(help_text='What must not be asked twice at a time.', max_length=100)),
                ('asked_on', models.DateField()),
                ('answered_on', models.DateField(null=True)),
                ('agreed', models.BooleanField(null=True)),
                ('told_of_asking', models.BooleanField(default=False)),
                ('told_of_answer', models.BooleanField(default=False)),
                ('answered_by', models.ForeignKey(help_text='Nobody: there was no second person yet.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(help_text='Who gets it.', on_delete=django.db.models.deletion.PROTECT, related_name='power_requests', to=settings.AUTH_USER_MODEL)),
                ('worker', models.ForeignKey(help_text='Whose line manager.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.service')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('agreed', None)), fields=('key',), name='one_open_request_a_power'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('asked_by')), _negated=True), ('agreed', False), _connector='OR'), name='nobody_confirms_what_they_asked'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('person')), _negated=True), ('what', 'email'), ('agreed', False), _connector='OR'), name='nobody_confirms_their_own_power')],
            },
        ),
    ]
