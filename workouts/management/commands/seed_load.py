from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from accounts.models import User
from exercises.models import Exercise
from workouts.services import seeding


class Command(BaseCommand):
    help = "Fill a benchmark's database with invented people, each with years of training."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--users", type=int, default=1)
        parser.add_argument("--sets-per-user", type=int, default=1000)
        parser.add_argument(
            "--first", type=int, default=1, help="the number of the first account: load-00001@…"
        )
        parser.add_argument(
            "--copies", type=int, default=0, help="so many more people with the history of the last one"
        )
        parser.add_argument("--seed", type=int, default=1, help="another number gives other histories")
        parser.add_argument(
            "--until", default="", help="the last day of training, as 2026-11-22 (default: today)"
        )
        parser.add_argument(
            "--bench-database", action="store_true", help="this database is for benchmarks alone"
        )

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG and not options["bench_database"]:
            raise CommandError(
                "This writes invented people. If this database is for that, add --bench-database."
            )
        if min(options["users"], options["sets_per_user"]) < 1:
            raise CommandError("--users and --sets-per-user need a number of 1 or more.")
        if options["copies"] < 0:
            raise CommandError("--copies needs a number of 0 or more.")
        until = parse_date(options["until"]) if options["until"] else timezone.now().date()
        if until is None:
            raise CommandError("Write --until as a date: 2026-11-22.")
        drills = list(Exercise.objects.published().order_by("id"))
        if not drills:
            raise CommandError("There are no drills to train. Run load_catalogue first.")
        names = ("users", "copies", "sets_per_user", "first", "seed")
        self.seed(drills, until, **{name: options[name] for name in names})

    def seed(
        self,
        drills: list[Exercise],
        until: Any,
        *,
        users: int,
        copies: int,
        sets_per_user: int,
        first: int,
        seed: int,
    ) -> None:
        numbers = range(first, first + users + copies)
        for number in numbers:
            email = seeding.email_of(number)
            if User.objects.filter(email=email).exists():
                raise CommandError(f"{email} is here already. Begin with a higher --first.")
        for number in numbers[:users]:
            person = seeding.seed_person(
                number=number, sets=sets_per_user, drills=drills, until=until, seed=seed
            )
        seeding.copy_person(person, numbers[users:])
        self.stdout.write(f"{users + copies} people with {sets_per_user} sets each.")
