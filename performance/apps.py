from django.apps import AppConfig

from .case_content import CASE_CONTENT


class PerformanceConfig(AppConfig):
    name = "performance"
    case_content = CASE_CONTENT
    searched = ("performance.pages.searching.INDICATORS", "performance.pages.searching.COMMENTS")
    trail_verbs = {
        "indicator.upload_kept": "brought a file of figures to be checked",
        "indicator.upload_read_as": "chose how a file of figures is read",
        "indicator.imported": "imported figures",
        "indicator.mapping_saved": "said how a file is read",
        "indicator.mapping_changed": "changed how a file is read",
        "indicator.mapping_deleted": "deleted how a file is read",
        "indicator.import_undone": "undid an import of figures",
        "indicator.place_chosen": "chose which published council is ours",
        "indicator.event_added": "noted an event",
        "indicator.event_removed": "removed an event",
        "indicator.restart_taken_back": "took back that control limits start again",
        "indicator.changed": "changed the indicator",
        "indicator.added": "added the indicator",
        "indicator.target_set": "set a target",
        "indicator.target_removed": "removed a target",
        "indicator.linked": "linked indicators with the published ones",
        "indicator.missing_noted": "noted why a figure is missing",
        "indicator.missing_removed": "removed the note on a missing figure",
        "figure.noted": "noted a figure",
        "figure.removed": "removed a noted figure",
        "figures.address_made": "made a private address of the figures",
        "figures.address_revoked": "revoked their address of the figures",
        "month.released": "released the month to the Board",
        "month.taken_back": "took the month back from the Board",
        "commentary.asked": "asked for a comment",
        "commentary.reminded": "reminded who was asked for the comment",
        "commentary.saved": "saved the comment while writing",
        "commentary.written": "wrote the comment",
        "commentary.published": "published the comment",
        "commentary.withdrawn": "withdrew the comment from the Board",
        "commentary.status_set": "set the status",
        "commentary.taken_back": "took back the comment that an import had brought",
        "commentary.status_taken_back": "took back the status that an import had brought",
    }
