from django.http import Http404


def observation_list(request, **parts):
    raise Http404


def assign(request, **parts):
    raise Http404


def new(request, **parts):
    raise Http404


def observation_page(request, **parts):
    raise Http404


def record(request, **parts):
    raise Http404


def share(request, **parts):
    raise Http404
