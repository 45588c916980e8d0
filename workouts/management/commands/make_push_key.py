from typing import Any

from django.core.management.base import BaseCommand

from workouts import web_push


class Command(BaseCommand):
    help = "Prints a key for reminders on phones, as a line for .env. With a new one every phone has to be asked anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"WEB_PUSH_PRIVATE_KEY={web_push.new_private_key()}")
