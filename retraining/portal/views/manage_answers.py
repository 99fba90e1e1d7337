"""Answers of one person under /manage/: entered by staff, looked at, put right, asked about."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.assessments import correcting, handing, services
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage_answers as select
from retraining.portal.careful import before_reading_aloud
from retraining.portal.forms_answers import CorrectionForm, EntryForm, QueryForm
from retraining.portal.selectors_manage_answers import StaffPart
from retraining.portal.selectors_queries import threads_of
from retraining.portal.views.manage_pages import columns, person_or_404, refused
from retraining.safety.selectors.reports import unfinished
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.requests import StaffRequest, record_look


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@require_safe
def parts(request: StaffRequest, code: str) -> HttpResponse:
    """Every part of every visit that is or was open."""
    person = person_or_404(request, code)
    heads = columns(_("Visit"), _("Part"), _("State"), _("How"), _("Sent"))
    values = {
        "person": person,
        "zone": person.site.time_zone,
        "rows": select.part_rows(person),
        "open_visits": select.open_visits(person),
        "unfinished": unfinished(person),
        "columns": heads,
        "breadcrumbs": _way(code),
    }
    return render(request, "portal/manage/answers.html", values)


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@never_cache
@require_POST
def hand_over(request: StaffRequest, code: str, visit: str) -> HttpResponse:
    """A link for a device that the person is given in the clinic."""
    person = person_or_404(request, code)
    back = reverse("manage_answers", args=[code])
    try:
        row = handing.hand_over(participant=person, visit=visit, by=request.user)
    except Refused as error:
        return refused(request, error, back)
    link = settings.SITE_URL + reverse("handed_opening", args=[handing.link_token(row)])
    values = {"person": person, "link": link, "back": back, "breadcrumbs": _way(code)}
    return render(request, "portal/manage/hand_over.html", values)


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def part(request: StaffRequest, code: str, visit: str, questions: str) -> HttpResponse:
    """A part: a form where it is open, its values where it was sent."""
    person = person_or_404(request, code)
    shown = _part_or_404(person, visit, questions)
    if shown.open_now:
        return _enter(request, person, shown)
    if request.method == "POST":
        why = _("These answers were sent, or are closed. Nothing was kept.")
        return refused(request, why, reverse("manage_answers", args=[code]))
    if not shown.sent:
        raise Http404
    return _values(request, person, shown)


def _values(request: StaffRequest, person: Participant, shown: StaffPart) -> HttpResponse:
    record_look(request, "answers.viewed", [person.pk])
    values = {
        "person": person,
        "shown": shown,
        "rows": select.value_rows(person, shown),
        "notes": select.score_notes(shown),
        "columns": columns(_("Item"), _("Question"), _("Value"), _("Notes")),
        "breadcrumbs": _way(person.code, shown),
    }
    return render(request, "portal/manage/answers_part.html", values)


def _enter(request: StaffRequest, person: Participant, shown: StaffPart) -> HttpResponse:
    form = EntryForm(request.POST or None, part=shown.part, words=shown.words)
    if form.is_valid():
        try:
            services.answer_all(
                participant=person,
                visit_key=shown.visit.key,
                part=shown.part.instrument,
                answers=form.answers,
                mode=form.cleaned_data["mode"],
                by=request.user,
            )
        except Refused as error:
            return refused(request, error, reverse("manage_answers", args=[person.code]))
        messages.success(request, _("The answers are kept and sent."))
        told = unfinished(person, shown.visit.key)
        if told:
            return redirect("manage_follow_up", person.code, told[0].pk)
        return redirect("manage_answers", person.code)
    values = {
        "person": person,
        "shown": shown,
        "form": form,
        "crisis": before_reading_aloud(person, shown.part),
        "breadcrumbs": _way(person.code, shown),
    }
    return render(request, "portal/manage/answers_enter.html", values)


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def value(request: StaffRequest, code: str, visit: str, questions: str, item: str) -> HttpResponse:
    """One value: what it was and is, a form to put it right, and what was asked about it."""
    person = person_or_404(request, code)
    shown = _part_or_404(person, visit, questions)
    asked = shown.item(item)
    if asked is None or shown.response is None or not shown.sent:
        raise Http404
    form = CorrectionForm(request.POST or None, item=asked, words=shown.words)
    if form.is_valid() and _corrected(request, shown, item, form):
        return redirect("manage_value", code, visit, questions, item)
    record_look(request, "answers.viewed", [person.pk])
    return render(request, "portal/manage/answers_value.html", _shown(person, shown, item, form))


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@never_cache
@require_POST
def value_words(
    request: StaffRequest, code: str, visit: str, questions: str, item: str
) -> HttpResponse:
    """The same page with reasons and queries in words. A POST, because the look is recorded."""
    person = person_or_404(request, code)
    shown = _part_or_404(person, visit, questions)
    asked = shown.item(item)
    if asked is None or shown.response is None or not shown.sent:
        raise Http404
    record_look(request, "answers.words_viewed", [person.pk])
    values = _shown(person, shown, item, CorrectionForm(item=asked, words=shown.words), True)
    return render(request, "portal/manage/answers_value.html", values)


def _shown(
    person: Participant,
    shown: StaffPart,
    item: str,
    form: CorrectionForm,
    with_words: bool = False,
) -> dict[str, object]:
    assert shown.response is not None
    past = select.past_of(person, shown.response, item, with_words=with_words)
    threads = threads_of(shown.response, item, with_words=with_words)
    return {
        "person": person,
        "zone": person.site.time_zone,
        "shown": shown,
        "item": item,
        "text": shown.words.text(item),
        "form": form,
        "past": past,
        "threads": threads,
        "hides": not with_words and (bool(threads) or any(one.sealed for one in past)),
        "query_form": QueryForm(),
        "columns": columns(_("When"), _("What"), _("Words"), _("By")),
        "breadcrumbs": _way(person.code, shown, item),
    }


def _corrected(request: StaffRequest, shown: StaffPart, item: str, form: CorrectionForm) -> bool:
    assert shown.response is not None
    try:
        correcting.correct(
            response=shown.response,
            item=item,
            value=form.value,
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The new value counts. The old one is kept."))
    return True


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@require_POST
def query(request: StaffRequest, code: str, visit: str, questions: str, item: str) -> HttpResponse:
    """Ask about a value, answer what was asked, ask once more, or close it."""
    person = person_or_404(request, code)
    shown = _part_or_404(person, visit, questions)
    back = reverse("manage_value", args=[code, visit, questions, item])
    form = QueryForm(request.POST)
    closes = "close" in request.POST
    if shown.response is None or not (form.is_valid() or closes):
        return refused(request, _("Please write what you would like to say."), back, status=400)
    try:
        _say(request, shown, item, form.cleaned_data.get("text", ""))
    except Refused as error:
        return refused(request, error, back)
    return redirect(back)


def _say(request: StaffRequest, shown: StaffPart, item: str, text: str) -> None:
    assert shown.response is not None
    number = request.POST.get("query", "")
    if not number:
        correcting.ask(response=shown.response, item=item, text=text, by=request.user)
        return
    found = shown.response.queries.filter(item=item, pk=number if number.isdigit() else 0).first()
    if found is None:
        raise Refused(_("There is no such query."))
    acts = {"close": correcting.close_query, "again": correcting.ask_again}
    act = next((acts[n] for n in acts if n in request.POST), correcting.answer_query)
    act(query=found, text=text, by=request.user)


def _part_or_404(person: Participant, visit: str, questions: str) -> StaffPart:
    shown = select.staff_part(person, visit, questions)
    if shown is None:
        raise Http404
    return shown


def _way(code: str, shown: StaffPart | None = None, item: str = "") -> list[Crumb]:
    crumbs = [
        Crumb(_("People"), reverse("people")),
        Crumb(code, reverse("manage_person", args=[code])),
        Crumb(_("Answers"), reverse("manage_answers", args=[code]) if shown else ""),
    ]
    if shown:
        place = [code, shown.visit.key, shown.part.instrument]
        name = f"{shown.visit.key} · {shown.part.instrument}"
        crumbs.append(Crumb(name, reverse("manage_part", args=place) if item else ""))
    return [*crumbs, Crumb(item)] if item else crumbs
