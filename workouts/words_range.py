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
    # Since the first reading taken the same way.
    "range.change.first": _("{side}: one reading so far. The next one, taken the same way, can be compared."),
    "range.change.same": _("{side}: the same as on {day}."),
    "range.change.within.more": _(
        "{side}: {degrees}° more than on {day}. Measuring alone can differ by that much."
    ),
    "range.change.within.less": _(
        "{side}: {degrees}° less than on {day}. Measuring alone can differ by that much."
    ),
    "range.change.real.more": _(
        "{side}: {degrees}° more than on {day}. That is more than measuring alone explains."
    ),
    "range.change.real.less": _(
        "{side}: {degrees}° less than on {day}. That is more than measuring alone explains."
    ),
    "range.limit": _("A difference counts from {degrees}° on: below that it may be the measuring."),
    "range.clinician": _(
        "Pain together with little internal rotation is worth showing to a clinician. This check can’t tell why."
    ),
}
