
import audits.models.case_keys
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
        ('performance', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Study',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('dip_sample', 'Dip sample'), ('accuracy', 'Accuracy sample')], default='dip_sample', max_length=10)),
                ('title', models.CharField(max_length=120)),
                ('why', models.TextField(verbose_name='what it is for')),
                ('change', models.CharField(blank=True, max_length=150, verbose_name='what is to make the change')),
                ('changed_on', models.DateField(blank=True, null=True, verbose_name='day of the change')),
                ('hoped_before', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='share of Yes expected before, in percent')),
                ('hoped_after', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='share of Yes hoped for after, in percent')),
                ('size', models.PositiveSmallIntegerField(verbose_name='records in a wave')),
                ('month', models.DateField(blank=True, null=True, verbose_name='month of the figure')),
                ('state', models.CharField(choices=[('open', 'Open'), ('finished', 'Finished')], default='open', max_length=10)),
                ('planned_on', models.DateField()),
                ('learned', models.TextField(blank=True, verbose_name='what was learned')),
                ('finished_on', models.DateField(blank=True, null=True)),
                ('domain', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='studies', to='audits.domain', verbose_name='domain that it is about')),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accuracy_samples', to='performance.indicator')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='studies_led', to=settings.AUTH_USER_MODEL)),
                ('readers', models.ManyToManyField(blank=True, related_name='studies_read', to=settings.AUTH_USER_MODEL, verbose_name='people who read records')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('indicator', None), ('kind', 'dip_sample'), ('month', None)), models.Q(('indicator__isnull', False), ('kind', 'accuracy'), ('month__isnull', False)), _connector='OR'), name='an_accuracy_sample_has_its_figure'), models.CheckConstraint(condition=models.Q(models.Q(('hoped_after', None), ('hoped_before', None)), models.Q(('hoped_after__lte', 100), ('hoped_before__lte', 100)), _connector='OR'), name='both_hoped_for_shares_or_none'), models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 500)), name='a_wave_has_1_to_500_records'), models.CheckConstraint(condition=models.Q(models.Q(('finished_on', None), ('state', 'open')), models.Q(('finished_on__isnull', False), ('state', 'finished')), _connector='OR'), name='a_finished_study_has_its_day')],
            },
        ),
        migrations.CreateModel(
            name='StudyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='studies.study')),
            ],
            options={
                'ordering': ['study', 'place'],
                'constraints': [models.UniqueConstraint(fields=('study', 'place'), name='a_place_of_a_question_once')],
            },
        ),
        migrations.CreateModel(
            name='StudyRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('case_id', models.CharField(max_length=40, verbose_name='case ID')),
                ('case_key', audits.models.case_keys.CaseKeyField(db_index=True)),
                ('state', models.CharField(choices=[('to_read', 'To read'), ('read', 'Read'), ('reserve', 'In reserve'), ('set_aside', 'Set aside')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='why it was set aside')),
                ('note', models.TextField(blank=True)),
                ('follow_up', models.BooleanField(default=False, verbose_name='somebody must act on this record')),
                ('read_on', models.DateField(blank=True, null=True)),
                ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='study_records', to='accounts.team')),
                ('worker', models.ForeignKey(blank=True, help_text='Kept so that nobody reads the record of a child they work with; shown nowhere.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['wave', 'place'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'read'), _negated=True), models.Q(('read_by__isnull', False), ('read_on__isnull', False)), _connector='OR'), name='a_read_record_has_its_reader'), models.CheckConstraint(condition=models.Q(('read_by', None), ('worker', None), models.Q(('read_by', models.F('worker')), _negated=True), _connector='OR'), name='nobody_reads_their_own')],
            },
        ),
        migrations.CreateModel(
            name='StudyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reply', models.CharField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No'), ('na', 'Does not apply')], max_length=7)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='studies.studyquestion')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='studies.studyrecord')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('record', 'question'), name='a_question_of_a_record_once')],
            },
        ),
        migrations.CreateModel(
            name='Wave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('drawn_on', models.DateField()),
                ('seed', models.PositiveIntegerField()),
                ('size', models.PositiveSmallIntegerField(help_text='Records that were asked for.')),
                ('listed', models.PositiveIntegerField(help_text='Records of the list.')),
                ('left_out', models.PositiveIntegerField(default=0, help_text='Records of the list that an earlier wave had drawn.')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waves', to='studies.study')),
            ],
            options={
                'ordering': ['study', 'place'],
                'constraints': [models.UniqueConstraint(fields=('study', 'place'), name='a_place_of_a_wave_once')],
            },
        ),
        migrations.AddField(
            model_name='studyrecord',
            name='wave',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='studies.wave'),
        ),
        migrations.AddConstraint(
            model_name='studyrecord',
            constraint=models.UniqueConstraint(fields=('wave', 'case_key'), name='a_record_once_in_a_wave'),
        ),
        migrations.AddConstraint(
            model_name='studyrecord',
            constraint=models.UniqueConstraint(fields=('wave', 'place'), name='a_place_in_a_wave_once'),
        ),
    ]
