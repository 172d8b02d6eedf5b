"""What readers are given, and how many have read it."""

from django.db.models import Count, Q, QuerySet

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from publications.calculations import ReadCount, days_of
from publications.enums import IN_A_NEWSLETTER, PublicationState
from publications.models import NewsletterItem, Publication, PublicationRead, PublishedEdition
from publications.queries.findings import counted_findings
from publications.querysets import PublicationQuerySet
from publications.stored import PublishedContent


def latest_edition(publication: Publication) -> PublishedEdition | None:
    return publication.editions.select_related("reviewed_by", "published_by").order_by("number").last()


def has_read(person: Person, edition: PublishedEdition) -> bool:
    return PublicationRead.objects.filter(edition=edition, reader=person).exists()


def people_who_could_read() -> QuerySet[Person]:
    """Who can sign in, but for members of the Board and nothing else."""
    roles = Count("role_rows", distinct=True)
    on_board = Count("role_rows", filter=Q(role_rows__role=Role.BOARD_MEMBER), distinct=True)
    return Person.objects.who_can_sign_in().alias(roles=roles, on_board=on_board).exclude(roles=1, on_board=1)


def read_count(edition: PublishedEdition) -> ReadCount:
    could = people_who_could_read()
    read = PublicationRead.objects.filter(edition=edition, reader__in=could.values("pk")).count()
    return ReadCount(read, could.count())


def offered_items(newsletter: Publication) -> PublicationQuerySet:
    """What an issue may have: published in its quarter, or on findings of its months."""
    found = Publication.objects.published().filter(kind__in=IN_A_NEWSLETTER)
    if not newsletter.first_month or not newsletter.last_month:
        return found.none()
    first, last = days_of(newsletter.first_month, newsletter.last_month)
    in_quarter = Q(published_on__gte=first, published_on__lte=last)
    on_its_months = Q(first_month__lte=newsletter.last_month, last_month__gte=newsletter.first_month)
    return found.filter(in_quarter | on_its_months)


def content_now(publication: Publication) -> PublishedContent:
    """What readers would be given now."""
    items = NewsletterItem.objects.filter(newsletter=publication, is_shown=True, item__state=PublicationState.PUBLISHED)
    return PublishedContent(
        title=publication.title,
        summary=publication.summary,
        texts={part.value: publication.texts.get(part, "") for part in publication.parts},
        findings=tuple(counted_findings(publication)),
        items=tuple(items.order_by("position", "pk").values_list("item", flat=True)),
        first=publication.first_month,
        last=publication.last_month,
    )
