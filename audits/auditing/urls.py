"""Opening and writing an audit, and the questions of a month."""

from django.urls import path

from .views import auditing, findings, opening, themes, tool_preview

urlpatterns = [
    path("cycles/<str:code>/theme/", themes.theme, name="theme"),
    path("cycles/<str:code>/theme/questions/", themes.questions, name="theme-questions"),
    path("cycles/<str:code>/checklist/", themes.checklist, name="checklist"),
    path("settings/audit-tool/<int:pk>/form/", tool_preview.preview, name="preview-tool"),
    path("audits/<int:number>/hand-back/", opening.hand_back, name="hand-back"),
    path("audits/<int:number>/form/", auditing.sections, name="form"),
    path("audits/<int:number>/form/<slug:section>/", auditing.section_page, name="section"),
    path("audits/<int:number>/suggest-themes/", findings.suggest_themes, name="suggest-themes"),
    path("audits/<int:number>/check/", auditing.check, name="check"),
]
