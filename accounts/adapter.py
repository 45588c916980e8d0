from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off."),
        "duplicate_email": _("That is your address already."),
        "email_password_mismatch": _(
            "This e-mail address and this password do not belong together. Check both."
        ),
        "email_taken": _("There is an account with this address. Sign in, or ask for a new password."),
        "enter_current_password": _("That is not your current password."),
        "incorrect_code": _("That did not match. Try again."),
        "incorrect_password": _("That is not your password."),
        "invalid_login": _("Write your e-mail address."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGN_UP_OPEN

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        user.guessed_time_zone = form.cleaned_data["time_zone"]
        return super().save_user(request, user, form, commit)

    def set_password(self, user: User, password: str) -> None:
        # Not the whole row: the revision counter in it may have been counted up meanwhile.
        user.set_password(password)
        user.save(update_fields=["password"])

    def correct_address(self, user: User, email: str) -> EmailAddress:
        return services.correct_address(user=user, email=email)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """An address is one account's alone, whether it was proven there or not."""
        others = User.objects.exclude(pk=email_address.user_id)
        if others.filter(email__iexact=email_address.email).exists():
            failed = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, failed, {"email": email_address.email})
            return False
        return super().confirm_email(request, email_address)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uid, token])

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("workouts:you" if self.request.user.is_authenticated else "account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("workouts:you")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a recovery code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {**context, "site_url": settings.SITE_URL})


class PasskeyAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Remove your passkeys first, then change your e-mail address."),
        "cannot_generate_recovery_codes": _("Recovery codes come with a passkey. Add one first."),
        "incorrect_code": _("That did not match. Try again."),
        "unverified_email": _("Confirm your e-mail address first. Then add a passkey."),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1} if count else gettext("Passkey")

    def _get_site_name(self) -> str:
        return "Swivel"
