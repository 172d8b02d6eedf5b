from django.http import Http404


def cycle_list(request, **parts):
    raise Http404


def plan(request, **parts):
    raise Http404


def cycle_page(request, **parts):
    raise Http404


def change(request, **parts):
    raise Http404
