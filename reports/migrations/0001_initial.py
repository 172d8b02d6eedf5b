
import django.db.models.deletion
import django.db.models.functions.text
import foundation.council.first_of_month
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='AudienceRuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leadership_protection', models.CharField(choices=[('nothing', 'Nothing: every figure is shown'), ('whole_tables', 'The audits of a month or of a domain: fewer are not shown, of more every count is'), ('each_count', 'Each count, and everything from which it could be worked out')], default='nothing', max_length=15)),
                ('leadership_fewest', models.PositiveSmallIntegerField(default=5)),
                ('leadership_round_to', models.PositiveSmallIntegerField(choices=[(1, 'Not rounded'), (5, 'To the nearest 5'), (10, 'To the nearest 10')], default=1)),
                ('leadership_zeros_disclose', models.BooleanField(default=False)),
                ('board_protection', models.CharField(choices=[('nothing', 'Nothing: every figure is shown'), ('whole_tables', 'The audits of a month or of a domain: fewer are not shown, of more every count is'), ('each_count', 'Each count, and everything from which it could be worked out')], default='whole_tables', max_length=15)),
                ('board_fewest', models.PositiveSmallIntegerField(default=5)),
                ('board_round_to', models.PositiveSmallIntegerField(choices=[(1, 'Not rounded'), (5, 'To the nearest 5'), (10, 'To the nearest 10')], default=1)),
                ('board_zeros_disclose', models.BooleanField(default=False)),
                ('newsletter_fewest', models.PositiveSmallIntegerField(default=5)),
                ('newsletter_round_to', models.PositiveSmallIntegerField(choices=[(1, 'Not rounded'), (5, 'To the nearest 5'), (10, 'To the nearest 10')], default=1)),
                ('newsletter_zeros_disclose', models.BooleanField(default=False)),
                ('public_fewest', models.PositiveSmallIntegerField(default=5)),
                ('public_round_to', models.PositiveSmallIntegerField(choices=[(1, 'Not rounded'), (5, 'To the nearest 5'), (10, 'To the nearest 10')], default=5)),
                ('public_zeros_disclose', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_set_of_audience_rules'), models.CheckConstraint(condition=models.Q(('newsletter_fewest__gte', 3), ('public_fewest__gte', 3)), name='staff_and_public_never_see_fewer_than_three')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_month', models.DateField()),
                ('last_month', models.DateField()),
                ('edition', models.PositiveSmallIntegerField(default=1)),
                ('reason', models.TextField(blank=True, verbose_name='why this edition corrects the one before it')),
                ('meeting_date', models.DateField(blank=True, null=True, verbose_name='date of the meeting')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved')], default='draft', max_length=10)),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('content', models.JSONField(blank=True, editable=False, null=True)),
                ('approval_asked_on', models.DateField(blank=True, null=True)),
                ('arrangement', models.JSONField(editable=False, help_text='Its sections as `stored.ARRANGEMENT` has them; none: as they come.', null=True)),
                ('approval_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-last_month', '-first_month', '-edition'],
                'constraints': [models.UniqueConstraint(fields=('first_month', 'last_month', 'edition'), name='an_edition_once_a_period'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('first_month', 'last_month'), name='one_draft_a_period_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('edition', 1), ('reason', '')), models.Q(('edition__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_correction_has_a_reason'), models.CheckConstraint(condition=models.Q(foundation.council.first_of_month.IsFirstOfMonth('first_month'), foundation.council.first_of_month.IsFirstOfMonth('last_month'), ('last_month__gte', models.F('first_month'))), name='a_report_is_of_whole_months'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False), ('content__isnull', False)), _connector='OR'), name='approved_by_someone_on_a_day_and_frozen')],
            },
        ),
        migrations.CreateModel(
            name='KeyFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('strength', 'Strength'), ('area', 'Area for improvement')], max_length=10)),
                ('text', models.TextField()),
                ('source', models.CharField(choices=[('record', 'The child’s record'), ('discussion', 'Discussion with the worker'), ('observation', 'Observation'), ('child', 'The child or young person'), ('family', 'The family')], default='record', max_length=12)),
                ('position', models.PositiveSmallIntegerField()),
                ('quoted', models.JSONField(blank=True, default=list)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AudienceRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('leadership', 'Leadership'), ('board', 'Improvement Board'), ('newsletter', 'Staff newsletter'), ('public', 'Public')], max_length=12)),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('released_on', models.DateField(blank=True, null=True)),
                ('turn', models.PositiveIntegerField(blank=True, help_text='Among the releases to this audience, from 1.', null=True)),
                ('content', models.JSONField(blank=True, editable=False, null=True)),
                ('hidden', models.PositiveIntegerField(default=0, help_text='How many cells, charts and sentences this audience is not shown.')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audience_releases', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'audience'],
                'constraints': [models.UniqueConstraint(fields=('report', 'audience'), name='a_report_released_once_an_audience'), models.UniqueConstraint(fields=('audience', 'turn'), name='one_release_a_turn'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', True), ('released_by__isnull', True), ('released_on__isnull', True), ('turn__isnull', True)), models.Q(('released_by__isnull', False), ('released_on__isnull', False), ('turn__isnull', False)), _connector='OR'), name='released_by_someone_on_a_day_in_turn')],
            },
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(help_text='One of `Format`, by its value.', max_length=10)),
                ('shows', models.CharField(help_text='The SHA-256 of the content that it shows.', max_length=64)),
                ('is_draft', models.BooleanField()),
                ('content', models.BinaryField()),
                ('size', models.PositiveIntegerField(help_text='In bytes.')),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(help_text="On the council's day.")),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='reports.report')),
            ],
            options={
                'ordering': ['report', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'shows', 'form'), name='a_report_in_one_form_once')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('given', 'Given'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('asked_on', models.DateField()),
                ('due', models.DateField()),
                ('given_on', models.DateField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='reports.report')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['reviewer__name__folded', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'reviewer'), name='a_reviewer_once_a_report'), models.CheckConstraint(condition=models.Q(('due__gte', models.F('asked_on'))), name='a_review_is_asked_before_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('given_on__isnull', False), ('state', 'given')), models.Q(models.Q(('state', 'given'), _negated=True), ('given_on__isnull', True)), _connector='OR'), name='a_given_review_has_its_day'), models.CheckConstraint(condition=models.Q(('reviewer', models.F('asked_by')), _negated=True), name='nobody_asks_themselves_for_a_review')],
            },
        ),
        migrations.CreateModel(
            name='ReviewComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=30, verbose_name='section')),
                ('text', models.TextField()),
                ('at', models.DateTimeField(help_text="On the council's day.")),
                ('edition', models.PositiveSmallIntegerField()),
                ('about', models.CharField(blank=True, help_text="A token of the section's text when it was written, blank for none.", max_length=20)),
                ('state', models.CharField(choices=[('open', 'Open'), ('resolved', 'Resolved')], default='open', max_length=10)),
                ('resolved_on', models.DateField(blank=True, null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='reports.report')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('resolved_by', None), ('resolved_on', None), ('state', 'open')), models.Q(('resolved_by__isnull', False), ('resolved_on__isnull', False), ('state', 'resolved')), _connector='OR'), name='a_comment_is_resolved_by_someone_on_a_day'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_comment_says_something')],
            },
        ),
        migrations.CreateModel(
            name='CommentReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField(help_text="On the council's day.")),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='reports.reviewcomment')),
            ],
            options={
                'verbose_name_plural': 'comment replies',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_reply_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.PositiveSmallIntegerField(help_text='By which rule the statement is made.')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('before', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the edition before')),
                ('inputs', models.JSONField(help_text='What was read to compose it, as `stored.SEAL_INPUTS` has it.')),
                ('parts', models.JSONField(help_text='As `stored.SEAL_PARTS` has them.')),
                ('sealed_on', models.DateField()),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='reports.report')),
            ],
            options={
                'ordering': ['report'],
            },
        ),
        migrations.CreateModel(
            name='SectionOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=30, unique=True, verbose_name='section')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections_owned', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
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
        migrations.CreateModel(
            name='SectionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=30)),
                ('text', models.TextField(blank=True)),
                ('written_on', models.DateField()),
                ('quoted', models.JSONField(blank=True, default=list)),
                ('carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.report')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='reports.report')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['report', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='a_section_text_once')],
            },
        ),
        migrations.CreateModel(
            name='ShownMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('stage', models.CharField(choices=[('pre', 'Before moderation'), ('agreed', 'After moderation')], max_length=10)),
                ('figures', models.JSONField(help_text='How many audits were given each grade, as `stored.SHOWN_FIGURES` has it.')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shown_months', to='reports.report')),
            ],
            options={
                'ordering': ['month', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'month'), name='a_month_shown_once_a_report')],
            },
        ),
        migrations.CreateModel(
            name='WordTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField(null=True)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='file')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_word_template')],
            },
        ),
    ]
