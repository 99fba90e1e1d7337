"""Many people at once, inserted by plain SQL: for tests and measures of size alone."""

from django.db import connection

from retraining.reporting.models import CaseSummary
from retraining.trials.models import Participant, Trial
from tests import cast

PEOPLE = """
insert into trials_participant
  (trial_id, site_id, version_id, code, time_zone, message_hour, created_at)
select %(trial)s, case when n %% 20 = 0 then %(few)s else %(many)s end, %(version)s,
  (1000 + %(first)s + n)::text, 'Europe/Madrid', 10, '2026-01-11'
from generate_series(1, %(count)s) n
"""
SUMMARIES = """
insert into reporting_case_summary
  (participant_id, trial_id, site_id, start, week, weeks, core_done, core_open, minutes,
   practice_this_week, practice_last_week, practice_wanted, coverage, last_session, last_seen,
   symptoms, symptoms_first, symptoms_now, symptoms_change, rank, reasons, rule, unsent, unsure,
   inputs, fresh_until, updated_at)
select p.id, p.trial_id, p.site_id, '2026-01-12', p.id %% 9, 8, p.id %% 8, p.id %% 9, p.id %% 300,
  p.id %% 6, p.id %% 5, 5, 0.5, moment, moment,
  '[6, 5.5, null, 5]', 6, 5, p.id %% 7 - 3,
  case when p.id %% 10 = 0 then 2000 + p.id %% 900 else 5999 end,
  case when p.id %% 10 = 0 then '[["quiet", 9, ""]]'::jsonb else '[]'::jsonb end,
  'v1', false, false, '', null, '2026-01-11'
from (select *, timestamptz '2026-01-12' + id * interval '1 minute' moment
      from trials_participant) p
where not exists (select from reporting_case_summary s where s.participant_id = p.id)
"""


def crowd(count: int) -> Trial:
    """More people: one in twenty in Madrid, the others in Leeds; every tenth needs attention."""
    trial = cast.the_trial()
    values = {
        "trial": trial.pk,
        "version": trial.versions.get().pk,
        "few": cast.the_site("madrid").pk,
        "many": cast.the_site("leeds").pk,
        "first": Participant.objects.filter(trial=trial).count(),
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, values)
        cursor.execute(SUMMARIES, {})
        cursor.execute(f"analyze {CaseSummary._meta.db_table}, {Participant._meta.db_table}")
    return trial
