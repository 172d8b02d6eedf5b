"""The vocabulary of voices: whose, how they were heard, what came of asking, and whether their words may be quoted."""

from django.db.models import TextChoices


class VoiceSource(TextChoices):
    """Who says something about practice, or about how we audit it."""

    CHILD = "child", "Child or young person"
    PARENT = "parent", "Parent"
    CARER = "carer", "Carer"
    PRACTITIONER = "practitioner", "Practitioner"
    PARTNER = "partner", "Partner agency"
    YOUNG_AUDITOR = "young", "Young auditor"


class VoiceGroup(TextChoices):
    """Sources as they are counted: what an auditor’s form asks for is not finer than this."""

    CHILDREN = "children", "Children and young people"
    FAMILIES = "families", "Parents and carers"
    PRACTITIONERS = "practitioners", "Practitioners"
    PARTNERS = "partners", "Partner agencies"
    YOUNG_AUDITORS = "young_auditors", "Young auditors"


class VoiceState(TextChoices):
    """The last four are the outcomes that an auditor’s form knows too, by the same codes."""

    SOUGHT = "sought", "Asked, no answer yet"
    OBTAINED = "obtained", "Obtained"
    DECLINED = "declined", "Declined"
    NOT_REACHED = "not_reached", "Asked, not reached"
    NOT_SOUGHT = "not_sought", "Not asked"


class HowGiven(TextChoices):
    IN_PERSON = "in_person", "In person"
    BY_PHONE = "phone", "By phone or video call"
    IN_WRITING = "writing", "In writing"
    IN_A_GROUP = "group", "In a group or a meeting"
    BY_LINK = "link", "By a one-time link"


class Consent(TextChoices):
    """Whether their words may be quoted without saying who they are."""

    NOT_ASKED = "not_asked", "Not asked"
    GIVEN = "given", "May be quoted"
    REFUSED = "refused", "May not be quoted"
    WITHDRAWN = "withdrawn", "Consent withdrawn"


class WordsSay(TextChoices):
    """What somebody's words say of a domain of practice: by the codes of replies to questions, beside which they are counted."""

    WELL = "yes", "Works well"
    PARTLY = "partly", "Works in part"
    BADLY = "no", "Does not work"


class LinkEnd(TextChoices):
    """Why a one-time link works no longer, apart from its last day."""

    USED = "used", "Used"
    WITHDRAWN = "withdrawn", "Withdrawn"
    RENEWED = "renewed", "Replaced by a new link"
    NOT_NEEDED = "not_needed", "No longer needed"


GROUP_OF: dict[VoiceSource, VoiceGroup] = {
    VoiceSource.CHILD: VoiceGroup.CHILDREN,
    VoiceSource.PARENT: VoiceGroup.FAMILIES,
    VoiceSource.CARER: VoiceGroup.FAMILIES,
    VoiceSource.PRACTITIONER: VoiceGroup.PRACTITIONERS,
    VoiceSource.PARTNER: VoiceGroup.PARTNERS,
    VoiceSource.YOUNG_AUDITOR: VoiceGroup.YOUNG_AUDITORS,
}
# Who may be mailed a link: they answer for themselves, at work.
MAIL_TO = (VoiceSource.PRACTITIONER, VoiceSource.PARTNER)
# Who is asked first whether they want a link, and given it by the person who asked. Children are heard by a person.
LINK_IF_AGREED = (VoiceSource.PARENT, VoiceSource.CARER)
ANSWER_BY_LINK = (*MAIL_TO, *LINK_IF_AGREED)
# Asked, whatever came of it.
ASKED_STATES = (VoiceState.SOUGHT, VoiceState.OBTAINED, VoiceState.DECLINED, VoiceState.NOT_REACHED)
# Nothing was said, and it is over.
UNANSWERED_STATES = (VoiceState.DECLINED, VoiceState.NOT_REACHED, VoiceState.NOT_SOUGHT)
