"""Every visit that was sent before visits had parts is done: it had one."""

from django.db import migrations

DONE = """
insert into assessments_visit_done (participant_id, visit, number, at, answers_from)
select r.participant_id, r.visit,
       row_number() over (partition by r.participant_id, r.visit order by r.occurrence), s.at, s.at
from assessments_submission s join assessments_response r on r.id = s.response_id
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_parts_modes_ratings")]

    operations = [migrations.RunSQL(DONE, migrations.RunSQL.noop)]
