import json

from django.core.management.base import BaseCommand

from foundation.accounts.models import Person
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue, reconcile


class Command(BaseCommand):
    help = "Start the sample job, pick up lost jobs, or say how the last job is."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["start", "reconcile", "show"])
        parser.add_argument("--folder")

    def handle(self, *args, what, folder, **options):
        if what == "start":
            enqueue(kind="sample.wait", actor=Person.objects.system(), folder=folder)
        elif what == "reconcile":
            reconcile()
        job = Job.objects.first()
        self.stdout.write(json.dumps({"state": job.state, "attempts": job.attempts, "result": job.result}))
