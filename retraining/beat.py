"""What runs by the clock. Beat ticks in real time and only calls sweeps."""

from typing import Any


def _each(seconds: float, task: str) -> dict[str, Any]:
    # An unstarted tick is worthless once the next one comes: it expires instead of piling up.
    return {
        "task": task,
        "schedule": seconds,
        "options": {"expires": seconds},
    }


SCHEDULE = {
    "seal the audit log": _each(60.0, "audit.seal"),
    "check the whole audit log once a day": _each(3600.0, "audit.verify"),
    "find and send what is due": _each(60.0, "reminders.sweep"),
    "fold listening records": _each(60.0, "guided_sessions.fold"),
    "render audio that is wanted": _each(60.0, "guided_sessions.render"),
    "plan for people who were randomised": _each(60.0, "guided_sessions.plan"),
    "pass on alerts that wait": _each(60.0, "safety.escalate"),
    "refresh the caseload": _each(60.0, "reporting.refresh"),
    "keep the PDF of what was signed": _each(60.0, "trials.copies"),
    "remove what people told us who did not join": _each(3600.0, "trials.purge"),
    "remove the names of people whose data nobody may use": _each(
        3600.0, "trials.remove_identities"
    ),
}
