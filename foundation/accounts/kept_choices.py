"""A filter by one of the rows that a reader may see: its choices are kept for them, and the rows asked for where one is chosen."""

from typing import Any

from django_filters import ModelChoiceFilter
from django_filters.fields import ModelChoiceField

from .kept_for_reader import kept_for_reader


class _KeptField(ModelChoiceField):
    """Nothing is chosen in it: it shows what can be."""

    kept: list[tuple[str, str]]

    def __deepcopy__(self, memo: Any) -> "_KeptField":
        copied = super().__deepcopy__(memo)
        # Django lets it ask for its rows again.
        copied.widget.choices = self.kept
        return copied


class KeptChoiceFilter(ModelChoiceFilter):
    """As django-filter's, with a function of the request as its `queryset`."""

    field_class = _KeptField
    _field: Any

    @property
    def field(self) -> Any:
        if hasattr(self, "_field"):
            return self._field
        name = next(name for name, each in self.parent.filters.items() if each is self)
        if self.parent.data.get(name):
            return self._asked()
        rows = self.queryset
        kept = kept_for_reader(self.parent.request.user, f"choices of {rows.__module__}.{rows.__qualname__}", self._in_words)
        self._field = _KeptField(label=self.label, **self.extra | {"queryset": self.parent._meta.model._default_manager.none()})
        self._field.kept = self._field.widget.choices = kept
        return self._field

    def _asked(self) -> ModelChoiceField:
        """The field with its rows."""
        return ModelChoiceField(label=self.label, **self.extra | {"queryset": self.get_queryset(self.parent.request)})

    def _in_words(self) -> list[tuple[str, str]]:
        return [("" if value is None else str(value), str(words)) for value, words in self._asked().choices]
