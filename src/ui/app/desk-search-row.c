/* desk-search-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-search-row"

#include "desk-search-row.h"

#include <glib/gi18n.h>

#include "clinic-name.h"
#include "clinic-phone.h"

#define PATIENT_ID_KEY "patient-id"

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  /* What people are called is data: never markup or a mnemonic. */
  gtk_label_set_text (GTK_LABEL (label), text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* (transfer full): "" when unknown */
static char *
age_text (ClinicPatient *patient, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *today = g_date_time_format (time, "%Y-%m-%d");
  int years = clinic_name_age (clinic_patient_get_birth_date (patient), today);

  if (years < 0)
    return g_strdup ("");

  return g_strdup_printf (ngettext ("%d year", "%d years", years), years);
}

/* (transfer full): the first telephone; "" when there is none */
static char *
phone_text (ClinicPatient *patient)
{
  const char *const *phones = clinic_patient_get_phones (patient);

  if (phones == NULL || phones[0] == NULL)
    return g_strdup ("");

  return clinic_phone_dup_display (phones[0]);
}

GtkWidget *
desk_search_row_new (ClinicPatient *patient, gint64 now)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *name = clinic_name_full (patient);
  g_autofree char *age = age_text (patient, now);
  g_autofree char *phone = phone_text (patient);
  g_autofree char *words = NULL;
  GtkWidget *name_label;
  gint64 *id = g_new (gint64, 1);

  *id = clinic_patient_get_id (patient);
  g_object_set_data_full (G_OBJECT (row), PATIENT_ID_KEY, id, g_free);

  if (*name == '\0')
    {
      g_clear_pointer (&name, g_free);
      name = g_strdup (_ ("No name"));
    }
  name_label = create_label (name, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (name_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), create_label (age, NULL));
  gtk_box_append (GTK_BOX (box), create_label (phone, "numeric"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  /* Translators: a patient for a screen reader: name, age, telephone */
  words = g_strdup_printf (_ ("%s, %s, %s"), name, age, phone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return row;
}

gint64
desk_search_row_get_patient_id (GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), PATIENT_ID_KEY);

  return id != NULL ? *id : 0;
}
