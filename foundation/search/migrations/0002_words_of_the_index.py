"""The words that the index has, by which the beginning of a word is looked for. An index from before has none: it is made again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index_of_words")]
    operations = [
        migrations.CreateModel(
            name="IndexedWord",
            fields=[("word", models.CharField(max_length=60, primary_key=True, serialize=False))],
            options={"ordering": ["pk"]},
        ),
        migrations.RunSQL("DELETE FROM search_indexedupto", migrations.RunSQL.noop),
    ]
