"""A flag of risk at each stage, made through the services at moments of one day."""

import datetime

from audits.models import Audit, RiskFlag
from audits.risks.services import acknowledge_risk, close_risk, raise_risk
from foundation.accounts.models import Person
from foundation.council.clock import frozen_clock, now

RAISED = datetime.datetime(2023, 6, 14, 10, 42)
WORRY = "A note of yesterday says that the door was kicked in. I find no visit since."


def at(minutes: int):
    """The clock so many minutes after the risk is raised."""
    return frozen_clock(RAISED + datetime.timedelta(minutes=minutes))


def raised(audit: Audit, by: Person | None = None, minutes: int = 0) -> RiskFlag:
    with at(minutes):
        return raise_risk(actor=by or audit.auditor, audit=audit, worry=WORRY, rung="The duty manager", rung_at=now())


def acknowledged(risk: RiskFlag, by: Person, minutes: int = 35) -> RiskFlag:
    with at(minutes):
        return acknowledge_risk(actor=by, risk=risk, doing="The duty worker visits at noon.")


def closed(risk: RiskFlag, by: Person, minutes: int = 180) -> RiskFlag:
    with at(minutes):
        return close_risk(actor=by, risk=risk, outcome="The child is safe with an aunt.")
