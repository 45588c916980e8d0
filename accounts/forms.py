"""The forms of sign-in and its kin: allauth's, in our words, with one password field each."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import manage_email
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.mfa.base import forms as allauth_code_forms
from allauth.mfa.webauthn import forms as allauth_passkey_forms
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import time_zones

NEW_PASSWORD_HINT = _("8 characters or more. A short sentence is good and easy to keep in mind.")


def say(form: forms.Form, name: str, label: Any, hint: Any = "", **attributes: str) -> None:
    """Our words on a field of allauth's; what stands in a field is never its label."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def say_email(form: forms.Form, name: str, label: Any, hint: Any = "") -> None:
    say(
        form,
        name,
        label,
        hint,
        autocomplete="username",
        inputmode="email",
        autocapitalize="off",
        spellcheck="false",
    )


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_email(self, "login", _("E-mail"))
        say(self, "password", _("Password"))


class SignUpForm(allauth_forms.SignupForm):
    # Filled in by the browser; whatever is no time zone counts as nothing said.
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_email(self, "email", _("E-mail"), _("Only to sign you in and to send you a new password."))
        say(self, "password1", _("Password"), NEW_PASSWORD_HINT)
        self.fields["time_zone"].widget.attrs["data-time-zone"] = ""

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        return zone if time_zones.is_known(zone) else "UTC"


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_email(self, "email", _("E-mail"))


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        say(self, "password1", _("New password"), NEW_PASSWORD_HINT)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        say(self, "oldpassword", _("Current password"))
        say(self, "password1", _("New password"), NEW_PASSWORD_HINT)


class SetPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        say(self, "password1", _("Password"), NEW_PASSWORD_HINT)


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password", _("Password"))


class ChangeAddressForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_email(self, "email", _("New e-mail address"))

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self.nothing_proven():
            # It counts at once, and no two accounts may share one.
            manage_email.email_already_exists(email, user=self.user, always_raise=True)
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        if not self.nothing_proven():
            return super().save(request)
        address: EmailAddress = get_adapter(request).correct_address(self.user, self.cleaned_data["email"])
        send_verification_email_to_address(request, address)
        return address

    def nothing_proven(self) -> bool:
        return not EmailAddress.objects.filter(user=self.user, verified=True).exists()


class RecoveryCodeForm(allauth_code_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Recovery code"), inputmode="numeric")


class ConfirmByCodeForm(allauth_code_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Recovery code"), inputmode="numeric")


class AddPasskeyForm(allauth_passkey_forms.AddWebAuthnForm):
    """Always a passkey, which signs in by itself; never a key that is only a second step."""

    passwordless = forms.BooleanField(required=True, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("So that you can tell your passkeys apart, like “My phone”.")
        say(self, "name", _("Name"), hint, maxlength="60", autocomplete="off")

    def clean_name(self) -> str:
        return super().clean_name()[:60]


class RenamePasskeyForm(allauth_passkey_forms.EditWebAuthnForm):
    name = forms.CharField(
        label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
