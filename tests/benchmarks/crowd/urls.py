"""The portal's addresses and two more."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from audits.enums import Stage
from audits.models import Audit, Judgement
from foundation.activity.case_content import declared
from foundation.activity.trail import record
from qa_portal.urls import *  # noqa: F403 — all of the portal's
from qa_portal.urls import urlpatterns as of_the_portal


def base(request: HttpRequest) -> HttpResponse:
    return render(request, "layouts/base.html")


@transaction.atomic
def two_writes(request: HttpRequest) -> HttpResponse:
    audit = Audit(pk=request.POST["audit"])
    Judgement.objects.filter(audit=audit, domain=None, stage=Stage.AUDITOR).update(reason=request.POST["reason"])
    record(actor=request.user, verb="audit.graded", target=audit, domain_id=None, before="G", grade="G")
    return HttpResponse("ok")


urlpatterns = [path("base/", base, name="base"), path("two-writes/", two_writes), *of_the_portal]
# No case content is on it.
declared()["base"] = None
