from django.http import Http404


def add(request, **parts):
    raise Http404


def allocate(request, **parts):
    raise Http404


def withdraw(request, **parts):
    raise Http404
