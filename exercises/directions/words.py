import re
from dataclasses import dataclass
from typing import Any

from exercises.models import Exercise

IN = "in"
OUT = "out"
OPPOSITE = {IN: OUT, OUT: IN}

CLAIMS = {Exercise.JointAction.INTERNAL_ROTATION: IN, Exercise.JointAction.EXTERNAL_ROTATION: OUT}
# Instructions tell what to do; the rest also tells what happens otherwise, what others do, and why.
INSTRUCTIONS = ("summary", "setup", "steps")
EVERYWHERE = (*INSTRUCTIONS, "description", "tips", "questions")


@dataclass(frozen=True)
class Text:
    place: str  # one of EVERYWHERE
    number: int  # within its place, from 1; 0 where there is one alone
    words: str


@dataclass(frozen=True)
class Words:
    """A drill as the rules see it."""

    name: str
    joint_action: str
    position: str
    aliases: tuple[str, ...] = ()
    band_placement: str = Exercise.BandPlacement.NONE
    band_anchor: str = Exercise.BandAnchor.NONE
    ball_placement: str = Exercise.BallPlacement.NONE
    editors_note: str = ""
    texts: tuple[Text, ...] = ()
    # (with the hip near straight, near 90 degrees) for each primary muscle.
    muscle_actions: tuple[tuple[str, str], ...] = ()
    # In a drill for range the muscles named may be those that are stretched.
    is_for_range: bool = False

    @property
    def claim(self) -> str:
        return CLAIMS.get(Exercise.JointAction(self.joint_action), "")

    def mentions(self, words: str, places: tuple[str, ...] = EVERYWHERE) -> bool:
        return any(re.search(words, text.words, re.IGNORECASE) for text in self.texts if text.place in places)


@dataclass(frozen=True)
class Contradiction:
    code: str
    says: Any
    place: str = ""
    number: int = 0
    quote: str = ""
