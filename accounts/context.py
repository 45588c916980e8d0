from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.queries import preferences_of


def theme(request: HttpRequest) -> dict[str, Any]:
    """The person's theme, for the layouts that ask. A view that has read the preferences passes `theme` itself."""

    # Looked up only where a layout asks: a page for everybody must not know who asks.
    def chosen() -> str:
        user = getattr(request, "user", None)
        return preferences_of(user).theme if user is not None and user.is_authenticated else ""

    return {"theme": SimpleLazyObject(chosen)}
