from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import services


class Command(BaseCommand):
    help = "Lets phones compare everything anew: after a database was put back by other means than `restore`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", default="", metavar="ADDRESS", help="this account's phones alone")

    def handle(self, *, only: str, **options: Any) -> None:
        try:
            renewed = services.renew_epochs(email=only)
        except services.NobodyHasAddress as error:
            raise CommandError(f"Nobody has signed up as {only}.") from error
        self.stdout.write(f"The phones of {renewed} people compare everything anew.")
