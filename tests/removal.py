"""Taking rows out of the database with what hangs on them, which the portal itself never does."""

from django.db.models import ManyToManyRel, QuerySet


def remove(rows: QuerySet) -> None:
    for relation in rows.model._meta.related_objects:
        if not isinstance(relation, ManyToManyRel):
            hanging = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(rows)})
            if hanging.exists():
                remove(hanging)
    rows.delete()
