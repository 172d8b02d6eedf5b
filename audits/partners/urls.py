"""Audits with other agencies: the agencies, the lead's page of all parts, and each agency's own part."""

from django.urls import path

from .views import agencies, filling, parts

urlpatterns = [
    path("agencies/", agencies.agency_list, name="agencies"),
    path("agencies/new/", agencies.add, name="add-agency"),
    path("agencies/<int:pk>/", agencies.agency_page, name="agency"),
    path("agencies/<int:pk>/people/<int:person>/remove/", agencies.remove_person, name="remove-partner"),
    path("agencies/<int:pk>/tool/", agencies.begin_tool, name="begin-agency-tool"),
    path("agencies/<int:pk>/end/", agencies.end, name="end-agency"),
    path("agencies/<int:pk>/bring-back/", agencies.bring_back, name="bring-back-agency"),
    path("audits/<int:number>/parts/", parts.parts, name="parts"),
    path("audits/<int:number>/parts/join/", parts.join, name="join-parts"),
    path("parts/<int:pk>/", filling.part_page, name="part"),
    path("parts/<int:pk>/hand-back/", filling.hand_back, name="hand-back-part"),
    path("parts/<int:pk>/hand-over/", parts.hand_over, name="hand-over-part"),
    path("parts/<int:pk>/ask-back/", parts.ask_back, name="ask-part-back"),
    path("parts/<int:pk>/leave-out/", parts.leave_out, name="leave-part-out"),
    path("parts/<int:pk>/fill-in/<slug:section>/", filling.part_section, name="part-section"),
]
