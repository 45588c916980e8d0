"""Which words and which bands give a direction away: the rules as data.

IN is inward (internal) rotation of the hip, OUT outward. With the knee bent, IN carries the foot away from the midline;
with the leg straight it turns the toes in; with the foot fixed, turning the pelvis towards the standing leg is IN.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from exercises.directions.words import EVERYWHERE, IN, INSTRUCTIONS, OUT, Words
from exercises.models import Exercise, Muscle

# What looks like rotation and is none: the shin twisting, the thigh crossing or lifting.
NEITHER = "neither"
Position = Exercise.Position
KNEE_BENT = frozenset(
    {
        Position.PRONE,
        Position.SUPINE,
        Position.SIDE_LYING,
        Position.SEATED,
        Position.QUADRUPED,
        Position.SQUATTING,
    }
)
STANDING = frozenset({Position.STANDING})
HALF_KNEELING = frozenset({Position.HALF_KNEELING})
ON_THE_SIDE = frozenset({Position.SIDE_LYING})
ANYWHERE = frozenset(Position)


@dataclass(frozen=True)
class Sign:
    """Words in one sentence that give a direction away, in these positions and places."""

    code: str
    shows: str
    words: str
    says: Any
    unless: str = ""
    positions: frozenset[Position] = ANYWHERE
    places: tuple[str, ...] = INSTRUCTIONS

    def is_in(self, sentence: str) -> bool:
        if self.unless and re.search(self.unless, sentence, re.IGNORECASE):
            return False
        return re.search(self.words, sentence, re.IGNORECASE) is not None


NAMES_SAY = (
    (
        IN,
        r"internal|medial rot|inward|\bIR\b|knees?[- ]in\b|knee drop[- ]ins?|(foot|feet)[- ]out|reverse clam",
    ),
    (OUT, r"external|lateral rot|outward|\bER\b|knees?[- ]out\b|(foot|feet)[- ]in\b|(?<!reverse )\bclam"),
)

COMING_BACK = r"\b(back|return\w*|lower|slow\w*|come down|release)\b"
NOT_DOING = r"\b(do not|don't|never|without|instead of|rather than|sign that|stop (before|when)|if)\b"
EITHER = rf"{COMING_BACK}|{NOT_DOING}"

SIGNS = (
    Sign(
        "knees_out",
        OUT,
        r"\bknees?\b.{0,40}\b(outwards?|apart)\b"
        r"|\b(press|push|drive|spread|pull|move|force)\w*\b.{0,20}\bknees?\b.{0,25}\b(out|outwards?|apart)\b"
        r"|\bopen\w*\b.{0,12}\bknees?\b",
        _("The knees go out: that turns the hips out and lifts the thighs apart."),
        unless=rf"{EITHER}|knees? (stays?|apart, feet)|(foot|feet|shin|heel)s?\b.{{0,30}}\b(out|outwards?|apart)\b",
    ),
    Sign(
        "top_knee_lifts",
        OUT,
        r"\b(lift|rais|open)\w*\b.{0,15}\btop knee\b|\btop knee\b.{0,20}\b(lifts|rises|opens|goes up)\b",
        _("Lifting the top knee while the feet stay together is a clamshell: the hip turns out."),
        unless=EITHER,
        positions=ON_THE_SIDE,
    ),
    Sign(
        "thigh_out",
        OUT,
        r"\b(turn|rotat|roll)\w*\b.{0,25}\b(thighs?|hips?|femurs?)\b.{0,12}\b(out|outwards?|externally)\b"
        r"|\bexternally rotat",
        _("The thigh turns out."),
        unless=rf"{EITHER}|\bagainst\b",
    ),
    Sign(
        "foot_in",
        OUT,
        r"\b(foot|feet|shins?|lower legs?|ankles?)\b(?:(?!\bknee).){0,30}"
        r"\b(inwards?|(in )?to(wards?)? the midline|towards? the other (leg|foot))\b",
        _("With the knee bent, a foot that goes inward means that the hip turns out."),
        unless=rf"{EITHER}|\b(band|loop|cable)\b|\bagainst\b|feet in place|planted",
        positions=KNEE_BENT,
    ),
    Sign(
        "toes_out",
        OUT,
        r"\btoes?\b.{0,20}\b(out|outwards?)\b",
        _("With the leg straight, toes that turn out mean that the hip turns out."),
        unless=rf"{EITHER}|slightly",
        positions=STANDING,
    ),
    Sign(
        "away_from_standing_leg",
        OUT,
        r"\b(pelvis|hips|belly|trunk|body)\b.{0,60}\baway from the (standing|stance|planted|kneeling)",
        _("Turning the pelvis away from the standing leg turns that hip out."),
        unless=EITHER,
        positions=STANDING | HALF_KNEELING,
    ),
    Sign(
        "towards_front_leg",
        NEITHER,
        r"\btowards? the front (leg|knee|thigh|side)\b",
        _("Half kneeling, a turn towards the front leg crosses the front thigh; the kneeling hip turns out."),
        unless=EITHER,
        positions=HALF_KNEELING,
    ),
    Sign(
        "outward_rotators_work",
        OUT,
        r"\b(deep|external|outward|lateral) (hip )?rotators?\b.{0,60}\b(work|control|lead|drive|resist|strengthen)"
        r"|\b(works?|trains?|strengthens?|targets?|controlled by)\b.{0,60}"
        r"\b(deep|external|outward|lateral) (hip )?rotators?\b",
        _("It names the outward rotators as the muscles that work."),
        unless=r"\b(stretch\w*|long|not|while)\b|inward rotators|both",
        places=EVERYWHERE,
    ),
    Sign(
        "knees_in",
        IN,
        r"\bknees?\b.{0,30}\b(inwards?|towards? each other)\b",
        _("The knees go in: with the feet planted that turns the hips in."),
        unless=EITHER,
    ),
    Sign(
        "top_foot_lifts",
        IN,
        r"\b(lift|rais)\w*\b.{0,15}\btop (foot|shin|lower leg)\b",
        _("Lifting the top foot while the knees stay together turns the hip in."),
        unless=EITHER,
        positions=ON_THE_SIDE,
    ),
    Sign(
        "thigh_in",
        IN,
        r"\b(turn|rotat|roll)\w*\b.{0,25}\b(thighs?|hips?|femurs?)\b.{0,12}\b(in|inwards?|internally)\b(?! its)"
        r"|\binternally rotat",
        _("The thigh turns in."),
        unless=rf"{EITHER}|\bagainst\b",
    ),
    Sign(
        "foot_out",
        IN,
        r"\b(foot|feet|shins?|lower legs?)\b(?:(?!\bknee).){0,30}"
        r"\b(outwards?|away from the (midline|other (leg|foot)))\b",
        _("With the knee bent, a foot that goes outward means that the hip turns in."),
        unless=rf"{EITHER}|\b(band|loop|cable)\b|\bagainst\b",
        positions=KNEE_BENT,
    ),
    Sign(
        "toes_in_straight",
        IN,
        r"\btoes?\b.{0,20}\b(inwards?|in)\b",
        _("With the leg straight, toes that turn in mean that the hip turns in."),
        unless=EITHER,
        positions=STANDING,
    ),
    Sign(
        "towards_standing_leg",
        IN,
        r"\b(pelvis|hips|belly|trunk|body)\b.{0,60}\btowards? the (standing|stance|planted|kneeling)",
        _("Turning the pelvis towards the standing leg turns that hip in."),
        unless=EITHER,
        positions=STANDING | HALF_KNEELING,
    ),
    Sign(
        "inward_rotators_work",
        IN,
        r"\b(internal|inward|medial) (hip )?rotators?\b.{0,60}\b(work|control|lead|drive|resist|strengthen)"
        r"|\b(works?|trains?|strengthens?|targets?|controlled by)\b.{0,60}"
        r"\b(internal|inward|medial) (hip )?rotators?\b",
        _("It names the inward rotators as the muscles that work."),
        unless=r"\b(stretch\w*|long|not|while)\b|outward rotators|both",
        places=EVERYWHERE,
    ),
    Sign(
        "shin_twists",
        NEITHER,
        r"\btoes? (turn|point|rotat)\w* in(wards?)?\b|\bturn\w* (the|your|both) (toes|feet) in(wards?)?\b",
        _("With the knee bent, turning the toes in twists the shin at the knee; the hip does not turn."),
        unless=NOT_DOING,
        positions=KNEE_BENT,
    ),
    Sign(
        "free_hip_drops",
        NEITHER,
        r"\b(let|drop|sink|roll|lower)\w*\b.{0,12}\b(free|lifted) hip\b"
        r"|\b(free|lifted) hip\b.{0,10}\b(drops|sinks|rolls|falls)\b",
        _("A free hip that drops draws the leg across: that is adduction. Only a level turn is rotation."),
        unless=NOT_DOING,
        positions=STANDING,
    ),
    Sign(
        "whole_leg_lifts",
        NEITHER,
        r"\b(knee|thigh) and (foot|shin|lower leg)\b.{0,20}\b(together|as one)\b",
        _("Knee and foot that travel together lift the thigh to the side: abduction, not rotation."),
        unless=EITHER,
    ),
)


@dataclass(frozen=True)
class Resistance:
    """What a band or a ball there does. `claim` is the action that it does not resist."""

    code: str
    claim: str
    says: Any
    band: frozenset[str] = frozenset()
    anchor: str = ""
    ball: str = ""
    positions: frozenset[Position] = ANYWHERE
    # Words in the instructions that make it right after all.
    unless: str = ""

    def contradicts(self, drill: Words) -> bool:
        fits = (
            (not self.band or drill.band_placement in self.band)
            and (not self.anchor or drill.band_anchor == self.anchor)
            and (not self.ball or drill.ball_placement == self.ball)
            and drill.position in self.positions
        )
        return fits and not (self.unless and drill.mentions(self.unless, INSTRUCTIONS))


Band, Anchor, Ball = Exercise.BandPlacement, Exercise.BandAnchor, Exercise.BallPlacement
FEET_PRESS_OUT = r"\b(foot|feet)\b.{0,30}\b(out|outwards?|apart)\b"
KNEE_IS_BENT = r"\bbend\w*\b.{0,25}\bknee|\bknee\b.{0,25}\bbent\b"
RESISTANCES = (
    Resistance(
        "loop_above_knees_helps",
        IN,
        _(
            "A loop above the knees resists knees that go out. It pulls them together, so it helps the hips to turn in."
        ),
        band=frozenset({Band.ABOVE_KNEES}),
        unless=r"\bassist\w*|\bhelps?\b",
    ),
    Resistance(
        "loop_on_feet_helps",
        OUT,
        _(
            "A loop around the feet or ankles resists feet that go apart. "
            "With bent knees it helps the hips to turn out."
        ),
        band=frozenset({Band.ANKLES, Band.FEET}),
        positions=KNEE_BENT,
    ),
    Resistance(
        "inner_anchor_helps",
        OUT,
        _("An anchor on the inner side pulls the foot in. With a bent knee it helps the hip to turn out."),
        anchor=Anchor.INNER_SIDE,
    ),
    Resistance(
        "outer_anchor_helps",
        IN,
        _("An anchor on the outer side pulls the foot out. With a bent knee it helps the hip to turn in."),
        anchor=Anchor.OUTER_SIDE,
    ),
    Resistance(
        "ball_loads_adduction",
        IN,
        _(
            "A ball between the knees loads the adductors. It serves an inward turn only while the feet press out."
        ),
        ball=Ball.BETWEEN_KNEES,
        unless=FEET_PRESS_OUT,
    ),
    Resistance(
        "ball_between_ankles",
        IN,
        _("Squeezing a ball between the ankles with bent knees turns the hips out."),
        ball=Ball.BETWEEN_ANKLES,
    ),
    *(
        Resistance(
            "no_lever",
            claim,
            _("A band at the ankle of a straight leg has no lever on rotation: it resists swinging the leg."),
            band=frozenset({Band.ANKLE, Band.ANKLES, Band.FEET}),
            positions=STANDING,
            unless=KNEE_IS_BENT,
        )
        for claim in (IN, OUT)
    ),
)

Acts = Muscle.HipAction
TURNS = {
    IN: {Acts.INTERNAL_ROTATION, Acts.ASSISTS_INTERNAL},
    OUT: {Acts.EXTERNAL_ROTATION, Acts.ASSISTS_EXTERNAL},
}
