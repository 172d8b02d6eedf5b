from .editions import NewsletterItem, PublicationRead, PublishedEdition
from .examples import ExampleConsent
from .publications import Publication, PublicationFinding

__all__ = ["ExampleConsent", "NewsletterItem", "Publication", "PublicationFinding", "PublicationRead", "PublishedEdition"]
