"""The library, and the page of what is in it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.requests import SignedInRequest, call_service
from foundation.chasing.pages import remind_url
from foundation.council.document_response import FORMATS, document_as_file
from foundation.council.downloads import PUBLISHED_EXPORTS
from foundation.council.list_pages import list_page
from foundation.govuk.false_words import FalseWords
from publications import permissions
from publications.enums import PublicationState
from publications.filters import PublicationFilter
from publications.models import Publication
from publications.pages.late import PUBLICATIONS
from publications.pages.library import acts_of_library
from publications.pages.publication import finding_words, findings_intro, items_of, publication_document, shown_parts, works_on
from publications.pages.reading import page_for
from publications.queries.editions import content_now, latest_edition
from publications.queries.facts import facts_no_longer_so
from publications.services import note_read
from publications.tables import HEADER, PublicationTable, file_row

from .fetching import visible_publication


@require_safe
def library(request: SignedInRequest) -> HttpResponse:
    person = request.user
    filtered = PublicationFilter(request.GET, queryset=Publication.objects.visible_to(person).for_list(), request=request)
    return list_page(
        request,
        "publications/list.html",
        table=PublicationTable(filtered.qs),
        title="Practice library",
        header=HEADER,
        file_rows=lambda seen: map(file_row, seen),
        filtered=filtered,
        about=lambda: {
            "page_actions": acts_of_library(person),
            "remind_url": remind_url(PUBLICATIONS) if permissions.can_publish(person) else "",
        },
        exports=PUBLISHED_EXPORTS,
    )


@require_safe
def publication_page(request: SignedInRequest, number: int) -> HttpResponse:
    publication, person = visible_publication(request, number), request.user
    edition = latest_edition(publication) if publication.state == PublicationState.PUBLISHED else None
    works = works_on(person, publication)
    is_shown = edition is not None or works or permissions.is_worker_of_example(person, publication)
    content = edition.given if edition else content_now(publication)
    items = items_of(content, person)
    if is_shown and request.GET.get("format") in FORMATS:
        document = publication_document(publication, content, items, edition)
        return document_as_file(document, request.GET["format"], publication.short_name.lower().replace(" ", "-"))
    false_words = [] if edition else [FalseWords(each.inserted.sentence) for each in facts_no_longer_so(publication)]
    words = {
        "publication": publication,
        "edition": edition,
        "content": content if is_shown else None,
        "parts": shown_parts(publication.kind, content) if is_shown else [],
        "findings": list(map(finding_words, content.findings)),
        "findings_intro": findings_intro(content, edition),
        "items": items,
        "false_words": false_words,
        "formats": FORMATS.items() if is_shown else (),
    }
    return render(request, "publications/publication.html", words | page_for(person, publication, edition))


@require_POST
def read(request: SignedInRequest, number: int) -> HttpResponse:
    publication = visible_publication(request, number)
    call_service(request, note_read, "Thank you. You are counted as a reader.", publication=publication)
    return redirect(publication)
