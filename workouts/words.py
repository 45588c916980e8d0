"""What the logger's scripts say. A key with .one and .other is chosen by the count; {name} is filled in."""

from django.utils.translation import gettext_lazy as _

LOGGER = {
    "error.storage": _(
        "This phone would not keep that. Free some space, or leave private mode, and try again."
    ),
}


def of_logger() -> dict[str, str]:
    return {key: str(text) for key, text in LOGGER.items()}
