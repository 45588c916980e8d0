from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import queries, services
from workouts.forms.you import DeleteAccountForm, PreferencesForm


@require_safe
@never_cache
@login_required
def you(request: SignedInRequest) -> HttpResponse:
    page = queries.you_page(request.user)
    context = {
        "page": page,
        "theme": page.preferences.theme,
        "own_drills_url": reverse("workouts:own_drills"),
    }
    return render(request, "workouts/you.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def preferences(request: SignedInRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PreferencesForm(data, current=preferences_of(request.user))
    if form.is_bound and form.is_valid():
        services.save_preferences(owner=request.user, at=timezone.now(), **form.changed())
        messages.success(request, _("Preferences saved"))
        return redirect("workouts:you")
    return render(request, "workouts/preferences.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete(request: SignedInRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = DeleteAccountForm(data, user=request.user, confirmed=did_recently_reauthenticate(request))
    if form.is_bound and form.is_valid():
        services.delete_account(owner=request.user)
        logout(request)
        return redirect("workouts:deleted")
    passkeys = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    context = {
        "form": form,
        "belongings": queries.belongings_of(request.user),
        "has_passkey": passkeys.exists(),
    }
    return render(request, "workouts/delete.html", context, status=422 if form.is_bound else 200)


@require_safe
@never_cache
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "workouts/deleted.html")
