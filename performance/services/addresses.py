"""The private address at which a program such as Power BI reads every figure."""

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.private_addresses import hash_of, new_key
from foundation.activity.trail import record
from foundation.council.clock import today
from performance.models import FiguresAddress
from performance.permissions import can_have_address

DENIED_BECAUSE = "Analysts, QA leads, heads of service and directors may have an address of the figures."


@transaction.atomic
def make_figures_address(*, actor: Person) -> str:
    """A new private key; the one before it ends. The key is given once: only its hash is kept."""
    require(can_have_address, actor, why=DENIED_BECAUSE)
    key = new_key()
    kept = {"key_hash": hash_of(key), "made_on": today(), "times_left": actor.times_signed_out}
    address, _ = FiguresAddress.objects.update_or_create(person=actor, defaults=kept)
    record(actor=actor, verb="figures.address_made", target=address)
    return key


@transaction.atomic
def revoke_figures_address(*, actor: Person) -> None:
    """The address answers nobody from now on. A second time does nothing."""
    address = FiguresAddress.objects.filter(person=actor).first()
    if address:
        record(actor=actor, verb="figures.address_revoked", target=address)
        address.delete()
