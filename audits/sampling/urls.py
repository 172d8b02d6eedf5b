"""Drawing a month’s records, adding, allocating and withdrawing one."""

from django.urls import path

from .views import records, sampling

urlpatterns = [
    path("cycles/<str:code>/add/", records.add, name="add-audit"),
    path("cycles/<str:code>/sample/", sampling.sample, name="sample"),
    path("cycles/<str:code>/sample/<int:pk>/", sampling.draw, name="sample-draw"),
    path("cycles/<str:code>/sample/<int:pk>/list/", sampling.match, name="sample-list"),
    path("cycles/<str:code>/sample/<int:pk>/correct/", sampling.correct, name="sample-correct"),
    path("cycles/<str:code>/sample/<int:pk>/records/", sampling.records_of_sample, name="sample-records"),
    path("audits/<int:number>/allocate/", records.allocate, name="allocate"),
    path("audits/<int:number>/withdraw/", records.withdraw, name="withdraw"),
]
