"""Addresses of cycles and audits. An audit's address uses its own number, never the case ID."""

from django.urls import path

from .views import (
    allocation,
    auditing,
    challenging,
    cycles,
    importing,
    listing,
    moderating,
    moderation_rules,
    opening,
    reading,
    responding,
    risks,
    rules,
    sampling,
)

app_name = "audits"

urlpatterns = [
    path("cycles/", cycles.cycle_list, name="cycles"),
    path("cycles/new/", cycles.plan, name="plan-cycle"),
    path("cycles/<str:code>/", cycles.cycle_page, name="cycle"),
    path("cycles/<str:code>/change/", cycles.change, name="change-cycle"),
    path("cycles/<str:code>/add/", allocation.add, name="add-audit"),
    path("cycles/<str:code>/sample/", sampling.sample, name="sample"),
    path("cycles/<str:code>/sample/<int:pk>/", sampling.draw, name="sample-draw"),
    path("audits/", listing.audit_list, name="list"),
    path("audits/moderation-rules/", moderation_rules.moderation_rules, name="moderation-rules"),
    path("settings/audit-rules/", rules.audit_rules, name="rules"),
    path("audits/import/", importing.upload, name="import"),
    path("audits/import/<int:pk>/", importing.check, name="import-check"),
    path("audits/<int:number>/", reading.audit_page, name="audit"),
    path("audits/<int:number>/allocate/", allocation.allocate, name="allocate"),
    path("audits/<int:number>/withdraw/", allocation.withdraw, name="withdraw"),
    path("audits/<int:number>/hand-back/", opening.hand_back, name="hand-back"),
    path("audits/<int:number>/form/", auditing.sections, name="form"),
    path("audits/<int:number>/form/<slug:section>/", auditing.section, name="section"),
    path("audits/<int:number>/check/", auditing.check, name="check"),
    path("audits/<int:number>/moderate/", moderating.moderate, name="moderate"),
    path("audits/<int:number>/agree/", moderating.agree, name="agree"),
    path("audits/<int:number>/return/", moderating.send_back, name="return"),
    path("audits/<int:number>/release/", moderating.release, name="release"),
    path("audits/<int:number>/respond/", moderating.respond, name="respond"),
    path("audits/<int:number>/conversation/", responding.conversation, name="conversation"),
    path("audits/<int:number>/conversation/record/", responding.record, name="record-conversation"),
    path("audits/<int:number>/risk/", risks.raise_risk, name="raise-risk"),
    path("audits/<int:number>/risks/<int:pk>/", risks.risk, name="risk"),
    path("audits/<int:number>/risks/<int:pk>/acknowledge/", risks.acknowledge, name="acknowledge-risk"),
    path("audits/<int:number>/risks/<int:pk>/close/", risks.close, name="close-risk"),
    path("audits/<int:number>/challenge/", challenging.challenge, name="challenge"),
    path("audits/<int:number>/challenge/answer/", challenging.answer, name="answer-challenge"),
]
