from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "performance"
    trail_verbs = {
        "indicator.imported": "imported figures",
        "indicator.import_undone": "undid an import of figures",
        "indicator.place_chosen": "chose which published council is ours",
        "indicator.event_added": "noted an event",
        "indicator.event_removed": "removed an event",
        "indicator.changed": "changed the indicator",
        "commentary.asked": "asked for a comment",
        "commentary.written": "wrote the comment",
        "commentary.status_set": "set the status",
    }
