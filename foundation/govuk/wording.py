"""What a field says when it refuses: GOV.UK's sentences in place of Django's, wherever a form has not set its own."""

from django import forms

CHOICES = (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


def sentence_start(label: str) -> str:
    """A label inside a sentence: its first letter small, unless it begins with an abbreviation such as KPI."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def required_message(field: forms.Field, label: str) -> str:
    if label.endswith("?"):
        return f"Answer “{label}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to continue"
    if isinstance(field, (*CHOICES, forms.FileField)):
        return f"Select {sentence_start(label)}"
    return f"Enter {sentence_start(label)}"


def field_messages(field: forms.Field, label: str) -> dict[str, str]:
    messages = {
        "required": required_message(field, label),
        "max_length": f"{label} must be %(limit_value)d characters or fewer; it has %(show_value)d",
        "min_value": f"{label} must be %(limit_value)s or more",
        "max_value": f"{label} must be %(limit_value)s or less",
    }
    if isinstance(field, CHOICES):
        messages |= {"invalid_choice": f"Select {sentence_start(label)} from the list", "invalid_list": f"Select {sentence_start(label)}"}
    elif isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField | forms.FloatField):
        messages["invalid"] = f"{label} must be a whole number, like 14"
    elif isinstance(field, forms.DecimalField | forms.FloatField):
        messages["invalid"] = f"{label} must be a number, like 63.4"
    elif isinstance(field, forms.EmailField):
        messages["invalid"] = f"{label} must be an e-mail address, like name@example.gov.uk"
    return messages


def speak_plainly(field: forms.Field, label: str) -> None:
    """Give ``field`` our sentences, keeping each message that the form or the field class wrote itself."""
    defaults: dict[str, str] = {}
    for parent in reversed(type(field).__mro__):
        if parent.__module__.startswith("django.") or parent.__module__.startswith("django_filters."):
            defaults.update(getattr(parent, "default_error_messages", {}))
    for code, message in field_messages(field, label).items():
        if field.error_messages.get(code, defaults.get(code)) == defaults.get(code):
            field.error_messages[code] = message
