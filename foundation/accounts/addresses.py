"""E-mail addresses as they are typed and as they are looked up: one form, whatever kind of apostrophe or hidden sign came along."""

from typing import Any

from django import forms

from foundation.names import address_key


class AddressField(forms.EmailField):
    def to_python(self, value: Any) -> str:
        return str(super().to_python(address_key(value) if isinstance(value, str) else value))
