"""Does a drill's text say the opposite of its movement?"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from exercises.directions.rules import NAMES_SAY, NEITHER, RESISTANCES, SIGNS, TURNS
from exercises.directions.words import OPPOSITE, Contradiction, Words
from exercises.models import Exercise


def warnings_of(drill: Words) -> tuple[Contradiction, ...]:
    """All that contradicts the drill's joint action; nothing for one that claims both directions or none."""
    return tuple(
        [*wrong_names(drill), *wrong_texts(drill), *wrong_resistance(drill), *wrong_muscles(drill)]
        if drill.claim
        else wrong_names(drill)
    )


def wrong_names(drill: Words) -> Iterable[Contradiction]:
    """A name says what is trained. An alias may say the opposite if the editor's note tells who comes by it why."""
    if drill.joint_action == Exercise.JointAction.BOTH:
        return
    if says_otherwise(drill.name, drill.claim):
        yield Contradiction(
            "name", _("The name says the opposite of what the drill trains."), "name", 0, drill.name
        )
    for alias in drill.aliases:
        if says_otherwise(alias, drill.claim) and alias.casefold() not in drill.editors_note.casefold():
            says = _(
                "This alias says the opposite of what the drill trains, and the editor's note does not name it."
            )
            yield Contradiction("alias", says, "aliases", 0, alias)


def says_otherwise(name: str, claim: str) -> bool:
    said = {direction for direction, words in NAMES_SAY if re.search(words, name, re.IGNORECASE)}
    return bool(said) and claim not in said


def wrong_texts(drill: Words) -> Iterable[Contradiction]:
    signs = [
        sign
        for sign in SIGNS
        if sign.shows in (OPPOSITE[drill.claim], NEITHER) and drill.position in sign.positions
    ]
    for text in drill.texts:
        for sentence in re.split(r"(?<=[.;:!?])\s+", text.words):
            for sign in signs:
                if text.place in sign.places and sign.is_in(sentence):
                    yield Contradiction(sign.code, sign.says, text.place, text.number, sentence)


def wrong_resistance(drill: Words) -> Iterable[Contradiction]:
    for rule in RESISTANCES:
        if rule.claim == drill.claim and rule.contradicts(drill):
            yield Contradiction(rule.code, rule.says, "band")


def wrong_muscles(drill: Words) -> Iterable[Contradiction]:
    """Whichever way the hip is bent, one of the primary muscles should turn the thigh as the drill says."""
    actions = {action for pair in drill.muscle_actions for action in pair}
    if actions and not drill.is_for_range and not actions & TURNS[drill.claim]:
        yield Contradiction(
            "muscles", _("None of the primary muscles turns the thigh that way."), "primary_muscles"
        )
