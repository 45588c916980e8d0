from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import services


class Command(BaseCommand):
    help = "Takes an e-mail address as confirmed: for a site that sends no mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="The e-mail address of an account.")

    def handle(self, *, address: str, **options: Any) -> None:
        try:
            services.confirm_address(email=address)
        except services.NobodyHasAddress as error:
            raise CommandError(f"Nobody has signed up as {address}.") from error
        self.stdout.write(f"{address} is confirmed.")
