"""Rows about who did not join: never changed, and deleted once the person's key is destroyed."""

from typing import ClassVar

import pgtrigger

from retraining.common.models import AppendOnly

_UNLESS_FORGOTTEN = """
IF TG_OP = 'DELETE'
AND EXISTS (
    SELECT 1 FROM trials_participant_key
    WHERE participant_id = OLD.participant_id AND destroyed_at IS NOT NULL
) AND NOT EXISTS (
    SELECT 1 FROM trials_participant_date
    WHERE participant_id = OLD.participant_id AND kind = 'randomised'
) THEN
    RETURN OLD;
END IF;
RAISE EXCEPTION 'append-only: rows of % are never changed', TG_TABLE_NAME;
"""


class Forgettable(AppendOnly):
    """What was told or found out on the way in.

    Append-only, but for one case that the database itself checks: the person was never randomised
    and their key is destroyed. Then only the code in the screening log is kept.
    """

    class Meta(AppendOnly.Meta):
        abstract = True
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="append_only",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_UNLESS_FORGOTTEN,
            ),
            *[one for one in AppendOnly.Meta.triggers if one.name == "append_only_truncate"],
        ]
