"""What is said of a range check, by the phone and by the server's pages alike. See words.py and range_checks.py."""

from django.utils.translation import gettext_lazy as _

RANGE = {
    "range.internal_rotation": _("Internal rotation"),
    "range.external_rotation": _("External rotation"),
    "range.seated": _("Seated"),
    "range.prone": _("Face down"),
    "range.supine": _("On the back"),
    "range.active": _("Active"),
    "range.passive": _("Passive"),
    "range.phone": _("Phone"),
    "range.goniometer": _("Goniometer"),
    "range.inclinometer": _("Inclinometer"),
    "range.by_eye": _("By eye"),
    "range.trained": _("Measured by a trained person"),
    # Between the sides.
    "range.gap.one": _("Only the {side} side so far. Measure the other one the same way to compare."),
    "range.gap.apart": _("The sides were measured more than a week apart, so they are not compared."),
    "range.gap.same": _("Left and right read the same."),
    "range.gap.within": _("{degrees}° between the sides. Measuring alone can differ by that much."),
    "range.gap.real.left": _(
        "Left turns {degrees}° further, more than measuring alone explains. Sides differ in many healthy hips."
    ),
    "range.gap.real.right": _(
        "Right turns {degrees}° further, more than measuring alone explains. Sides differ in many healthy hips."
    ),
    # Against readings taken the same way.
    "range.change.within": _("{side}: no change that measuring alone would not explain."),
    "range.change.before.more": _(
        "{side}: {degrees}° more than the time before, on {day}. That is more than measuring alone explains."
    ),
    "range.change.before.less": _(
        "{side}: {degrees}° less than the time before, on {day}. That is more than measuring alone explains."
    ),
    "range.change.first.more": _(
        "{side}: {degrees}° more than the first time, on {day}. That is more than measuring alone explains."
    ),
    "range.change.first.less": _(
        "{side}: {degrees}° less than the first time, on {day}. That is more than measuring alone explains."
    ),
    "range.limit": _("A difference counts from {degrees}° on: below that it may be the measuring."),
    "range.clinician": _(
        "Pain together with little internal rotation is worth showing to a clinician. This check can’t tell why."
    ),
    "range.none": _("not measured"),
    "range.deleted": _("Reading deleted"),
    "range.pain": _("Pain, {side}"),
    # How to sit or lie, and what to measure with.
    "range.how.seated": _(
        "Sit on a table or a high chair: thigh flat and still, shin hanging free, pelvis level."
    ),
    "range.how.prone": _(
        "Lie face down, knees together. Bend the knee until the shin stands straight up; keep the pelvis down."
    ),
    "range.how.supine": _(
        "Lie on your back at the edge of a bed or bench: thigh flat, shin hanging over the edge."
    ),
    "range.with.phone": _("Hold the phone’s long edge along the shin, screen facing away from it."),
    "range.with.goniometer": _(
        "Its pivot lies on the kneecap, one arm straight down, the other along the shin."
    ),
    "range.with.inclinometer": _(
        "Hold it along the shin, zero it there, and read it at the end of the turn."
    ),
    "range.with.by_eye": _("Guess the angle between the shin and a straight line through the knee."),
    # While measuring.
    "range.now.left": _("Left"),
    "range.now.right": _("Right"),
    "range.waiting": _("Waiting for the tilt sensor."),
    "range.zero.down": _("Let the shin hang straight down with the phone along it. Then set zero."),
    "range.zero.up": _("Hold the shin straight up with the phone along it. Then set zero."),
    "range.turn.internal_rotation": _(
        "Thigh still. Swing the foot out. Stop when the pelvis lifts, then hold."
    ),
    "range.turn.external_rotation": _(
        "Thigh still. Swing the foot in. Stop when the pelvis lifts, then hold."
    ),
    "range.opposite.internal_rotation": _("That is external rotation. For internal, swing the foot out."),
    "range.opposite.external_rotation": _("That is internal rotation. For external, swing the foot in."),
    "range.read-off": _("Then write down the degrees."),
    "range.side-done": _("Three tries: the one in the middle counts. Tap a try to do it again."),
    "range.keep": _("Keep {degrees}°"),
    "range.do.empty": _("Type what you read"),
    "range.do.wait": _("One moment"),
    "range.do.zero": _("Set zero"),
    "range.do.type": _("Type degrees"),
    "range.do.sensor": _("Use the phone’s tilt"),
    "range.next.left": _("Go on with right"),
    "range.next.right": _("See the result"),
    "range.tilt.refused": _(
        "Swivel may not read the tilt of this phone, so type the degrees. "
        "To change that, allow motion sensors for this site."
    ),
    "range.tilt.absent": _("This device does not tell its tilt, so type the degrees."),
    "range.said.zero": _("Zero is set."),
    "range.said.kept": _("{side}, try {n}: {degrees} degrees. Saved on this phone."),
    "range.said.again": _("Try {n} once more."),
    "deleted.range_check": _("Range check"),
}
