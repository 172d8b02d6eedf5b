from django.db import migrations


def note_involved(apps, schema_editor):
    """Of audits written here: the worker, and who stands above worker and team today, which is the best that is known."""
    people = dict(apps.get_model("accounts", "Person").objects.values_list("pk", "line_manager"))
    heads = {}
    for pk, *above in apps.get_model("accounts", "Team").objects.values_list("pk", "manager", "service__manager", "service__head"):
        heads[pk] = {*filter(None, above)} | _above(people, above[0])
    audits = apps.get_model("audits", "Audit").objects.filter(imported=False).values_list("pk", "allocated_worker", "team")
    rows = set()
    for pk, worker, team in audits.iterator():
        rows |= {(pk, worker, "own_work")} if worker else set()
        rows |= {(pk, above, "line_of_management") for above in _above(people, worker) | heads.get(team, set())}
    Involvement = apps.get_model("audits", "Involvement")
    Involvement.objects.bulk_create([Involvement(audit_id=pk, person_id=who, kind=kind) for pk, who, kind in sorted(rows)], batch_size=2000)


def _above(managers, person):
    found = set()
    while (person := managers.get(person)) and person not in found:
        found.add(person)
    return found


class Migration(migrations.Migration):
    dependencies = [("audits", "0006_separation"), ("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(note_involved, migrations.RunPython.noop),
    ]
