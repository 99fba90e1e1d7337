"""The fixed cast, made through the services: two sites, their people and their staff.

Ana takes part in Madrid, Bea in Leeds. Carla is clinician in Madrid, Clive in Leeds; Rita rates in
Madrid; Max manages, Mia manages too; Stella is the statistician; Mona monitors.
"""

import hashlib
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from retraining.accounts.models import User
from retraining.accounts.services import set_password, staff_user
from retraining.assessments.selectors import visits_of
from retraining.assessments.services import answer_visit
from retraining.common import clock
from retraining.instruments import registry
from retraining.randomisation.blocks import Arm, Plan, make_list, to_csv
from retraining.randomisation.models import ListSegment
from retraining.randomisation.services import allocate, load_list
from retraining.trials import protocol_section
from retraining.trials.models import (
    Consent,
    GreenLight,
    Participant,
    ProtocolVersion,
    Screening,
    Site,
    Trial,
)
from retraining.trials.selectors import document_of
from retraining.trials.selectors_consent import documents_version, section_of
from retraining.trials.services import consent, invitations, screening, staff
from retraining.trials.services import understanding as understanding_services
from sessions.services.planning import make_plan

PASSWORD = "a long enough password"
SITES = {
    "madrid": ("Madrid", "+34 910 000 000", "Europe/Madrid"),
    "leeds": ("Leeds", "+44 113 000 0000", "Europe/London"),
}
CALM_ANSWERS = {"pain": 5, "tiredness": 6, "sleep": 7, "interference": 5}
NO_NEWS = {"own_practice": 0, "treatment": 0, "new_problem": 0, "upset": 0}
CALM_WEEK = {**CALM_ANSWERS, **NO_NEWS}
LOW, HIGH = 5, 7  # every item of the FIQR: totals of 50 and 70


def green_light(site: Site) -> None:
    """Let a site enrol without its papers."""
    GreenLight.objects.create(site=site, given=True, at=clock.now(), by=None)


def open_sites(trial: Trial) -> None:
    """The two sites of every test."""
    for slug, (name, phone, zone) in SITES.items():
        site = Site.objects.create(
            trial=trial,
            slug=slug,
            name=name,
            phone=phone,
            contact="the study nurse",
            hours="Monday to Friday, 9:00 to 15:00",
            crisis_text="In an emergency ring 112.",
            time_zone=zone,
        )
        green_light(site)


def the_trial() -> Trial:
    """The shipped trial, loaded in every test database."""
    return Trial.objects.get(slug="mair-fibromyalgia")


def the_site(slug: str) -> Site:
    """A site by slug."""
    return Site.objects.get(trial=the_trial(), slug=slug)


def a_member_of_staff(name: str, role: str, site: str | None = None) -> User:
    """Somebody with a password, a second factor and one role."""
    user = staff_user(email=f"{name.lower()}@staff.example")
    set_password(user=user, password=PASSWORD, name=name)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    staff.assign(
        user=user,
        trial=the_trial(),
        role=role,
        site=the_site(site) if site else None,
        by=None,
    )
    return user


def max_the_manager() -> User:
    """The manager who invites and randomises in the tests."""
    found = User.objects.filter(email="max@staff.example").first()
    return found or a_member_of_staff("Max", "manager")


def invited(name: str = "Ana", site: str = "madrid") -> Participant:
    """Somebody with an open invitation."""
    invitation = invitations.invite(
        site=the_site(site),
        email=f"{name.lower()}@people.example",
        name=name,
        by=max_the_manager(),
    )
    return invitation.participant


def joined(name: str = "Ana", site: str = "madrid") -> Participant:
    """Somebody who accepted the invitation and can sign in."""
    person = invited(name, site)
    return invitations.accept(
        invitation=person.invitations.get(),
        email=f"{name.lower()}@people.example",
        time_zone=person.site.time_zone,
    )


def read(person: Participant, *keys: str) -> None:
    """Say that documents have been read."""
    for key in keys:
        consent.mark_read(participant=person, document=document_of(person, key), by=person.user)


def fitting(person: Participant, **changes: bool) -> Screening:
    """Read the privacy notice and answer the screening questions as somebody whom it fits."""
    read(person, "privacy")
    asked = [c for c in protocol_section.read(person.version.content).criteria if c.ask]
    answers = {c.key: c.expect for c in asked} | changes
    screening.save_part(participant=person, part="about", answers=answers, by=person.user)
    return screening.submit(participant=person, by=person.user)


