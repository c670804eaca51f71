/* sync-pay-brought.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-brought"

#include "sync-pay-brought.h"

#include "clinic-days.h"

typedef struct
{
  ClinicFacts *facts; /* owned */
  guint first_months;
  gint64 now;
  int from;
  int to;
  ClinicReport *first;   /* owned, (nullable) */
  ClinicReport *waiting; /* owned, (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_object (&self->facts);
  g_clear_object (&self->first);
  g_clear_object (&self->waiting);
  g_free (self);
}

static ClinicReport *
count_one (Job *self, ClinicMeasure measure)
{
  g_autoptr (ClinicQuestion) question =
    clinic_question_new (measure, CLINIC_GROUPING_BY (CLINIC_NAMES_USER));
  ClinicReportRules rules;

  clinic_report_rules_init (&rules);
  rules.first_months = self->first_months;
  question->period = CLINIC_PERIOD_DAYS;
  question->from = self->from;
  question->to = self->to;

  return clinic_report_new (self->facts, question, &rules, self->now);
}

static void
count_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;

  self->first = count_one (self, CLINIC_MEASURE_BRINGING_FIRST);
  self->waiting = count_one (self, CLINIC_MEASURE_BRINGING_WAITING);
  g_task_return_boolean (task, TRUE);
}

void
sync_pay_brought_async (ClinicFacts *facts,
                        int month,
                        guint first_months,
                        gint64 now,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, sync_pay_brought_async);
  job->facts = g_object_ref (facts);
  job->first_months = first_months;
  job->now = now;
  job->from = month;
  job->to = clinic_days_add_months (month, 1);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, count_worker);
}

gboolean
sync_pay_brought_finish (GAsyncResult *result,
                         ClinicReport **first,
                         ClinicReport **waiting,
                         GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *first = g_steal_pointer (&job->first);
  *waiting = g_steal_pointer (&job->waiting);

  return TRUE;
}
