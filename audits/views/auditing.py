from django.http import Http404


def sections(request, **parts):
    raise Http404


def section(request, **parts):
    raise Http404


def check(request, **parts):
    raise Http404
