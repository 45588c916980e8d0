from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts import backups


class Command(BaseCommand):
    help = "Puts a backup in the database's place. Phones then bring back what they still hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *, path: Path, **options: Any) -> None:
        try:
            kept = backups.restore(path, at=timezone.now())
        except (backups.CannotDo, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        self.stdout.write(
            f"Restored from {path}. Start the site with ./bin/run, which migrates what is older."
        )
        if kept:
            self.stdout.write(f"What was here before is in {kept}.")
