from django.db import migrations


def note_who_did_it(apps, schema_editor):
    """From the rows that name people, and from the trail, which names them in words: where a name is one person's alone."""
    Action, Doer = apps.get_model("actions", "Action"), apps.get_model("actions", "Doer")
    parts = {(pk, owner, "owner") for pk, owner in Action.objects.exclude(owner=None).values_list("pk", "owner")}
    parts |= {(pk, helper, "helper") for pk, helper in Action.helpers.through.objects.values_list("action", "person")}
    parts |= {(pk, by, "owner") for pk, by in apps.get_model("actions", "Evidence").objects.values_list("action", "given_by")}
    parts |= _named_in_the_trail(apps, set(Action.objects.values_list("pk", flat=True)))
    Doer.objects.bulk_create([Doer(action_id=pk, person_id=who, part=part) for pk, who, part in sorted(parts)], batch_size=1000)


def _named_in_the_trail(apps, actions):
    people = {}
    for pk, name in apps.get_model("accounts", "Person").objects.values_list("pk", "name"):
        people.setdefault(name, []).append(pk)
    verbs = ["action.raised", "action.reassigned", "action.helpers_changed"]
    entries = apps.get_model("activity", "Entry").objects.filter(verb__in=verbs).values_list("target_id", "facts")
    found = set()
    for target, facts in entries.iterator():
        owners = [facts.get("was_owner"), facts.get("owner")]
        helpers = [name for key in ("before", "after") for name in facts.get(key) or []]
        named = [(name, "owner") for name in owners] + [(name, "helper") for name in helpers]
        found |= {(int(target), people[name][0], part) for name, part in named if len(people.get(name, [])) == 1}
    return {row for row in found if row[0] in actions}


class Migration(migrations.Migration):
    dependencies = [("actions", "0002_who_ever_did_it"), ("accounts", "0001_initial"), ("activity", "0001_initial")]
    operations = [
        migrations.RunPython(note_who_did_it, migrations.RunPython.noop),
    ]
