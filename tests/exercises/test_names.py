from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from exercises.models import Alias
from exercises.queries.names import name_clash
from tests.builders import make_exercise

pytestmark = pytest.mark.django_db


def refused(name: str, aliases: list[str]) -> str:
    clash = name_clash(name=name, aliases=aliases, drill_id=uuid4())
    assert clash
    return clash.field


def test_a_name_or_an_alias_finds_one_drill_whatever_its_capitals() -> None:
    clam = make_exercise(name="Clamshell")
    clam.aliases.create(name="Élan")
    assert refused("CLAMSHELL", []) == "name"
    assert refused("éLAN", []) == "name"
    assert refused("Other", ["clamshell"]) == "aliases"
    assert refused("Other", ["ÉLAN"]) == "aliases"
    assert refused("Other", ["Same", "same"]) == "aliases"
    assert refused("Other", ["other"]) == "aliases"
    assert name_clash(name="Clamshell", aliases=["Élan"], drill_id=clam.pk) is None


def test_the_database_refuses_equal_names_and_equal_aliases() -> None:
    clam = make_exercise(name="Clamshell")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_exercise(name="CLAMSHELL")
    clam.aliases.create(name="Clam")
    with pytest.raises(IntegrityError), transaction.atomic():
        Alias.objects.create(exercise=make_exercise(), name="clam")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_exercise(slug=clam.slug)
