"""The audit log in sentences. Each holds who did it, and what it was done to."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "invitation.created": _("%(who)s invited %(what)s."),
    "invitation.resent": _("%(who)s sent a new invitation to %(what)s."),
    "invitation.revoked": _("%(who)s closed the invitation of %(what)s."),
    "invitation.accepted": _("%(who)s accepted the invitation."),
    "document.read": _("%(who)s read a document."),
    "consent.signed": _("%(who)s signed the consent."),
    "start.chosen": _("%(who)s chose a start day."),
    "details.changed": _("%(who)s changed time zone or hour for messages."),
    "eligibility.recorded": _("%(who)s recorded the eligibility of %(what)s."),
    "participant.randomised": _("%(who)s randomised %(what)s."),
    "plan.made": _("%(who)s made the plan of %(what)s."),
    "withdrawal.recorded": _("%(who)s recorded that %(what)s stops."),
    "identity.set": _("%(who)s stored name and address of %(what)s."),
    "identity.email_changed": _("%(who)s changed the e-mail address of %(what)s."),
    "identity.viewed": _("%(who)s looked at name and address of %(what)s."),
    "identity.erased": _("%(who)s erased name and address of %(what)s."),
    "response.started": _("%(who)s began %(what)s."),
    "response.submitted": _("%(who)s sent %(what)s."),
    "people.viewed": _("%(who)s looked at a list with %(what)s."),
    "person.viewed": _("%(who)s looked at the page of %(what)s."),
    "caseload.viewed": _("%(who)s looked at a caseload with %(what)s."),
    "staff.invited": _("%(who)s invited somebody to the role %(role)s."),
    "staff.invitation_revoked": _("%(who)s closed an invitation to the role %(role)s."),
    "staff.assigned": _("%(who)s gave %(what)s the role %(role)s."),
    "staff.ended": _("%(who)s ended the role %(role)s of %(what)s."),
    "site.saved": _("%(who)s saved the site %(what)s."),
    "user.created": _("An account was made for %(what)s."),
    "user.password_set": _("%(who)s set a password."),
    "protocol.loaded": _("%(who)s loaded a protocol version."),
    "list.loaded": _("%(who)s loaded a part of the allocation list."),
    "audit.checked": _("%(who)s checked the chain of this log: %(reason)s."),
}
OWN: dict[str, str | Promise] = {  # where somebody acted for themselves
    "withdrawal.recorded": _("%(who)s chose to stop."),
    "response.started": _("%(who)s began a questionnaire."),
    "response.submitted": _("%(who)s sent a questionnaire."),
    "staff.assigned": _("%(who)s took up the role %(role)s."),
}
OTHER = _("%(who)s: %(action)s, %(what)s.")

ACTIONS: dict[str, str | Promise] = {
    "invitation": _("Invitations"),
    "consent": _("Consent"),
    "start": _("Start days"),
    "eligibility": _("Eligibility"),
    "participant": _("Randomisation"),
    "identity": _("Names and addresses"),
    "response": _("Questions"),
    "withdrawal": _("Stopping"),
    "people": _("Lists that were looked at"),
    "person": _("Pages that were looked at"),
    "staff": _("Staff and roles"),
    "site": _("Sites"),
    "protocol": _("Protocol"),
    "list": _("Allocation list"),
    "audit": _("Checks of this log"),
}
