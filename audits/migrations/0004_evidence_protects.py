"""Facts about evidence protect it: only a part of a row goes with the whole."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_evidence_protects'),
        ('audits', '0003_published_tools_stand'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='allocation',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='auditversion',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='calibrationoutcome',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='audits.calibrationround'),
        ),
        migrations.AlterField(
            model_name='calibrationpart',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='audits.calibrationround'),
        ),
        migrations.AlterField(
            model_name='capacity',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='capacity', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='challenge',
            name='audit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='challenge', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='checklistanswer',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checklist_answers', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='conflictoverride',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='correction',
            name='factual_check',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='audits.factualcheck'),
        ),
        migrations.AlterField(
            model_name='declaration',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='exemption',
            name='auditor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='exemption',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='audits.cycle'),
        ),
        migrations.AlterField(
            model_name='exemption',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team'),
        ),
        migrations.AlterField(
            model_name='expectation',
            name='auditor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='expectation',
            name='service',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.service'),
        ),
        migrations.AlterField(
            model_name='factualcheck',
            name='audit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='factual_check', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='feedbackletter',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='interest',
            name='handed_back',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='interest',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='involvement',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='judgement',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='moderationchoice',
            name='audit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moderation_choice', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='moderationdraft',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moderation_drafts', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='moderationdraft',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='moderationrecord',
            name='audit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moderation_record', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='pin',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pins', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='reflection',
            name='audit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reflection', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='reflectiveconversation',
            name='audit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='conversation', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='revelation',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revelations', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='riskflag',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='sampledrecord',
            name='audit',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sampled', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='sampledrecord',
            name='replaces',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='audits.sampledrecord'),
        ),
        migrations.AlterField(
            model_name='sampledrecord',
            name='sample',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='audits.sample'),
        ),
        migrations.AlterField(
            model_name='teamresponse',
            name='audit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='response', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='themeanswer',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='theme_answers', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='themechange',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='theme_changes', to='audits.cycle'),
        ),
        migrations.AlterField(
            model_name='voiceheard',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='audits.audit'),
        ),
        migrations.AlterField(
            model_name='withdrawal',
            name='audit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='audits.audit'),
        ),
    ]
