from uuid import UUID

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from exercises import queries, services
from exercises.forms import AskForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.ask_page(slug)
    if page is None:
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if may_ask(request):
            take(request, page, form)
            return redirect(f"{page.ask_url}?sent")
        form.add_error(None, _("That were many questions in a short time. Wait an hour, then send this one."))
        status = 429
    elif form.is_bound:
        status = 422
    context = {"page": page, "form": form, "was_sent": "sent" in request.GET, "section": "drills"}
    return render(request, "exercises/ask.html", context, status=status)


def may_ask(request: HttpRequest) -> bool:
    """Counted for each address of the network, and for the account, as tries to sign in are."""
    actions = ["ask", "ask_account"] if request.user.is_authenticated else ["ask"]
    return all(ratelimit.consume(request, action=action) for action in actions)


def take(request: HttpRequest, page: queries.AskPage, form: AskForm) -> None:
    if form.is_from_a_machine:
        return
    by = request.user if request.user.is_authenticated else None
    services.ask_question(drill_id=page.drill_id, text=form.cleaned_data["text"], by=by, at=timezone.now())


@require_POST
@never_cache
@login_required
def dismiss_news(request: SignedInRequest, question_id: UUID) -> HttpResponse:
    if not services.dismiss_news(owner=request.user, question_id=question_id, at=timezone.now()):
        raise Http404
    return redirect(reverse("workouts:today"))
