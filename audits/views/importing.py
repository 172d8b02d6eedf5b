from django.http import Http404


def upload(request, **parts):
    raise Http404


def check(request, **parts):
    raise Http404
