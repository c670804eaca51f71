/* mis-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-visit"

#include "mis-visit.h"

#include "mis-row.h"

/* longer is a slip of the pen */
#define MAX_MINUTES (24 * 60)

static char *
dup_visit_text (MisPreset *preset, JsonObject *row, const char *key)
{
  return mis_row_dup_text (row, mis_preset_get (preset, "visits", key));
}

static void
read_times (MisPreset *preset, JsonObject *row, ClinicMisVisit *visit)
{
  GTimeZone *zone = mis_preset_get_zone (preset);
  gint64 start = mis_row_get_time (row, mis_preset_get (preset, "visits", "start"), zone);
  gint64 end = mis_row_get_time (row, mis_preset_get (preset, "visits", "end"), zone);
  gint64 minutes = mis_row_get_int (row, mis_preset_get (preset, "visits", "minutes"));

  if (minutes <= 0)
    minutes = (end - start) / 60;

  clinic_mis_visit_set_start (visit, start);
  clinic_mis_visit_set_minutes (visit, minutes > 0 && minutes <= MAX_MINUTES ? minutes : 0);
  clinic_mis_visit_set_modified (visit,
                                 mis_row_get_time (row,
                                                   mis_preset_get (preset, "visits", "modified"),
                                                   zone));
}

static void
read_patient (MisPreset *preset, const MisVisitParts *parts, ClinicMisVisit *visit)
{
  g_autoptr (GPtrArray) phones = g_ptr_array_new_with_free_func (g_free);
  const char *path = mis_preset_get (preset, "patients", "phones");
  g_autofree char *key = dup_visit_text (preset, parts->row, "patient");
  g_autofree char *name =
    mis_row_dup_text (parts->patient, mis_preset_get (preset, "patients", "name"));
  g_autofree char *birth =
    mis_row_dup_date (parts->patient, mis_preset_get (preset, "patients", "birth"));

  if (parts->phones == NULL)
    mis_row_add_texts (parts->patient, path, phones);
  for (guint i = 0; parts->phones != NULL && i < parts->phones->len; i++)
    mis_row_add_texts (parts->phones->pdata[i], path, phones);
  g_ptr_array_add (phones, NULL);

  clinic_mis_visit_set_patient_key (visit, key);
  clinic_mis_visit_set_patient_name (visit, name);
  clinic_mis_visit_set_patient_birth_date (visit, birth);
  clinic_mis_visit_set_phones (visit, (const char *const *) phones->pdata);
}

static void
read_words (MisPreset *preset, const MisVisitParts *parts, ClinicMisVisit *visit)
{
  g_autofree char *number = dup_visit_text (preset, parts->row, "number");
  g_autofree char *version = dup_visit_text (preset, parts->row, "version");
  g_autofree char *doctor = dup_visit_text (preset, parts->row, "doctor");
  g_autofree char *chair = dup_visit_text (preset, parts->row, "chair");
  g_autofree char *status = dup_visit_text (preset, parts->row, "status");
  g_autofree char *specialty = dup_visit_text (preset, parts->row, "specialty");
  g_autofree char *comment = dup_visit_text (preset, parts->row, "comment");
  g_autofree char *modified_by = dup_visit_text (preset, parts->row, "modified-by");
  gboolean is_key = mis_preset_get (preset, "doctors", "entity") != NULL;

  clinic_mis_visit_set_number (visit, number);
  clinic_mis_visit_set_version (visit, version);
  clinic_mis_visit_set_doctor_key (visit, is_key ? doctor : NULL);
  clinic_mis_visit_set_doctor (visit, is_key ? parts->doctor : doctor);
  is_key = mis_preset_get (preset, "chairs", "entity") != NULL;
  clinic_mis_visit_set_chair (visit, is_key ? parts->chair : chair);
  is_key = mis_preset_get (preset, "states", "entity") != NULL;
  clinic_mis_visit_set_raw_status (visit, is_key ? parts->status : status);
  clinic_mis_visit_set_specialty (visit, specialty);
  clinic_mis_visit_set_comment (visit, comment);
  clinic_mis_visit_set_modified_by (visit, modified_by);
}

ClinicMisVisit *
mis_visit_new (MisPreset *preset, const MisVisitParts *parts)
{
  g_autoptr (ClinicMisVisit) visit = clinic_mis_visit_new ();
  g_autofree char *id = dup_visit_text (preset, parts->row, "key");

  if (id == NULL)
    return NULL;
  clinic_mis_visit_set_id (visit, id);
  clinic_mis_visit_set_deleted (visit,
                                mis_row_get_flag (parts->row,
                                                  mis_preset_get (preset, "visits", "deleted")));
  read_times (preset, parts->row, visit);
  read_words (preset, parts, visit);
  read_patient (preset, parts, visit);

  return clinic_mis_visit_get_start (visit) != 0 ? g_steal_pointer (&visit) : NULL;
}

static gboolean
phones_equal (ClinicMisVisit *a, ClinicMisVisit *b)
{
  const char *const *first = clinic_mis_visit_get_phones (a);
  const char *const *second = clinic_mis_visit_get_phones (b);

  return first == second || (first != NULL && second != NULL && g_strv_equal (first, second));
}

gboolean
mis_visit_equal (ClinicMisVisit *a, ClinicMisVisit *b)
{
  g_autofree GParamSpec **properties = NULL;
  guint count;

  if (!phones_equal (a, b))
    return FALSE;

  properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &count);
  for (guint i = 0; i < count; i++)
    {
      g_auto (GValue) first = G_VALUE_INIT;
      g_auto (GValue) second = G_VALUE_INIT;

      if (G_IS_PARAM_SPEC_BOXED (properties[i]))
        continue;
      g_object_get_property (G_OBJECT (a), properties[i]->name, &first);
      g_object_get_property (G_OBJECT (b), properties[i]->name, &second);
      if (g_param_values_cmp (properties[i], &first, &second) != 0)
        return FALSE;
    }

  return TRUE;
}
