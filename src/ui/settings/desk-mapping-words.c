/* desk-mapping-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mapping-words"

#include "desk-mapping-words.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "clinic-choice.h"
#include "desk-format.h"

static const struct
{
  const char *id;
  const char *name;
} names[] = {
  { "funnel", N_ ("Funnel of the appointments") },
  { "field-visit-time", N_ ("Time of the visit") },
  { "field-visit-minutes", N_ ("Length of the visit") },
  { "field-visit-end", N_ ("End of the visit") },
  { "field-doctor", N_ ("Doctor") },
  { "field-specialty", N_ ("Specialty") },
  { "field-chair", N_ ("Chair or room") },
  { "field-confirmation", N_ ("Answer to the reminder") },
  { "field-first-visit", N_ ("First visit") },
  { "field-reason", N_ ("Reason of a cancellation") },
  { "field-moves", N_ ("How often it was moved") },
  { "field-waiting", N_ ("Waiting list") },
  { "field-mis-status", N_ ("Status in the medical system") },
  { "field-mis-id", N_ ("Id in the medical system") },
  { "field-call-mark", N_ ("Mark of the call list") },
  { "field-important", N_ ("Important about the patient") },
  { "field-do-not-call", N_ ("Not to be called") },
};

static const struct
{
  const char *nick;
  const char *words;
} roles[] = {
  { "none", NC_ ("stage", "No particular meaning") },
  { "booked", NC_ ("stage", "Booked") },
  { "tomorrow", NC_ ("stage", "Visit tomorrow") },
  { "unconfirmed", NC_ ("stage", "Did not confirm") },
  { "confirmed", NC_ ("stage", "Confirmed") },
  { "cancelled", NC_ ("stage", "Cancelled: to be called") },
  { "arrived", NC_ ("stage", "In the clinic") },
  { "in-chair", NC_ ("stage", "In the chair") },
  { "completed", NC_ ("stage", "The visit took place") },
  { "lost", NC_ ("stage", "Lost") },
  { "no-show", NC_ ("stage", "Did not come") },
  { "waiting-list", NC_ ("stage", "Waiting list") },
  { "unreachable", NC_ ("stage", "Could not be reached") },
};

const char *
desk_mapping_words_name (ClinicMappingEntry *entry)
{
  const char *id = clinic_mapping_entry_get_id (entry);
  const char *name = clinic_mapping_entry_get_name (entry);

  if (name != NULL)
    return name;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (names[i].id, id) == 0)
        return _ (names[i].name);
    }

  return id != NULL ? id : "";
}

const char *
desk_mapping_words_role (const char *nick)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_strcmp0 (roles[i].nick, nick) == 0)
        return g_dpgettext2 (NULL, "stage", roles[i].words);
    }

  return nick != NULL ? nick : "";
}

char *
desk_mapping_words_value (ClinicMappingEntry *entry)
{
  GListModel *choices = clinic_mapping_entry_get_choices (entry);
  const char *value = clinic_mapping_entry_get_value (entry);
  guint length = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  for (guint i = 0; value != NULL && i < length; i++)
    {
      g_autoptr (ClinicChoice) choice = g_list_model_get_item (choices, i);

      if (g_strcmp0 (clinic_choice_get_key (choice), value) != 0)
        continue;
      if (clinic_choice_get_name (choice) != NULL)
        return g_strdup (clinic_choice_get_name (choice));

      return g_strdup (desk_mapping_words_role (value));
    }

  return NULL;
}

static gboolean
is_stage (ClinicMappingEntry *entry)
{
  ClinicMappingKind kind = clinic_mapping_entry_get_kind (entry);

  return kind == CLINIC_MAPPING_STAGE || kind == CLINIC_MAPPING_LEAD_STAGE;
}

char *
desk_mapping_words_state (ClinicMappingEntry *entry)
{
  const char *problem = clinic_mapping_entry_get_problem (entry);
  g_autofree char *value = desk_mapping_words_value (entry);

  switch (clinic_mapping_entry_get_state (entry))
    {
    case CLINIC_MAPPING_SET:
      return g_strdup_printf (_ ("Chosen: %s"), value);
    case CLINIC_MAPPING_GUESSED:
      return g_strdup_printf (_ ("Found by its name: %s"), value);
    case CLINIC_MAPPING_BROKEN:
      if (clinic_mapping_entry_get_value (entry) != NULL)
        return g_strdup_printf (_ ("Chosen, but “%s” does not suit"), problem);
      return g_strdup_printf (_ ("Chosen, but the portal does not have “%s” any more"), problem);
    case CLINIC_MAPPING_MISSING:
    default:
      if (clinic_mapping_entry_get_required (entry))
        return g_strdup (_ ("Missing: there is no board without it"));
      if (is_stage (entry))
        return g_strdup (_ ("The name says nothing"));
      return g_strdup (_ ("The portal has no such field"));
    }
}

gboolean
desk_mapping_words_is_bad (ClinicMappingEntry *entry)
{
  ClinicMappingState state = clinic_mapping_entry_get_state (entry);

  return state == CLINIC_MAPPING_BROKEN ||
         (state == CLINIC_MAPPING_MISSING && clinic_mapping_entry_get_required (entry));
}

char *
desk_mapping_words_time (ClinicTimeTest *test, gint64 now)
{
  int shift = (int) clinic_time_test_get_shift (test);
  g_autofree char *when = NULL;
  g_autofree char *length = NULL;

  if (clinic_time_test_get_tested (test) == 0)
    return NULL;
  when = desk_format_day_time (clinic_time_test_get_tested (test), now);
  if (shift == 0)
    return g_strdup_printf (_ ("✓ The portal keeps times as they are sent (checked %s)"), when);
  length = desk_format_duration ((gint64) abs (shift) * 60);
  if (shift > 0)
    return g_strdup_printf (
      _ ("The portal adds %s to every time. This desk takes it off again (checked %s)"), length,
      when);

  return g_strdup_printf (
    _ ("The portal takes %s off every time. This desk adds it again (checked %s)"), length, when);
}
