from django.http import Http404


def audit_list(request, **parts):
    raise Http404
