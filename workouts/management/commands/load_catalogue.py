from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from exercises.services import BadFixture
from workouts.services import curated


class Command(BaseCommand):
    help = "Load the shipped catalogue: adds and updates, and leaves alone what an admin changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            report = curated.load_catalogue(folder, at=timezone.now())
        except BadFixture as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        for word, labels in (("added", report.added), ("updated", report.updated)):
            for label in labels:
                self.stdout.write(f"{word}: {label}")
        for label in report.left_alone:
            self.stdout.write(f"left alone, changed here since it was loaded: {label}")
        self.stdout.write(
            f"Catalogue: {len(report.added)} added, {len(report.updated)} updated, "
            f"{len(report.left_alone)} left alone, {report.unchanged} unchanged."
        )
