"""A chart as a picture of its own."""

from django.http import Http404, HttpRequest, HttpResponse

from foundation.charts import TrendPicture
from foundation.govuk.pictures import picture_response


def picture_for(request: HttpRequest, picture: TrendPicture | None) -> HttpResponse:
    """The wide one; with `?narrow` the one for a phone."""
    if picture is None:
        raise Http404("There is no figure to draw yet.")
    return picture_response(picture.narrow if "narrow" in request.GET else picture.wide)
