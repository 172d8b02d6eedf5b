from django.http import Http404


def action_list(request, **parts):
    raise Http404


def raise_one(request, **parts):
    raise Http404


def action_page(request, **parts):
    raise Http404


def done(request, **parts):
    raise Http404


def verify(request, **parts):
    raise Http404


def send_back(request, **parts):
    raise Http404


def extend(request, **parts):
    raise Http404


def reassign(request, **parts):
    raise Http404


def withdraw(request, **parts):
    raise Http404
