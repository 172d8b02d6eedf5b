"""How directories write things: names of people as paths, accounts that are switched off, mailboxes that are nobody's."""

import re

# userAccountControl, bit 2: the account is disabled.
_DISABLED = 2
_NAME_IN_PATH = re.compile(r"^cn=((?:\\.|[^,\\])+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")

_MAILBOX = re.compile(
    r"\b(shared|shared mailbox|mailbox|inbox|mail box|distribution (list|group)|service account|svc|no ?reply|do not reply|scanner|printer|"
    r"meeting room|room booking|equipment|generic|test (account|user)|duty (desk|inbox|team)|team inbox|enquiries|helpdesk|help desk)\b",
    re.IGNORECASE,
)
_MAILBOX_KINDS = ("shared", "room", "equipment", "scheduling", "discovery", "group", "contact", "service account")
_OUTSIDE = re.compile(
    r"[(\[]\s*(ext|external|guest|vendor|supplier|third party)\s*[)\]]|\b(vendor|supplier|3rd party|third party)\b", re.IGNORECASE
)
_OUTSIDE_KINDS = ("guest", "vendor", "supplier", "external", "third party")


def name_in_path(text: str) -> str:
    """“Quinn, Tara” of “CN=Quinn\\, Tara,OU=Users,DC=council”; empty where the text is no such path."""
    found = _NAME_IN_PATH.match(text.strip())
    return _ESCAPED.sub(r"\1", found[1]).strip() if found else ""


def is_disabled(control: str) -> bool:
    """Whether Active Directory's number for an account says that it is disabled: 514 and 66050 do, 512 does not."""
    return control.isascii() and control.isdecimal() and len(control) < 12 and bool(int(control) & _DISABLED)


def mailbox_words(name: str, address: str, kind: str) -> str:
    """What says that an entry is a mailbox, a room or a service account; empty where it may be a person."""
    if any(word in kind.casefold() for word in _MAILBOX_KINDS):
        return kind
    for text in (name, re.sub(r"[._-]", " ", address.partition("@")[0])):
        if found := _MAILBOX.search(text):
            return found[0]
    return ""


def outside_words(name: str, address: str, kind: str, about: str) -> str:
    """What says that somebody works elsewhere: a guest, a vendor; empty where nothing does. `about` is their job title and team."""
    if "#ext#" in address.casefold():
        return "#EXT#"
    if any(word in kind.casefold() for word in _OUTSIDE_KINDS):
        return kind
    found = _OUTSIDE.search(name) or _OUTSIDE.search(about)
    return found[0].strip() if found else ""
