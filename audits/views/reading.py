from django.http import Http404


def audit_page(request, **parts):
    raise Http404
