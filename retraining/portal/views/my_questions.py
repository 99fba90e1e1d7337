"""A visit's questions: a card to start from, one question a page, a look before sending."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.models import User
from retraining.assessments import services
from retraining.assessments.models import Mode
from retraining.common.access import Audience, access
from retraining.portal import things
from retraining.portal.careful import asks_about_suicide, page_after
from retraining.portal.check_in import (
    CheckIn,
    Standing,
    WholeVisit,
    check_in_of,
    facts,
    sittings,
    standing_of_visit,
    visit_url,
)
from retraining.portal.forms.my import AnswerForm
from retraining.safety.selectors.cover import crisis_lines, read_when
from retraining.trials.requests import ParticipantRequest

OK, GONE, NOT_FOUND, CONFLICT = 200, 410, 404, 409
READ_OR_SEND = ["GET", "HEAD", "POST"]


@access(Audience.PARTICIPANT)
@require_safe
def check_in(request: ParticipantRequest, visit: str) -> HttpResponse:
    """How many questions, how long, and the way in; after sending, that they arrived."""
    found = _found(request, visit)
    if found.state.visit.is_long:
        return _parts(request, found)
    return _start(request, found)


@access(Audience.PARTICIPANT)
@require_safe
def visit_part(request: ParticipantRequest, visit: str, questions: str) -> HttpResponse:
    """The way into one part of a long visit."""
    found = _found(request, visit, questions)
    if found.standing == Standing.SENT:
        return redirect(found.visit_url)
    return _start(request, found)


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def check_in_item(
    request: ParticipantRequest, visit: str, item: str, questions: str | None = None
) -> HttpResponse:
    """One question. The answer is kept as soon as it is given."""
    found = _found(request, visit, questions, item)
    if item not in found.items:
        raise Http404
    if not (found.takes_answers if request.method == "POST" else found.standing == Standing.OPEN):
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
def check_in_answers(
    request: ParticipantRequest, visit: str, questions: str | None = None
) -> HttpResponse:
    """This visit's own answers, each with a way to change it; then send."""
    found = _found(request, visit, questions)
    if request.method == "POST":
        return _send(request, found)
    if found.standing != Standing.OPEN:
        return _not_open(request, found)
    if found.next_item is not None:
        return redirect(found.next_url)
    back = found.item_url(found.items[-1])
    values = {"check_in": found, "rows": facts(found), "back_url": back}
    return render(request, "portal/my/questions_check.html", values)


def is_handed(request: ParticipantRequest) -> bool:
    """Whether this is a device that was handed over in the clinic."""
    return getattr(request, "handed", None) is not None


def is_sent(request: ParticipantRequest, visit: str) -> bool:
    """Whether all of a visit was sent."""
    return _found(request, visit).state.done


def _by(request: ParticipantRequest) -> User:
    """Who enters: the person, or whoever handed the device over."""
    handed = getattr(request, "handed", None)
    return handed.by if handed is not None else request.user


def _found(
    request: ParticipantRequest, visit: str, part: str | None = None, item: str = ""
) -> CheckIn:
    found = check_in_of(request.participant, visit, part, item, handed=is_handed(request))
    if found is None:
        raise Http404
    return found


def _start(request: ParticipantRequest, found: CheckIn) -> HttpResponse:
    """The card of one row of questions."""
    if found.standing == Standing.SENT:
        return render(request, "portal/my/questions_sent.html", {"check_in": found})
    if found.standing != Standing.OPEN:
        return _not_open(request, found)
    count, visit = len(found.items), found.state.visit
    values = {
        "check_in": found,
        "count": count,
        "minutes": things.minutes_for(count),
        "intro": found.text("intro"),
        "back_url": found.visit_url if visit.is_long else found.later_url,
        "back_label": visit.title if visit.is_long else _("Today"),
    }
    return render(request, "portal/my/questions_start.html", values)


def _parts(request: ParticipantRequest, found: CheckIn) -> HttpResponse:
    """The parts of a long visit, each to be done when it suits."""
    stand = standing_of_visit(request.participant, found.state)
    if stand.standing == Standing.SENT:
        return render(request, "portal/my/questions_sent.html", {"check_in": stand})
    if stand.standing != Standing.OPEN:
        return _not_open(request, stand)
    shown = sittings(request.participant, found.state, handed=is_handed(request))
    values = {"check_in": found, "sittings": shown, "card": things.questions(found.state)}
    return render(request, "portal/my/visit.html", values)


