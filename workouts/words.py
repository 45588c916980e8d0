"""What the logger's scripts say. A key with .one and .other is chosen by the count; {name} is filled in."""

from django.utils.translation import gettext_lazy as _

ERRORS = {
    "error.storage": _(
        "This phone would not keep that. Free some space, or leave private mode, and try again."
    ),
    # A StorageError's `key` is one of these.
    "storage.full": _("This phone is full and did not keep that. Free some space, then try again."),
    "storage.unavailable": _(
        "This browser keeps nothing here. Leave private mode, or allow site data for Swivel, then try again."
    ),
    "storage.blocked": _("Another tab holds on to an older Swivel. Close it, then try again."),
    "storage.update": _("Swivel was updated in another tab. Reload this one."),
    "storage.closed": _("Somebody else signed in here meanwhile. Nothing was changed. Reload the page."),
    "storage.failed": _("This phone could not keep that. Try again."),
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

AMOUNTS = {
    "amount.seconds": _("{seconds} s"),
    "amount.hold": _("{time} hold"),
    "amount.reps.one": _("{count} rep"),
    "amount.reps.other": _("{count} reps"),
    "amount.breaths.one": _("{count} breath"),
    "amount.breaths.other": _("{count} breaths"),
    "amount.cycles.one": _("{count} cycle"),
    "amount.cycles.other": _("{count} cycles"),
    "amount.sets.one": _("{count} set"),
    "amount.sets.other": _("{count} sets"),
    "unit.reps": _("reps"),
    "unit.cycles": _("cycles"),
    "unit.breaths": _("breaths"),
    "unit.hold": _("s"),
    "unit.minutes": _("min"),
    "measure.reps": _("Reps"),
    "measure.hold": _("Hold"),
    "measure.duration": _("Time"),
    "measure.load": _("Load"),
    "measure.band": _("Band"),
    "measure.breaths": _("Breaths"),
    "measure.cycles": _("Cycles"),
    "wrong.reps": _("Write reps as a whole number, like 10."),
    "wrong.hold": _("Write the hold in whole seconds, like 30."),
    "wrong.duration": _("Write minutes and seconds, like 2:30."),
    "wrong.breaths": _("Write breaths as a whole number, like 6."),
    "wrong.cycles": _("Write cycles as a whole number, like 3."),
    "wrong.load": _("Write the load as a number, like 12.5."),
    "wrong.most.reps": _("That is more reps than fit here: 10,000 at most."),
    "wrong.most.hold": _("A hold is a day long at most."),
    "wrong.most.duration": _("A set is a day long at most."),
    "wrong.most.breaths": _("That is more breaths than fit here: 10,000 at most."),
    "wrong.most.cycles": _("That is more cycles than fit here: 10,000 at most."),
    "wrong.most.load": _("That is more than fits here: 9,999 kg at most."),
}

SETS = {
    "side.left": _("left"),
    "side.right": _("right"),
    "side.both": _("both sides"),
    "kind.warm_up": _("Warm-up"),
    "kind.working": _("Working"),
    "kind.drop": _("Drop set"),
    "kind.to_failure": _("To failure"),
    "mark.pain": _("Pain {pain}"),
    "mark.effort": _("Effort {effort}"),
}

GROUPS = (ERRORS, SYNC, AMOUNTS, SETS)


def of_logger() -> dict[str, str]:
    return {key: str(text) for group in GROUPS for key, text in group.items()}
