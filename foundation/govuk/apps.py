from django.apps import AppConfig
from django.conf import settings


class GovukConfig(AppConfig):
    name = "foundation.govuk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Without one that all machines share each process keeps what it drew itself, and a second copy would be of no use.
        if settings.CACHES["default"]["BACKEND"] == "foundation.stores.shared_cache.SharedCache":
            from .shared_pictures import share_pictures

            share_pictures()
