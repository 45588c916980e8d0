from allauth.account.models import EmailAddress

from accounts.models import User

PASSWORD = "prone, band, slow and steady"


def make_person(email: str, **fields: object) -> User:
    """Somebody who signed up by e-mail and followed the link in it."""
    user = User.objects.create_user(email, PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
