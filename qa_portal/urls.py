"""Every address, by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("desk.urls")),
    path("", include("foundation.accounts.urls")),
    path("", include("foundation.passwords.urls")),
    path("", include("foundation.second_factors.urls")),
    path("", include("foundation.signed_in.urls")),
    path("", include("foundation.single_sign_on.urls")),
    path("", include("foundation.sending.urls")),
    path("", include("foundation.notices.urls")),
    path("", include("foundation.chasing.urls")),
    path("views/", include("foundation.saved_views.urls")),
    path("council/", include("foundation.council.urls")),
    path("jobs/", include("foundation.jobs.urls")),
    path("", include("audits.urls")),
    path("observations/", include("observations.urls")),
    path("voices/", include("voices.urls")),
    path("studies/", include("studies.urls")),
    path("actions/", include("actions.urls")),
    path("commissions/", include("commissions.urls")),
    path("", include("oversight.urls")),
    path("performance/", include("performance.urls")),
    path("insight/", include("insight.urls")),
    path("inspections/", include("inspections.urls")),
    path("learning/", include("learning.urls")),
    path("publications/", include("publications.urls")),
    path("reports/", include("reports.urls")),
    path("packs/", include("packs.urls")),
    path("", include("feeds.urls")),
    path("governance/", include("governance.urls")),
]

handler500 = "foundation.gate.failures.server_error"
