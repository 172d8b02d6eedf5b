from django.urls import path

from .views import chasing, evidence, information, logs, readings, work

app_name = "desk"

urlpatterns = [
    path("", work.my_work, name="my-work"),
    path("settings/people/<int:pk>/leaving/", work.leaving, name="leaving"),
    path("settings/logs/", logs.sealed_logs, name="sealed-logs"),
    path("settings/logs/evidence-pack/", evidence.evidence_page, name="evidence-pack"),
    path("settings/logs/evidence-pack/<int:pk>/", evidence.evidence_file, name="evidence-file"),
    path("settings/logs/sign-ins/", logs.failed_sign_ins, name="failed-sign-ins"),
    path("settings/logs/denied/", logs.denied, name="denied"),
    path("settings/logs/unusual/", readings.unusual, name="unusual-readings"),
    path("settings/logs/unusual/rules/", readings.rules, name="reading-rules"),
    path("settings/logs/unusual/<int:pk>/<str:day>/<str:what>/", readings.look, name="look-at-readings"),
    path("reminders/", chasing.remind, name="remind"),
    path("reminders/copied/", chasing.copied, name="copied-reminders"),
    path("search/", work.search_page, name="search"),
    path("help/", information.help_page, name="help"),
    path("help/first-steps/", information.first_steps, name="first-steps"),
    path("help/first-steps/hide/", information.hide_steps, name="hide-steps"),
    path("help/first-steps/show/", information.show_steps, name="show-steps"),
    path("help/who-sees-what/", information.sees, name="who-sees-what"),
    path("help/contact/", information.contact, name="contact"),
    path("help/privacy/", information.privacy, name="privacy"),
    path("help/accessibility/", information.accessibility, name="accessibility"),
    path("help/<slug:slug>/", information.help_area, name="help-area"),
]
