from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "foundation.council"
    # The room of `activity`, which reads this, stands above: so without its words.
    case_content = {"look": None, "logo": None}
    opens_to_partners = ("look", "logo")
