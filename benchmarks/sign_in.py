"""python -m benchmarks.sign_in EMAIL: prints the cookie of a new session."""

import sys

import django

if __name__ == "__main__":
    django.setup()

    from django.conf import settings
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email=sys.argv[1]))
    print(f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}")
