"""However its case ID is written, a record is in a list once; and one person reflects on an audit once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0007_facts_can_be_corrected'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='sampledrecord', name='a_record_of_a_list_once'),
        migrations.AddConstraint(
            model_name='sampledrecord',
            constraint=models.UniqueConstraint(
                condition=models.Q(('state', 'by_hand'), _negated=True),
                fields=('sample', 'case_key', 'written_apart'),
                name='a_record_of_a_list_once',
            ),
        ),
        migrations.AddConstraint(
            model_name='reflection',
            constraint=models.UniqueConstraint(fields=('audit', 'written_by'), name='one_reflection_a_writer'),
        ),
    ]
