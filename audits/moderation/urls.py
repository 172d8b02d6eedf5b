"""From submission to the grades that stand; opening again, and earlier versions."""

from django.urls import path

from .views import moderation, replies, rules, versions

urlpatterns = [
    path("audits/moderation-rules/", rules.moderation_rules, name="moderation-rules"),
    path("audits/<int:number>/reopen/", versions.reopen, name="reopen"),
    path("audits/<int:number>/versions/<int:version>/", versions.earlier_version, name="version"),
    path("audits/<int:number>/moderate/", moderation.moderate, name="moderate"),
    path("audits/<int:number>/agree/", moderation.agree, name="agree"),
    path("audits/<int:number>/return/", moderation.send_back, name="return"),
    path("audits/<int:number>/release/", moderation.release, name="release"),
    path("audits/<int:number>/reply/", replies.reply, name="reply"),
]
