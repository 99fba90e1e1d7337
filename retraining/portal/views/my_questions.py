"""A visit's questions: a card to start from, one question a page, a look before sending."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retraining.assessments import services
from retraining.common.access import Audience, access
from retraining.portal import things
from retraining.portal.check_in import CheckIn, Standing, check_in_of, facts
from retraining.portal.forms.my import AnswerForm
from retraining.trials.requests import ParticipantRequest

GONE, NOT_FOUND, CONFLICT = 410, 404, 409
READ_OR_SEND = ["GET", "HEAD", "POST"]


@access(Audience.PARTICIPANT)
@require_safe
def check_in(request: ParticipantRequest, visit: str) -> HttpResponse:
    """How many questions, how long, and the way in; after sending, that they arrived."""
    found = _found(request, visit)
    if found.standing == Standing.SENT:
        return render(request, "portal/my/questions_sent.html", {"check_in": found})
    if found.standing != Standing.OPEN:
        return _not_open(request, found)
    card = things.questions(found.state)
    values = {"check_in": found, "card": card, "next_url": _next_url(found)}
    values["intro"] = found.text("intro")
    return render(request, "portal/my/questions_start.html", values)


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def check_in_item(request: ParticipantRequest, visit: str, item: str) -> HttpResponse:
    """One question. The answer is kept as soon as it is given."""
    found = _found(request, visit)
    if item not in found.items:
        raise Http404
    if found.standing != Standing.OPEN:
        return _not_open(request, found)
    if request.method != "POST":
        return _question(request, found, item, _form(found, item))
    form = _form(found, item, request)
    if not form.is_valid():
        return _question(request, found, item, form, status=400)
    leaves_blank = "blank" in request.POST
    value = None if leaves_blank else form.cleaned_data["answer"]
    if value is None and not (leaves_blank or _was_asked(request, found, item)):
        return _question(request, found, item, form, asked=True)
    return _keep(request, found, item, value)


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def check_in_answers(request: ParticipantRequest, visit: str) -> HttpResponse:
    """This visit's own answers, each with a way to change it; then send."""
    found = _found(request, visit)
    if request.method == "POST":
        return _send(request, found)
    if found.standing != Standing.OPEN:
        return _not_open(request, found)
    if found.next_item is not None:
        return redirect("check_in_item", visit, found.next_item)
    urls = {name: reverse("check_in_item", args=[visit, name]) for name in found.items}
    values = {"check_in": found, "rows": facts(found, urls), "back_url": urls[found.items[-1]]}
    return render(request, "portal/my/questions_check.html", values)


def _found(request: ParticipantRequest, visit: str) -> CheckIn:
    found = check_in_of(request.participant, visit)
    if found is None:
        raise Http404
    return found


def _not_open(request: ParticipantRequest, found: CheckIn) -> HttpResponse:
    """Why these questions cannot be answered now; whoever has sent them sees that they arrived."""
    was_sent = request.method == "POST"
    if found.standing == Standing.SENT and not was_sent:
        return redirect("check_in", found.state.visit.key)
    status = CONFLICT if was_sent else GONE
    if found.standing == Standing.NOT_YET and not was_sent:
        status = NOT_FOUND
    values = {"check_in": found, "was_sent": was_sent}
    return render(request, "portal/my/questions_closed.html", values, status=status)


def _next_url(found: CheckIn) -> str:
    key = found.state.visit.key
    if found.next_item is None:
        return reverse("check_in_answers", args=[key])
    return reverse("check_in_item", args=[key, found.next_item])


def _form(found: CheckIn, name: str, request: ParticipantRequest | None = None) -> AnswerForm:
    item = found.item(name)
    return AnswerForm(
        request.POST if request else None,
        initial={"answer": found.answers.get(name)},
        question=found.text(name),
        allowed=item.allowed,
        ends=(found.text(item.low), found.text(item.high)),
    )


def _question(
    request: ParticipantRequest,
    found: CheckIn,
    name: str,
    form: AnswerForm,
    *,
    asked: bool = False,
    status: int = 200,
) -> HttpResponse:
    visit, before = found.state.visit.key, found.item_before(name)
    values = {
        "form": form,
        "asked": asked,
        "may_blank": asked or name in found.answers,
        "step": found.number(name),
        "steps": len(found.items),
        "saved": _("Saved so far") if found.answers else "",
        "back_url": reverse("check_in_item", args=[visit, before])
        if before
        else reverse("check_in", args=[visit]),
        "later_url": reverse("today"),
    }
    return render(request, "portal/my/question.html", values, status=status)


def _was_asked(request: ParticipantRequest, found: CheckIn, name: str) -> bool:
    """Whether the soft prompt was shown for this question, on this page or an earlier day."""
    left_blank = name in found.answers and found.answers[name] is None
    return "asked" in request.POST or left_blank


def _keep(
    request: ParticipantRequest, found: CheckIn, name: str, value: int | None
) -> HttpResponse:
    visit = found.state.visit.key
    try:
        services.save_answer(
            participant=request.participant,
            visit_key=visit,
            item=name,
            value=value,
            by=request.user,
        )
    except services.NotAnswerable:  # another device was faster, or the window closed meanwhile
        return _not_open(request, _found(request, visit))
    return redirect(_next_url(_found(request, visit)))


def _send(request: ParticipantRequest, found: CheckIn) -> HttpResponse:
    visit = found.state.visit.key
    if found.standing == Standing.OPEN and found.next_item is not None:
        return redirect("check_in_item", visit, found.next_item)
    try:
        services.submit(participant=request.participant, visit_key=visit, by=request.user)
    except services.NotAnswerable:
        return _not_open(request, _found(request, visit))
    return redirect("check_in", visit)
