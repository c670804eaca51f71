/* desk-report-count.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-count"

#include "desk-report-count.h"

typedef struct
{
  ClinicFacts *facts;       /* owned */
  ClinicQuestion *question; /* owned */
  ClinicReportRules rules;
  GStrv not_target; /* owned, (nullable): of the rules */
  gint64 now;
} Job;

char **
desk_report_count_read_rules (GSettings *settings, ClinicReportRules *rules)
{
  g_autofree char *words = g_settings_get_string (settings, "not-target-words");
  char **not_target = clinic_report_rules_split_words (words);

  clinic_report_rules_init (rules);
  rules->not_target = (const char *const *) not_target;
  rules->first_months = (guint) g_settings_get_int (settings, "first-visit-months");
  rules->day_begins = (guint) g_settings_get_int (settings, "day-begins");
  rules->day_ends = (guint) g_settings_get_int (settings, "day-ends");

  return not_target;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->facts);
  g_clear_pointer (&job->question, clinic_question_free);
  g_clear_pointer (&job->not_target, g_strfreev);
  g_free (job);
}

static void
count (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;

  g_task_return_pointer (task, clinic_report_new (job->facts, job->question, &job->rules, job->now),
                         g_object_unref);
}

void
desk_report_count_async (ClinicFacts *facts,
                         const ClinicQuestion *question,
                         GSettings *settings,
                         gint64 now,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, desk_report_count_async);
  job->facts = g_object_ref (facts);
  job->question = clinic_question_copy (question);
  job->not_target = desk_report_count_read_rules (settings, &job->rules);
  job->now = now;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, count);
}

ClinicReport *
desk_report_count_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
