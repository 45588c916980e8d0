"""What the logger's scripts say. A key with .one and .other is chosen by the count; {name} is filled in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workouts.words_finish import FINISH, NOTICES
from workouts.words_waiting import WAITING

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
    "side.left.letter": pgettext_lazy("left side", "L"),
    "side.right.letter": pgettext_lazy("right side", "R"),
    "Side.left": _("Left"),
    "Side.right": _("Right"),
    "set": _("Set {n}"),
    "set.of": _("Set {n} of {of}"),
    "set.correct": _("Correct set {n}"),
    "set.add.left": _("Add left to set {n}"),
    "set.add.right": _("Add right to set {n}"),
    "set.nothing": _("Write down at least one number."),
    "dial.less": _("Less: {what}"),
    "dial.more": _("More: {what}"),
    "dial.side": _("{what}, {side}"),
    "unit.seconds": _("seconds"),
    "band.none": _("None"),
    "extra.effort": _("Effort"),
    "extra.pain": _("Pain"),
    "extra.note": _("Note"),
    "extra.kind": _("Kind"),
    "extra.noted": _("Noted"),
    "extra.half": _("And a half"),
    "extra.effort.ends": _("1 is easy, 10 is all you had. Tap again to take it back."),
    "extra.pain.ends": _("0 is none, 10 is the worst. Tap again to take it back."),
    "extra.heed": _(
        "Make the movement smaller, or leave this drill for today. "
        "With sharp pain, numbness or locking, stop and ask a clinician."
    ),
    "last.time": _("Last time"),
    "ago.today": _("today"),
    "ago.yesterday": _("yesterday"),
    "ago.days.one": _("{count} day ago"),
    "ago.days.other": _("{count} days ago"),
}

WORKOUT = {
    "go.log.left": _("Log left"),
    "go.log.right": _("Log right"),
    "go.log.both": _("Log"),
    "go.save.left": _("Save left"),
    "go.save.right": _("Save right"),
    "go.save.both": _("Save"),
    "go.next": _("Next: {drill}"),
    "go.finish": _("Finish"),
    "go.add": _("Add a drill"),
    "place": _("Drill {n} of {of}"),
    "clock.minutes": _("{minutes} min"),
    "over.done.one": _("{count} set done, as planned."),
    "over.done.other": _("All {count} sets done."),
    "over.more": _("One more set"),
    "entry.none": _("No sets yet"),
    "entry.skipped": _("Skipped"),
    "entry.done.of": _("{n} of {of} sets"),
    "said.logged": _("{what} logged."),
    "said.logged.side": _("{side}, {what} logged."),
    "said.now.left": _("Now left."),
    "said.now.right": _("Now right."),
    "said.now.both": _("Next set."),
    "said.next": _("Next: {drill}."),
    "said.over": _("All sets done."),
    "said.corrected": _("Set {n} corrected."),
    "menu.more": _("More for {drill}"),
    "menu.skip": _("Skip"),
    "menu.unskip": _("Do it after all"),
    "menu.superset": _("Superset with the next"),
    "menu.apart": _("Take the superset apart"),
    "done.skipped": _("{drill} skipped"),
    "done.superset": _("Now done in turn with the next drill"),
    "done.apart": _("Done one after the other again"),
    "done.swapped": _("{drill} it is"),
    "done.moved": _("{drill} moved"),
    "done.removed": _("{drill} removed"),
    "done.set": _("Set deleted"),
    "done.discarded": _("Workout discarded"),
    "note.today": _("Note for today"),
    "note.always": _("Note for every time"),
    "note.always.line": _("Shown whenever you do {drill}."),
    "swap": _("Do instead"),
    "swap.line": _("Variants of {drill}. What you logged stays with it."),
    "swap.none": _("{drill} has no variants yet."),
    "swap.easier": _("Easier"),
    "swap.harder": _("Harder"),
    "swap.other_position": _("Other position"),
    "swap.other_equipment": _("Other equipment"),
    "swap.opposite_action": _("Opposite action"),
}

START = {
    "start.sets.so-far.one": _("{count} set so far"),
    "start.sets.so-far.other": _("{count} sets so far"),
    "start.minutes.one": _("{count} minute"),
    "start.minutes.other": _("{count} minutes"),
    "start.and.one": _("{first} and {count} more"),
    "start.and.other": _("{first} and {count} more"),
    "start.unnamed": _("Your open workout"),
    "start.added": _("{drill} added to this workout"),
    "start.unknown": _("That is not on this phone yet. Open it once with signal."),
    "start.day": _("{day} · {sets}"),
    "add.favourite": _("Favourite: {drill}"),
    "add.none": _("No drill for “{query}”"),
    "list.found": _("Found"),
    "list.favourites": _("Favourites"),
    "list.used": _("Last used"),
    "list.own": _("Your own"),
    "list.all": _("All drills"),
    "add.found.one": _("{count} drill found"),
    "add.found.other": _("{count} drills found"),
}

GROUPS = (ERRORS, SYNC, AMOUNTS, SETS, WORKOUT, START, FINISH, NOTICES, WAITING)


def of_logger() -> dict[str, str]:
    return {key: str(text) for group in GROUPS for key, text in group.items()}
