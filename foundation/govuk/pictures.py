"""A chart as a picture of its own, at its own address."""

from django.http import HttpResponse

from foundation.charts import Spec, render_svg

# The font that the picture carries is named in a style element; nothing else of a page's policy changes, and no script runs.
POLICY = {"style-src": "'unsafe-inline'", "font-src": "data:"}


def picture_response(spec: Spec) -> HttpResponse:
    response = HttpResponse(render_svg(spec, with_font=True), content_type="image/svg+xml")
    response._csp_update = POLICY  # type: ignore[attr-defined]  # as the decorators of django-csp do
    return response
