from typing import Any

from django.core.management.base import BaseCommand

from workouts.services import roles


class Command(BaseCommand):
    help = "Makes the groups for the admin (Editors, Reviewers, Support), or brings them up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in roles.make_roles().items():
            self.stdout.write(f"{name}: {count} permissions")
