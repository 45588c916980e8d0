from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import backups


class Command(BaseCommand):
    help = "Writes the whole database into one new file, while the site goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *, path: Path, **options: Any) -> None:
        try:
            backups.back_up(path)
        except (backups.CannotDo, OSError) as error:
            raise CommandError(f"There is no backup. {error}") from error
        self.stdout.write(f"{path}: {path.stat().st_size:,} bytes.")
