"""The index of words. Each database brings its own full-text index: FTS5 on SQLite, GIN on PostgreSQL, of words that Python has folded.

No extension is asked for: `unaccent` is often missing, or only the owner of the server may add it.
"""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

MADE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_words USING fts5"
        " (words, content='search_indexedtext', content_rowid='number', tokenize='ascii', detail=none)"
    ),
    "postgresql": "CREATE INDEX search_words ON search_indexedtext USING gin (array_to_tsvector(string_to_array(words, ' ')))",
}
UNMADE = {"sqlite": "DROP TABLE search_words", "postgresql": "DROP INDEX search_words"}


class FullTextIndex(Operation):
    """Asks for no model, so that an empty database is migrated without making all of them for it."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(MADE[schema_editor.connection.vendor], None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(UNMADE[schema_editor.connection.vendor], None)

    def describe(self):
        return "Make the full-text index of words"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="IndexedText",
            fields=[
                (
                    "number",
                    models.BigIntegerField(
                        help_text="The number of its source and, in the last 40 bits, that of its row.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("thing", models.CharField(help_text="The key of what it belongs to.", max_length=40)),
                ("words", models.TextField()),
            ],
            options={"ordering": ["number"], "indexes": [models.Index(fields=["thing"], name="indexed_text_of_thing")]},
        ),
        migrations.CreateModel(
            name="IndexedUpTo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField()),
            ],
        ),
        FullTextIndex(),
    ]
