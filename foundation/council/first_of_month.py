"""That a date is the first of its month, as a constraint that any program can read.

`month__day=1` would put a function of Django's own into the schema of SQLite: outside Django neither an integrity check nor the
restore of a dump could run it.
"""

from typing import Any

from django.db.models import BooleanField, Func
from django.db.models.sql.compiler import SQLCompiler


class IsFirstOfMonth(Func):
    """`CheckConstraint(condition=IsFirstOfMonth("month"))`."""

    template = "EXTRACT(DAY FROM %(expressions)s) = 1"
    arity = 1
    output_field = BooleanField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="%(expressions)s LIKE '____-__-01'", **extra)
