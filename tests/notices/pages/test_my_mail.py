"""`/my-mail/`: what a person gets by mail."""

from foundation.notices.models import Preference
from tests.accounts.trail import trail_of

PAGE = "/my-mail/"


def test_everything_is_chosen_until_a_person_chooses(worker):
    form = worker.get(PAGE).context["form"]

    assert form.initial == {"wants_digest": "yes", "topics": ["overdue", "due_soon", "to_verify", "comments", "news"]}


def test_what_was_chosen_is_kept_and_leaves_a_trace(worker):
    page = worker.post(PAGE, {"wants_digest": "yes", "topics": ["overdue", "news"]}, follow=True).content.decode()

    assert "Your choice was saved." in page
    assert Preference.of(worker.person).left_out == ["due_soon", "to_verify", "comments"]
    assert trail_of(worker.person) == ["changed what they get by mail"]


def test_the_second_time_does_nothing(worker):
    for _ in range(2):
        worker.post(PAGE, {"wants_digest": "no"})

    assert not Preference.of(worker.person).wants_digest
    assert trail_of(worker.person) == ["changed what they get by mail"]


def test_topics_are_kept_for_when_the_digest_is_wanted_again(worker):
    worker.post(PAGE, {"wants_digest": "yes", "topics": ["overdue"]})
    worker.post(PAGE, {"wants_digest": "no"})

    assert worker.get(PAGE).context["form"].initial["topics"] == ["overdue"]


def test_a_digest_of_nothing_is_refused(worker):
    page = worker.post(PAGE, {"wants_digest": "yes"}).content.decode()

    assert "Select at least one, or choose to have no digest." in page
    assert not Preference.objects.exists()


def test_a_choice_is_ones_own(worker, outsider):
    worker.post(PAGE, {"wants_digest": "no"})

    assert Preference.of(outsider.person).wants_digest


def test_my_work_leads_to_it(worker):
    assert f'href="{PAGE}"' in worker.get("/").content.decode()
