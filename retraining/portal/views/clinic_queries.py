"""What a site is asked about single values, and its answers. No arm is read here."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from retraining.accounts.roles import Permission
from retraining.assessments import correcting
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb, Fact
from retraining.portal import selectors_queries as select
from retraining.portal.forms_answers import QueryForm
from retraining.portal.views.manage_pages import columns
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest, record_look


@access(Audience.CLINIC, Permission.ANSWER_QUERIES)
@require_safe
def queries(request: StaffRequest) -> HttpResponse:
    """What is open at one's sites, whatever waits for an answer in front."""
    threads = select.site_threads(request.scope)
    record_look(request, "queries.viewed", [thread.person.pk for thread in threads])
    heads = columns(_("Person"), _("Questions"), _("State"), _("Since"))
    rows = [(thread, select.asked_value(thread.query)) for thread in threads]
    return render(request, "portal/clinic/queries.html", {"rows": rows, "columns": heads})


@access(Audience.CLINIC, Permission.ANSWER_QUERIES)
@never_cache
@require_http_methods(["GET", "POST"])
def query(request: StaffRequest, pk: int) -> HttpResponse:
    """One query: the value, what was said about it, and a form for the answer."""
    thread = select.site_thread(request.scope, pk)
    if thread is None:
        raise Http404
    form = QueryForm(request.POST or None)
    if form.is_valid() and _answered(request, thread, form):
        return redirect("site_queries")
    record_look(request, "answers.viewed", [thread.person.pk])
    return render(request, "portal/clinic/query.html", _page(thread, form))


@access(Audience.CLINIC, Permission.ANSWER_QUERIES)
@never_cache
@require_POST
def query_words(request: StaffRequest, pk: int) -> HttpResponse:
    """The same page with what was said. A POST, because the look is recorded."""
    thread = select.site_thread(request.scope, pk, with_words=True)
    if thread is None:
        raise Http404
    record_look(request, "answers.words_viewed", [thread.person.pk])
    return render(request, "portal/clinic/query.html", _page(thread, QueryForm()))


def _page(thread: select.Thread, form: QueryForm) -> dict[str, object]:
    shown = select.asked_value(thread.query)
    return {
        "thread": thread,
        "shown": shown,
        "rows": [
            Fact(label=_("Question"), value=shown.text),
            Fact(label=_("What counts now"), value=shown.value),
        ],
        "form": form,
        "columns": columns(_("When"), _("What"), _("Words"), _("By")),
        "breadcrumbs": [Crumb(_("Queries"), reverse("site_queries")), Crumb(thread.person.code)],
    }


def _answered(request: StaffRequest, thread: select.Thread, form: QueryForm) -> bool:
    try:
        correcting.answer_query(query=thread.query, text=form.cleaned_data["text"], by=request.user)
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Your answer is kept. The trial manager reads it."))
    return True
