from django.apps import AppConfig
from django.db.models import CharField, TextField


class LookupsConfig(AppConfig):
    """Names and words are found, and put in order, alike on both databases: `name__finds="zoe"`, `order_by("name__folded")`."""

    name = "foundation.lookups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .folding import Finds, Folded, InOrder
        from .mentions import Mentions

        for kind in (CharField, TextField):
            kind.register_lookup(Folded)
            kind.register_lookup(InOrder)
            kind.register_lookup(Finds, "finds")
            kind.register_lookup(Mentions)
