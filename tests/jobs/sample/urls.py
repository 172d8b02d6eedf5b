import time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from foundation.accounts.models import Person
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue


@csrf_exempt
@login_not_required
def start(request: HttpRequest) -> JsonResponse:
    """POST starts the sample job, GET says how the last job is."""
    if request.method == "POST":
        for _ in range(int(request.POST.get("times", "1"))):
            enqueue(kind="sample.wait", actor=Person.objects.system(), folder=request.POST["folder"])
    job = Job.objects.first()
    return JsonResponse({"state": job.state, "attempts": job.attempts, "result": job.result})


@login_not_required
def slow(request: HttpRequest, tenths: int) -> JsonResponse:
    """A page that takes its time."""
    time.sleep(tenths / 10)
    return JsonResponse({"took": tenths})


urlpatterns = [path("sample/", start), path("sample/slow/<int:tenths>/", slow)]
