"""The list, the page of an audit, and the months."""

from django.urls import path

from .views import audit, audit_list, cycles, readings, response, several

urlpatterns = [
    path("cycles/", cycles.cycle_list, name="cycles"),
    path("cycles/new/", cycles.plan, name="plan-cycle"),
    path("cycles/<str:code>/", cycles.cycle_page, name="cycle"),
    path("cycles/<str:code>/change/", cycles.change, name="change-cycle"),
    path("cycles/<str:code>/remove/", cycles.remove, name="remove-cycle"),
    path("audits/", audit_list.audit_list, name="list"),
    path("audits/several/", several.several, name="several"),
    path("audits/<int:number>/", audit.audit_page, name="audit"),
    path("audits/<int:number>/read-by/", readings.readings, name="readings"),
    path("audits/<int:number>/respond/", response.respond, name="respond"),
]
