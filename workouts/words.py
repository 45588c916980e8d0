"""What the logger's scripts say. A key with .one and .other is chosen by the count; {name} is filled in."""

from django.utils.translation import gettext_lazy as _

LOGGER = {
    "error.storage": _(
        "This phone would not keep that. Free some space, or leave private mode, and try again."
    ),
}

# Where what you logged is: the pill.
SYNC = {
    "toast.undo": _("Undo"),
    "toast.undone": _("Undone"),
    "sync.phone": _("Saved on this phone"),
    "sync.saved": _("Saved"),
    "sync.waiting": _("{count} waiting"),
    "sync.offline": _("Offline · {count} waiting"),
    "sync.offline-idle": _("Offline"),
    "sync.signed-out": _("Sign in to send {count}"),
    "sync.signed-out-idle": _("Signed out"),
    "sync.refused": _("{count} refused: see why"),
    "sync.update": _("Reload to update"),
    "sync.gone": _("Account gone: see why"),
    "sync.storage": _("Storage full: see why"),
}

GROUPS = (LOGGER, SYNC)


def of_logger() -> dict[str, str]:
    return {key: str(text) for group in GROUPS for key, text in group.items()}
