"""Who may do what in the admin. People's training is in none of them: it is not in the admin at all."""

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction

CATALOGUE = {
    "exercises": (
        "exercise",
        "step",
        "photo",
        "tip",
        "mistake",
        "question",
        "variant",
        "reference",
        "alias",
        "guide",
        "guidesection",
        "guidedrill",
        "guidequestion",
        "guidereference",
    ),
    "workouts": ("curatedroutine", "curateditem", "curatedreference"),
}
QUEUE = {"exercises": ("readerquestion",)}
WORDS = {"exercises": ("muscle", "equipment", "safetynote")}

EDITORS, REVIEWERS, SUPPORT = "Editors", "Reviewers", "Support"


@transaction.atomic
def make_roles() -> dict[str, int]:
    """Groups with their permissions, made or brought up to date; the answer is how many each has."""
    writing = (
        codes(CATALOGUE, ("add", "change", "delete", "view"))
        | codes(WORDS, ("view",))
        | codes(QUEUE, ("view", "change"))
    )
    deciding = (
        writing
        | codes(WORDS, ("add", "change"))
        | codes(QUEUE, ("delete",))
        | {("exercises", "publish_exercise")}
    )
    roles = {
        # Writes drafts, of answers to readers too, and sends them to review.
        EDITORS: writing,
        # Publishes, archives, and changes what readers see.
        REVIEWERS: deciding,
        # Sees that an account is there, and may switch it off.
        SUPPORT: {("accounts", "view_user"), ("accounts", "change_user")},
    }
    return {name: fill(name, wanted) for name, wanted in roles.items()}


def codes(models: Mapping[str, tuple[str, ...]], verbs: tuple[str, ...]) -> set[tuple[str, str]]:
    return {(app, f"{verb}_{model}") for app, names in models.items() for model in names for verb in verbs}


def fill(name: str, wanted: set[tuple[str, str]]) -> int:
    group, _made = Group.objects.get_or_create(name=name)
    known = Permission.objects.select_related("content_type")
    found = [each for each in known if (each.content_type.app_label, each.codename) in wanted]
    group.permissions.set(found)
    return len(found)
