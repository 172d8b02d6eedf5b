"""Control characters, which come along with text pasted from Word or PowerPoint and which no Word file or PDF may hold."""

from typing import Any

# The vertical tab and the form feed part lines and pages where they come from: here they part words.
_PARTING = dict.fromkeys([0x0B, 0x0C], " ")
_CONTROLS = {code: None for code in [*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF] if chr(code) not in "\t\n\r"} | _PARTING


def printable_text(text: str) -> str:
    return text.translate(_CONTROLS)


def printable_values(value: Any) -> Any:
    """JSON values, every text in them without such characters."""
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, dict):
        return {name: printable_values(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable_values(each) for each in value]
    return value
