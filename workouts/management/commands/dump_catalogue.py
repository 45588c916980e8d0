from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from workouts.services import curated


class Command(BaseCommand):
    help = "Write the catalogue's files from the database, so that what admins curated can return to the repository."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", dest="folder", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        written = curated.dump_catalogue(folder)
        self.stdout.write(f"{len(written)} files written below {folder}.")
