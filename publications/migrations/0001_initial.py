
import django.db.models.deletion
import foundation.council.clock
import foundation.council.first_of_month
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('audits', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('alert', 'Practice alert'), ('briefing', 'Seven-minute briefing'), ('tips', 'Top tips'), ('example', 'Good-practice example'), ('newsletter', 'Newsletter')], max_length=12)),
                ('title', models.CharField(max_length=150)),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('reviewed', 'Reviewed'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('content', models.JSONField(default=dict, help_text='As `stored.TEXTS` has it.')),
                ('words', models.TextField(blank=True, verbose_name='all its words, to be searched')),
                ('first_month', models.DateField(blank=True, null=True)),
                ('last_month', models.DateField(blank=True, null=True)),
                ('begun_on', models.DateField(default=foundation.council.clock.today)),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent for review on')),
                ('review_due', models.DateField(blank=True, null=True)),
                ('returned_because', models.TextField(blank=True, verbose_name='what the reviewer asked for')),
                ('reviewed_on', models.DateField(blank=True, null=True)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to=settings.AUTH_USER_MODEL)),
                ('domain', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='audits.domain')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications_to_review', to=settings.AUTH_USER_MODEL)),
                ('writers', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('first_month', None), ('last_month', None)), models.Q(foundation.council.first_of_month.IsFirstOfMonth('first_month'), foundation.council.first_of_month.IsFirstOfMonth('last_month'), ('last_month__gte', models.F('first_month'))), _connector='OR'), name='a_publication_is_of_whole_months'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['reviewed', 'published']), _negated=True), ('reviewed_by__isnull', False), _connector='OR'), name='published_after_a_review'), models.CheckConstraint(condition=models.Q(('reviewed_by', models.F('author')), _negated=True), name='nobody_reviews_their_own_publication'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_on__isnull', False), _connector='OR'), name='published_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_because', ''), _negated=True), _connector='OR'), name='a_publication_withdrawn_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='NewsletterItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('is_shown', models.BooleanField(default=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='publications.publication')),
                ('newsletter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='publications.publication')),
            ],
            options={
                'ordering': ['newsletter', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('newsletter', 'item'), name='an_item_once_a_newsletter'), models.CheckConstraint(condition=models.Q(('newsletter', models.F('item')), _negated=True), name='no_newsletter_in_itself')],
            },
        ),
        migrations.CreateModel(
            name='ExampleConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('strength', models.TextField()),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('given', 'Given'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('asked_on', models.DateField(default=foundation.council.clock.today)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audits.audit')),
                ('finding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='audits.finding')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='consent', to='publications.publication')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_on', None), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='consent_is_answered_on_a_day'), models.UniqueConstraint(condition=models.Q(('finding__isnull', False)), fields=('finding',), name='a_strength_proposed_once')],
            },
        ),
        migrations.CreateModel(
            name='PublicationFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('strength', 'Strength'), ('area', 'Area for improvement')], max_length=10)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='publications.publication')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='audits.findingtheme')),
            ],
            options={
                'ordering': ['publication', 'kind', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('publication', 'theme', 'kind'), name='a_finding_once_a_publication')],
            },
        ),
        migrations.CreateModel(
            name='PublishedEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField(help_text='As `stored.PUBLISHED` has it.')),
                ('published_on', models.DateField(default=foundation.council.clock.today)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='publications.publication')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['publication', 'number'],
                'constraints': [models.UniqueConstraint(fields=('publication', 'number'), name='an_edition_of_a_publication_once')],
            },
        ),
        migrations.CreateModel(
            name='PublicationRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_on', models.DateField(default=foundation.council.clock.today)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='publications.publishededition')),
            ],
            options={
                'ordering': ['edition', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'reader'), name='an_edition_read_once_by_a_reader')],
            },
        ),
    ]
