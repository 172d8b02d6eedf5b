"""The year’s plan, what a month expects, exemptions, pauses, and the rules of audits."""

from django.urls import path

from .views import programme, rules

urlpatterns = [
    path("cycles/year/<int:year>/", programme.plan_year, name="plan-year"),
    path("cycles/<str:code>/expected/", programme.expected, name="expected"),
    path("cycles/<str:code>/exemptions/", programme.exemption_list, name="exemptions"),
    path("cycles/<str:code>/exemptions/<int:pk>/", programme.exemption, name="exemption"),
    path("cycles/<str:code>/pause/", programme.pause, name="pause-cycle"),
    path("cycles/<str:code>/resume/", programme.resume, name="resume-cycle"),
    path("settings/audit-rules/", rules.audit_rules, name="rules"),
]
