from exercises import directions
from exercises.models import Exercise


def direction_warnings(drill: Exercise) -> tuple[directions.Contradiction, ...]:
    """Where the drill's words and its movement disagree; reads its parts, so prefetch them for a list."""
    return directions.warnings_of(words_of(drill))


def words_of(drill: Exercise) -> directions.Words:
    return directions.Words(
        name=drill.name,
        joint_action=drill.joint_action,
        position=drill.position,
        aliases=tuple(alias.name for alias in drill.aliases.all()),
        band_placement=drill.band_placement,
        band_anchor=drill.band_anchor,
        ball_placement=drill.ball_placement,
        editors_note=drill.editors_note,
        texts=tuple(texts_of(drill)),
        is_for_range=drill.category in (Exercise.Category.MOBILITY, Exercise.Category.RELEASE),
        muscle_actions=tuple(
            (muscle.hip_straight, muscle.hip_bent) for muscle in drill.primary_muscles.all()
        ),
    )


def texts_of(drill: Exercise) -> list[directions.Text]:
    texts = [
        directions.Text("summary", 0, drill.summary),
        directions.Text("description", 0, drill.description),
    ]
    lists = {
        "setup": drill.setup.splitlines(),
        "steps": [step.text for step in drill.steps.all()],
        "tips": [tip.text for tip in drill.tips.all()],
        "questions": [question.answer for question in drill.questions.all()],
    }
    for place, lines in lists.items():
        texts += [directions.Text(place, number, line) for number, line in enumerate(lines, start=1)]
    return texts