def _not_open(request: ParticipantRequest, found: CheckIn | WholeVisit) -> HttpResponse:
    """Why these questions cannot be answered now; whoever has sent them sees that they arrived."""
    was_sent = request.method == "POST"
    if found.standing == Standing.SENT and not was_sent:
        return redirect(_home(request, found))
    status = CONFLICT
    if not was_sent:
        status = {Standing.NOT_YET: NOT_FOUND, Standing.RESTING: OK}.get(found.standing, GONE)
    values = {"check_in": found, "was_sent": was_sent}
    return render(request, "portal/my/questions_closed.html", values, status=status)


def _home(request: ParticipantRequest, found: CheckIn | WholeVisit) -> str:
    return reverse("handed") if is_handed(request) else visit_url(found.state.visit.key)


def _form(found: CheckIn, name: str, request: ParticipantRequest | None = None) -> AnswerForm:
    item = found.item(name)
    return AnswerForm(
        request.POST if request else None,
        initial={"answer": found.answers.get(name)},
        question=found.text(name),
        allowed=item.allowed,
        ends=(found.text(item.low), found.text(item.high)),
        options=found.words.options(item),
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
    before = found.item_before(name)
    values = {
        "form": form,
        "asked": asked,
        "not_chosen": _("You have not chosen an answer.")
        if found.item(name).options
        else _("You have not chosen a number."),
        "may_leave": _("That is fine. You can leave this question blank, or choose an answer.")
        if found.item(name).options
        else _("That is fine. You can leave this question blank, or choose a number."),
        "section": found.words.section(found.item(name)),
        "may_blank": asked or name in found.answers,
        "step": found.number(name),
        "steps": len(found.items),
        "saved": _("Saved so far") if found.answers else "",
        "back_url": found.item_url(before) if before else found.home_url,
        "later_url": found.later_url,
        **_beforehand(request, found, name),
    }
    return render(request, "portal/my/question.html", values, status=status)


def _beforehand(request: ParticipantRequest, found: CheckIn, name: str) -> dict[str, list[str]]:
    """What stands above a question about suicide: when answers are read, whom to ring now."""
    if not asks_about_suicide(found, name):
        return {}
    person = request.participant
    return {"crisis": crisis_lines(person), "read_when": read_when(person)}


def _was_asked(request: ParticipantRequest, found: CheckIn, name: str) -> bool:
    """Whether the soft prompt was shown for this question, on this page or an earlier day."""
    left_blank = name in found.answers and found.answers[name] is None
    return "asked" in request.POST or left_blank


def _took(request: ParticipantRequest) -> int | None:
    """How long the question was in view, where a script of ours could say."""
    said = request.POST.get("took", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def _keep(
    request: ParticipantRequest, found: CheckIn, name: str, value: int | None
) -> HttpResponse:
    visit, part = found.state.visit.key, found.part.part.instrument
    try:
        services.save_answer(
            participant=request.participant,
            visit_key=visit,
            part=part,
            item=name,
            value=value,
            took_ms=_took(request),
            mode=Mode.HANDED_OVER if is_handed(request) else Mode.OWN,
            by=_by(request),
        )
    except services.NotAnswerable:  # another device was faster, or the window closed meanwhile
        return _not_open(request, _found(request, visit, part))
    first = page_after(request.participant, found, name, value, handed=is_handed(request))
    return redirect(first or replace(found, answers={**found.answers, name: value}).next_url)


def _send(request: ParticipantRequest, found: CheckIn) -> HttpResponse:
    visit, part = found.state.visit.key, found.part.part.instrument
    if found.standing == Standing.OPEN and found.next_item is not None:
        return redirect(found.next_url)
    try:
        services.submit(
            participant=request.participant, visit_key=visit, part=part, by=_by(request)
        )
    except services.NotAnswerable:
        return _not_open(request, _found(request, visit, part))
    return redirect(found.visit_url)
