"""What the pages of actions ask."""

from .closing import EffectForm, EvidenceForm, ReturnActionForm, SecondLookForm, VerifyForm
from .fields import ActForm
from .owning import (
    AmendForm,
    AnswerTimeForm,
    AnswerWithdrawalForm,
    AskTimeForm,
    DropForm,
    ExtendForm,
    ReassignForm,
    WithdrawActionForm,
)
from .raising import RaiseForm

__all__ = [
    "ActForm",
    "AmendForm",
    "AnswerTimeForm",
    "AnswerWithdrawalForm",
    "AskTimeForm",
    "DropForm",
    "EffectForm",
    "EvidenceForm",
    "ExtendForm",
    "RaiseForm",
    "ReassignForm",
    "ReturnActionForm",
    "SecondLookForm",
    "VerifyForm",
    "WithdrawActionForm",
]
