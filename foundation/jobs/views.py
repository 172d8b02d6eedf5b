from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from .models import Job
from .registry import about


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a job is; its asker goes on from here by itself when it is done."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if job.next_address:
        return HttpResponseClientRedirect(job.next_address) if request.headers.get("HX-Request") else redirect(job.next_address)
    return render(request, "jobs/job.html", {"job": job, "about": about(job.kind)})
