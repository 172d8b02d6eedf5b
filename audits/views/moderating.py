from django.http import Http404


def moderate(request, **parts):
    raise Http404


def agree(request, **parts):
    raise Http404


def send_back(request, **parts):
    raise Http404


def release(request, **parts):
    raise Http404


def respond(request, **parts):
    raise Http404
