/* desk-index-note.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-index-note"

#include "desk-index-note.h"

#include "desk-link-words.h"

static void
on_link_cb (GtkLabel *label, GParamSpec *pspec, ClinicLink *link)
{
  gboolean syncing = clinic_link_get_syncing (link);
  g_autofree char *text = syncing ? desk_link_index_text (link) : NULL;

  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), syncing);
}

GtkWidget *
desk_index_note_new (ClinicSession *session)
{
  ClinicLink *link = NULL;
  GtkWidget *label = NULL;

  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);

  link = clinic_session_get_link (session);
  label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                        GTK_ACCESSIBLE_ROLE_STATUS, "css-classes",
                        (const char *[]){ "warning", "numeric", NULL }, NULL);
  g_signal_connect_object (link, "notify::sync-done", G_CALLBACK (on_link_cb), label,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "notify::syncing", G_CALLBACK (on_link_cb), label,
                           G_CONNECT_SWAPPED);
  on_link_cb (GTK_LABEL (label), NULL, link);

  return label;
}
