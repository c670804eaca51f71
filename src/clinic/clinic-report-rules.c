/* clinic-report-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-report-rules"

#include "clinic-report-rules.h"

#include "clinic-name.h"

#include <string.h>

/* Portals name their stages themselves (clinic.md 3.2: «Спам/реклама», «Дубль», «Вопрос не о
 * записи»). */
static const char *const usual_words[] = { "спам", "реклам", "дубл", "не о записи", NULL };

void
clinic_report_rules_init (ClinicReportRules *rules)
{
  *rules = (ClinicReportRules){
    .first_months = 6,
    .first_inclusive = TRUE,
    .bringing = CLINIC_BRINGING_OF_BOOKED,
    .service_seconds = 20,
    .short_seconds = 5,
    .callback_minutes = 15,
    .lost_hours = 24,
    .late_hours = 24,
    .day_begins = 9 * 60,
    .day_ends = 21 * 60,
  };
}

char **
clinic_report_rules_split_words (const char *text)
{
  g_autofree char *small = clinic_name_fold_letters (text);
  g_auto (GStrv) parts = g_strsplit_set (small, ",;\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (words, parts[i]);
  g_clear_pointer (&parts, g_strfreev);
  parts = g_strv_builder_end (words);

  return parts[0] != NULL ? g_steal_pointer (&parts) : NULL;
}

const char *const *
clinic_report_rules_get_not_target (const ClinicReportRules *rules)
{
  return rules->not_target != NULL ? rules->not_target : usual_words;
}

gboolean
clinic_report_rules_is_target (const ClinicReportRules *rules, const char *key, const char *name)
{
  const char *const *words = clinic_report_rules_get_not_target (rules);
  g_autofree char *folded = clinic_name_fold_letters (name);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], key) == 0 || (*words[i] != '\0' && strstr (folded, words[i]) != NULL))
      return FALSE;

  return TRUE;
}
