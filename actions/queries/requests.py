"""What somebody asked about an action and nobody has answered yet."""

from actions.enums import Asked
from actions.models import Action, Request


def waiting_request(action: Action, asked: Asked) -> Request | None:
    return next((request for request in action.requests.all() if request.asked == asked and request.is_waiting), None)
