"""What was sent, noting by which names it is asked."""

from typing import Any

from django.http import QueryDict


class Asking(QueryDict):
    def __init__(self, query: str = "", *, names: set[str], taken_from: QueryDict | None = None, **kwargs: Any):
        self.names = names
        super().__init__(query, **kwargs)
        if taken_from is not None:
            self._encoding = taken_from.encoding
            for name, values in taken_from.lists():
                self.setlist(name, values)
            self._mutable = False

    def _note(self, name: Any) -> None:
        if isinstance(name, str):
            self.names.add(name)

    def get(self, key, default=None):
        self._note(key)
        return super().get(key, default)

    def getlist(self, key, default=None):
        self._note(key)
        return super().getlist(key, default)

    def __getitem__(self, key):
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self._note(key)
        return super().__contains__(key)

    def __deepcopy__(self, memo):
        return QueryDict.__deepcopy__(self.as_plain(), memo)

    def __copy__(self):
        return self.as_plain().__copy__()

    def as_plain(self) -> QueryDict:
        plain = QueryDict("", mutable=True, encoding=self.encoding)
        for name, values in self.lists():
            plain.setlist(name, values)
        return plain
