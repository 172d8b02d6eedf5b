
import django.db.models.deletion
import django.db.models.functions.text
import foundation.council.clock
import foundation.council.first_of_month
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, unique=True)),
            ],
            options={
                'ordering': ['name__folded'],
            },
        ),
        migrations.CreateModel(
            name='NeighbourModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For example 2021-04.', max_length=20, unique=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='FiguresAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('made_on', models.DateField()),
                ('times_left', models.PositiveIntegerField(help_text='As often as the person had left when it was made: it does not come back with them.')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='figures_address', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shape', models.CharField(choices=[('scorecard', 'Scorecard'), ('half-years', 'Half-year comparison'), ('long', 'Long table: indicator, period, value'), ('lait', 'Local authority interactive tool (DfE)'), ('neighbours', 'Statistical neighbours'), ('ees', 'Explore education statistics (DfE)'), ('mapped', 'By a saved mapping')], max_length=20)),
                ('mapping', models.CharField(blank=True, help_text='The name of the saved mapping by which it was read.', max_length=80)),
                ('file_name', models.CharField(max_length=200)),
                ('file_hash', models.CharField(max_length=64, verbose_name='SHA-256 of the file')),
                ('imported_at', models.DateTimeField(default=foundation.council.clock.now)),
                ('counts', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('label', models.CharField(help_text='As the regular table names it.', max_length=200)),
                ('unit', models.CharField(choices=[('number', 'Number'), ('percent', '%'), ('rate per 10000 children', 'Rate per 10,000 children')], max_length=30)),
                ('basis', models.CharField(choices=[('at_date', 'At a date'), ('month', 'Within the month'), ('rolling_12_months', 'Rolling 12 months'), ('six_months', 'Six months'), ('six_months_annualised', 'Six months, annualised'), ('reporting_year', 'Reporting year')], max_length=30, verbose_name='period basis')),
                ('polarity', models.CharField(choices=[('higher', 'Higher is better'), ('lower', 'Lower is better'), ('neutral', 'Neither is better by itself')], default='neutral', max_length=10)),
                ('decimals', models.PositiveSmallIntegerField(default=0)),
                ('series', models.CharField(choices=[('scorecard', 'Scorecard'), ('half-years', 'Half-year comparison'), ('other', 'Our other figures'), ('published', 'Published figures')], max_length=15, verbose_name='table')),
                ('area', models.CharField(blank=True, choices=[('Demand', 'Demand'), ('Timeliness', 'Timeliness'), ('Effectiveness', 'Effectiveness'), ('Management', 'Management'), ('Outcomes', 'Outcomes')], max_length=20)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('definition', models.TextField(blank=True)),
                ('source', models.CharField(blank=True, help_text='Whose figures: the publication, or blank for our own tables.', max_length=120)),
                ('code', models.CharField(blank=True, help_text='As its source names it in files.', max_length=200)),
                ('breakdown', models.CharField(blank=True, help_text='The part of the whole that it counts, such as “from schools”.', max_length=150)),
                ('small_denominator', models.PositiveSmallIntegerField(default=0, help_text='A share of fewer than this many says so wherever it is shown. 0 for never.', verbose_name='small below')),
                ('quality_note', models.TextField(blank=True, help_text='Shown wherever the figure is.', verbose_name='data-quality flag')),
                ('other_names', models.TextField(blank=True, help_text='One a line: files that name it so are read too.', verbose_name='other names in files')),
                ('is_current', models.BooleanField(default=True, verbose_name='in use')),
                ('brought_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='indicators_brought', to='performance.import')),
                ('denominator', models.ForeignKey(blank=True, help_text='What it is a share or a rate of, where that is an indicator too.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rates', to='performance.indicator')),
                ('numerator_of', models.ForeignKey(blank=True, help_text='The count that this count is a part of.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='numerators', to='performance.indicator')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='indicators_owned', to=settings.AUTH_USER_MODEL, verbose_name='commentary owner')),
                ('published_as', models.ForeignKey(blank=True, help_text='The published indicator with which ours may be compared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reported_as', to='performance.indicator')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='performance.measure')),
            ],
            options={
                'ordering': ['series', 'position', 'label__folded'],
                'constraints': [models.UniqueConstraint(fields=('series', 'source', 'label', 'unit', 'breakdown'), name='an_indicator_row_once_a_table'), models.UniqueConstraint(fields=('measure', 'unit', 'basis', 'series', 'source', 'breakdown'), name='an_indicator_identity_once'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('source', 'code'), name='a_code_once_a_source')],
            },
        ),
        migrations.CreateModel(
            name='Comparator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sn', 'Statistical neighbours'), ('region', 'Region'), ('england', 'England')], max_length=10)),
                ('month', models.DateField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=16)),
                ('year', models.CharField(blank=True, help_text='For example 2021/22.', max_length=10)),
                ('neighbour_model', models.CharField(blank=True, max_length=20)),
                ('row', models.PositiveIntegerField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparators', to='performance.import')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparators', to='performance.indicator')),
            ],
            options={
                'ordering': ['indicator', 'month'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'kind', 'month'), name='a_comparator_once_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Commentary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('status', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Overall good or improving situation'), (2, 'Overall improving but impact still concerning'), (3, 'Not improving')], null=True)),
                ('status_on', models.DateField(blank=True, null=True)),
                ('comment', models.TextField(blank=True)),
                ('action', models.TextField(blank=True)),
                ('written_on', models.DateField(blank=True, help_text='When it was handed in; empty while it is being written.', null=True)),
                ('due', models.DateField(blank=True, null=True)),
                ('published_comment', models.TextField(blank=True)),
                ('published_action', models.TextField(blank=True)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('withdrawn_on', models.DateField(blank=True, help_text='Published and taken back; empty once the words are changed.', null=True)),
                ('asked_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments_asked', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('status_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commentaries', to='performance.indicator')),
            ],
            options={
                'verbose_name_plural': 'commentaries',
                'ordering': ['indicator', 'month'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'month'), name='a_commentary_once_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('layout', models.CharField(choices=[('long', 'A row for each figure, with a column that says the month'), ('wide', 'A column for each month')], max_length=10)),
                ('sheet', models.CharField(blank=True, help_text='The first with anything in it where blank.', max_length=100)),
                ('header_row', models.PositiveSmallIntegerField(blank=True, help_text='Found by itself where empty.', null=True)),
                ('columns', models.JSONField(default=dict)),
                ('unit', models.CharField(blank=True, choices=[('number', 'Number'), ('percent', '%'), ('rate per 10000 children', 'Rate per 10,000 children')], help_text='Of every row, where no column says it.', max_length=30)),
                ('saved_at', models.DateTimeField(default=foundation.council.clock.now)),
                ('indicator', models.ForeignKey(blank=True, help_text='The one that every row is for, where no column names it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='performance.indicator')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name__folded'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='a_mapping_name_once')],
            },
        ),
        migrations.CreateModel(
            name='MissingFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('why', models.CharField(max_length=200)),
                ('from_whom', models.CharField(max_length=100)),
                ('due', models.DateField()),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='missing_figures', to='performance.indicator')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['indicator', 'month'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'month'), name='a_missing_figure_once_a_month'), models.CheckConstraint(condition=foundation.council.first_of_month.IsFirstOfMonth('month'), name='a_missing_figure_has_a_month')],
            },
        ),
        migrations.CreateModel(
            name='MonthRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(unique=True)),
                ('released_on', models.DateField()),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-month'],
                'constraints': [models.CheckConstraint(condition=foundation.council.first_of_month.IsFirstOfMonth('month'), name='a_release_is_of_a_month')],
            },
        ),
        migrations.CreateModel(
            name='NotedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='What was counted.', max_length=150)),
                ('value', models.DecimalField(decimal_places=4, max_digits=16)),
                ('day', models.DateField(help_text='The date that the figure is for.')),
                ('source', models.CharField(max_length=150)),
                ('noted_on', models.DateField()),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('whole', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='performance.notedfigure')),
            ],
            options={
                'ordering': ['-day', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('whole', None)), fields=('words', 'day', 'source'), name='a_noted_figure_once')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ours', 'Our council'), ('service', 'Our service'), ('team', 'Our team'), ('council', 'Council'), ('region', 'Region'), ('country', 'England')], max_length=10)),
                ('code', models.CharField(blank=True, help_text='343, E12000002…; blank for our own.', max_length=12)),
                ('name', models.CharField(max_length=100)),
                ('brought_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='places_brought', to='performance.import')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='performance.place')),
                ('service', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='place', to='accounts.service')),
                ('team', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='place', to='accounts.team')),
            ],
            options={
                'ordering': ['kind', 'name__folded'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('kind', 'code'), name='a_place_code_once_a_kind'), models.UniqueConstraint(condition=models.Q(('kind', 'ours')), fields=('kind',), name='one_council_is_ours')],
            },
        ),
        migrations.CreateModel(
            name='Neighbour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField()),
                ('closeness', models.CharField(blank=True, max_length=30)),
                ('row', models.PositiveIntegerField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbours', to='performance.import')),
                ('model', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbours', to='performance.neighbourmodel')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbours', to='performance.place')),
                ('neighbour', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbour_to', to='performance.place')),
            ],
            options={
                'ordering': ['model', 'council', 'rank'],
                'constraints': [models.UniqueConstraint(fields=('model', 'council', 'rank'), name='a_rank_once_a_council'), models.UniqueConstraint(fields=('model', 'council', 'neighbour'), name='a_neighbour_once_a_council')],
            },
        ),
        migrations.CreateModel(
            name='PublishedPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('average_by', models.CharField(choices=[('mean', 'Mean, as in the local authority interactive tool'), ('median', 'Median, as in the children’s social care dashboard')], default='mean', max_length=10, verbose_name='neighbours’ average')),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='performance.place')),
                ('neighbour_model', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='performance.neighbourmodel')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_published_place')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=4, max_digits=16)),
                ('first_month', models.DateField(help_text='The first day of the first month in which it holds.')),
                ('last_month', models.DateField(blank=True, help_text='Empty where it holds until another is set.', null=True)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='performance.indicator')),
            ],
            options={
                'ordering': ['indicator', 'first_month'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'first_month'), name='a_target_once_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('file_name', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
                ('shape', models.CharField(blank=True, choices=[('scorecard', 'Scorecard'), ('half-years', 'Half-year comparison'), ('long', 'Long table: indicator, period, value'), ('lait', 'Local authority interactive tool (DfE)'), ('neighbours', 'Statistical neighbours'), ('ees', 'Explore education statistics (DfE)'), ('mapped', 'By a saved mapping')], max_length=20)),
                ('neighbour_model', models.CharField(blank=True, help_text='By which model its neighbours are, where it does not say so.', max_length=20)),
                ('checked', models.JSONField(help_text='What the check found, of a long file; empty until it is checked.', null=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('mapping', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='performance.mapping')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Value',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                ('missing_mark', models.CharField(blank=True, help_text='As the file wrote it: NA, x, c…', max_length=10)),
                ('row', models.PositiveIntegerField()),
                ('indicator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='values', to='performance.indicator')),
                ('place', models.ForeignKey(db_index=False, default=1, on_delete=django.db.models.deletion.PROTECT, related_name='values', to='performance.place')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='performance.import')),
            ],
            options={
                'ordering': ['indicator', 'place', 'month'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'place', 'month'), name='a_value_once_a_month'), models.CheckConstraint(condition=foundation.council.first_of_month.IsFirstOfMonth('month'), name='a_value_has_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Restatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                ('was_mark', models.CharField(blank=True, max_length=10)),
                ('was_year', models.CharField(blank=True, help_text='The year that a comparator was for.', max_length=10)),
                ('was_row', models.PositiveIntegerField()),
                ('comparator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restatements', to='performance.comparator')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restatements', to='performance.import')),
                ('was_source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='performance.import')),
                ('value', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restatements', to='performance.value')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__isnull', False), ('comparator__isnull', False), _connector='XOR'), name='a_restatement_of_one_figure')],
            },
        ),
        migrations.CreateModel(
            name='DatedEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('words', models.CharField(max_length=100)),
                ('restarts_limits', models.BooleanField(default=False, help_text='Whether the level moved for good, so that control limits start again with the day’s month.')),
                ('reason', models.CharField(blank=True, help_text='Why limits start again, where they do.', max_length=300)),
                ('beside_series', models.CharField(blank=True, help_text='What else than indicators it is of, by the key of what charts it; blank for indicators.', max_length=40)),
                ('added_on', models.DateField(help_text='Empty where nobody kept it.', null=True)),
                ('taken_back_on', models.DateField(blank=True, null=True)),
                ('taken_back_because', models.CharField(blank=True, max_length=300)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='performance.indicator')),
            ],
            options={
                'ordering': ['day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('restarts_limits', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='limits_start_again_for_a_reason'), models.CheckConstraint(condition=models.Q(('beside_series', ''), ('indicator', None), _connector='OR'), name='an_event_of_one_kind_of_figures'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_because', ''), ('taken_back_by', None), ('taken_back_on', None)), models.Q(('taken_back_by__isnull', False), ('taken_back_on__isnull', False), models.Q(('taken_back_because', ''), _negated=True)), _connector='OR'), name='taken_back_by_somebody_for_a_reason')],
            },
        ),
    ]
