"""What the pages of actions ask."""

from .closing import EffectForm, EvidenceForm, ReturnForm, SecondLookForm, VerifyForm
from .fields import ActForm
from .owning import (
    AmendForm,
    AnswerTimeForm,
    AnswerWithdrawalForm,
    AskTimeForm,
    DropForm,
    ExtendForm,
    ReassignForm,
    WithdrawForm,
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
    "ReturnForm",
    "SecondLookForm",
    "VerifyForm",
    "WithdrawForm",
]