def understanding(person: Participant) -> None:
    """Answer every question about the documents rightly."""
    for question in section_of(documents_version(person)).questions:
        understanding_services.answer_question(
            participant=person, key=question.key, chosen=question.right, by=person.user
        )


def signed(person: Participant, typed_name: str = "") -> Consent:
    """Do all that comes before signing, then sign."""
    fitting(person)
    read(person, "information")
    understanding(person)
    return consent.sign(
        participant=person,
        typed_name=typed_name or "Ana Person",
        agreed=consent.statement_count(person),
        seen=documents_version(person),
        fresh=True,
        by=person.user,
    )


def called(person: Participant) -> None:
    """The live call, with nothing to worry about."""
    screening.record_call(
        participant=person, risk="none", action="none", note="", by=max_the_manager()
    )


def consented(name: str = "Ana", site: str = "madrid") -> Participant:
    """Somebody who signed the consent, was rung, and chose to start tomorrow."""
    person = joined(name, site)
    signed(person, f"{name} Person")
    called(person)
    tomorrow = clock.local_date(person.time_zone) + timedelta(days=1)
    consent.choose_start(participant=person, day=tomorrow, by=person.user)
    person.refresh_from_db()
    return person


def answers_for(
    person: Participant, visit: str = "baseline", impact: int = LOW
) -> dict[str, dict[str, int | None]]:
    """{instrument: {item: number}} for a whole visit; the FIQR's items are all `impact`."""
    found = next(v for v in visits_of(person) if v.key == visit)
    answers: dict[str, dict[str, int | None]] = {}
    for part in found.parts:
        items = {i.name: i for i in registry.get(part.instrument).items}
        middle = {name: items[name].allowed[len(items[name].allowed) // 2] for name in part.items}
        answers[part.instrument] = dict(middle)
    if "fiqr" in answers:
        answers["fiqr"] = dict.fromkeys(answers["fiqr"], impact)
    if "check-in" in answers:
        answers["check-in"] = {i: CALM_WEEK[i] for i in answers["check-in"]}
    return answers


def answer(person: Participant, visit: str = "baseline", impact: int = LOW) -> None:
    """Answer and send a whole visit."""
    given = answers_for(person, visit, impact)
    answer_visit(participant=person, visit_key=visit, answers=given, by=person.user)


def eligible(name: str = "Ana", site: str = "madrid") -> Participant:
    """Somebody who answered the first questions and was found eligible."""
    person = consented(name, site)
    answer(person)
    criteria = protocol_section.read(person.version.content).criteria
    consent.confirm_eligibility(
        participant=person,
        answers={c.key: c.expect for c in criteria},
        by=max_the_manager(),
    )
    return person


def a_list(trial: Trial | None = None, per_stratum: int = 12, seed: str = "07" * 32) -> ListSegment:
    """An allocation list for both sites and both levels of impact."""
    trial = trial or the_trial()
    plan = Plan(
        arms=(Arm("mair", 1), Arm("relaxation", 1)),
        block_sizes=(4, 6),
        strata={"site": ("leeds", "madrid"), "impact": ("low", "high")},
        per_stratum=per_stratum,
    )
    return load_list(trial=trial, csv=to_csv(make_list(plan, seed)).encode(), by=None)


def randomised(name: str = "Ana", site: str = "madrid") -> Participant:
    """Somebody with an allocation and a plan that starts tomorrow."""
    person = eligible(name, site)
    if not ListSegment.objects.exists():
        a_list()
    allocate(participant=person, by=max_the_manager())
    make_plan(participant=person)
    person.refresh_from_db()
    return person


def new_documents(new_version: str, **changes: str) -> ProtocolVersion:
    """A later version of the trial with another information sheet, loaded now.

    Args:
        new_version: what it asks of people who have signed: "none", "ask" or "block".
        changes: other values of [consent].
    """
    before = the_trial().versions.order_by("-number").first()
    assert before is not None
    table = {**before.content["consent"], "new_version": new_version, **changes}
    version = ProtocolVersion.objects.create(
        trial=before.trial,
        number=before.number + 1,
        sha256=f"{before.number + 1:064d}",
        content={**before.content, "consent": table},
    )
    for document in before.documents.all():
        text = document.text + ("\nOne more line.\n" if document.key == "information" else "")
        document.pk, document.version = None, version
        document.text, document.sha256 = text, hashlib.sha256(text.encode()).hexdigest()
        document.save(force_insert=True)
    return version
