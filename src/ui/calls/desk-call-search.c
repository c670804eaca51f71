/* desk-call-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-search"

#include "desk-call-search.h"

#include "desk-call-text.h"
#include "desk-format.h"
#include "desk-index-note.h"

#include "clinic-name.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_RESULTS 6

struct _DeskCallSearch
{
  GtkWidget parent_instance;

  ClinicSession *session;    /* owned */
  GtkWidget *entry;          /* owned child */
  GtkWidget *nothing;        /* owned child */
  GtkWidget *results;        /* owned child */
  GtkWidget *note;           /* owned child: how far the patients are read */
  GListStore *found;         /* owned, ClinicPatient */
  GCancellable *cancellable; /* owned, nullable: the search under way */
};

G_DEFINE_FINAL_TYPE (DeskCallSearch, desk_call_search, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  TEXT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_results (DeskCallSearch *self, GPtrArray *patients)
{
  guint n = patients != NULL ? patients->len : 0;

  g_list_store_splice (self->found, 0, g_list_model_get_n_items (G_LIST_MODEL (self->found)),
                       patients != NULL ? patients->pdata : NULL, n);
  gtk_widget_set_visible (self->results, n > 0);
  gtk_widget_set_visible (self->nothing, patients != NULL && n == 0);
  gtk_widget_set_visible (self->note, patients != NULL);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskCallSearch) self = DESK_CALL_SEARCH (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) patients =
    clinic_session_search_finish (CLINIC_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_debug ("The search failed: %s", error->message);

  g_clear_object (&self->cancellable);
  if (self->results != NULL)
    show_results (self, patients);
}

static void
on_search_changed_cb (DeskCallSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->session == NULL || *text == '\0')
    {
      show_results (self, NULL);
      return;
    }

  self->cancellable = g_cancellable_new ();
  clinic_session_search_async (self->session, text, MAX_RESULTS, self->cancellable, on_found_cb,
                               g_object_ref (self));
}

static void
on_row_activated_cb (DeskCallSearch *self, GtkListBoxRow *row)
{
  g_autoptr (ClinicPatient) patient =
    g_list_model_get_item (G_LIST_MODEL (self->found), gtk_list_box_row_get_index (row));

  if (patient != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, patient);
}

/* Enter takes the best one: the person typed the name herself. */
static void
on_activate_cb (DeskCallSearch *self)
{
  g_autoptr (ClinicPatient) patient = g_list_model_get_item (G_LIST_MODEL (self->found), 0);

  if (patient != NULL && self->cancellable == NULL)
    g_signal_emit (self, signals[CHOSEN], 0, patient);
}

/* At once, not when the search begins: a draft must not lose the last letters. */
static void
on_text_changed_cb (DeskCallSearch *self)
{
  g_signal_emit (self, signals[TEXT_CHANGED], 0);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  DeskCallSearch *self = DESK_CALL_SEARCH (user_data);
  ClinicPatient *patient = CLINIC_PATIENT (item);
  g_autofree char *name = clinic_name_full (patient);
  g_autofree char *clipped = desk_text_clip (name, 80);
  g_autofree char *age = desk_format_age_on (clinic_patient_get_birth_date (patient),
                                             clinic_session_get_now (self->session), FALSE);
  g_autofree char *text =
    *age != '\0' ? g_strdup_printf ("%s, %s", clipped, age) : g_strdup (clipped);

  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                       PANGO_ELLIPSIZE_END, "margin-top", 6, "margin-bottom", 6, "margin-start", 6,
                       NULL);
}

static void
desk_call_search_dispose (GObject *object)
{
  DeskCallSearch *self = DESK_CALL_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->nothing, gtk_widget_unparent);
  g_clear_pointer (&self->results, gtk_widget_unparent);
  g_clear_pointer (&self->note, gtk_widget_unparent);
  g_clear_object (&self->found);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_call_search_parent_class)->dispose (object);
}

static void
desk_call_search_class_init (DeskCallSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_search_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_CALL_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, CLINIC_TYPE_PATIENT);
  signals[TEXT_CHANGED] = g_signal_new ("text-changed", DESK_TYPE_CALL_SEARCH, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
desk_call_search_init (DeskCallSearch *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);

  self->found = g_list_store_new (CLINIC_TYPE_PATIENT);

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Find the patient by name"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find the caller by name"), -1);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (on_search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));

  self->nothing =
    g_object_new (GTK_TYPE_LABEL, "label", _ ("Nobody of that name"), "xalign", 0.0, "visible",
                  FALSE, "css-classes", (const char *[]){ "dim-label", NULL }, NULL);
  gtk_widget_set_parent (self->nothing, GTK_WIDGET (self));

  self->results = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->results), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->results, "boxed-list");
  gtk_widget_set_visible (self->results, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->results), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Patients found"), -1);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->results), G_LIST_MODEL (self->found), create_row,
                           self, NULL);
  g_signal_connect_object (self->results, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->results, GTK_WIDGET (self));

  self->note = adw_bin_new ();
  gtk_widget_set_visible (self->note, FALSE);
  gtk_widget_set_parent (self->note, GTK_WIDGET (self));
}

void
desk_call_search_set_session (DeskCallSearch *self, ClinicSession *session)
{
  g_return_if_fail (DESK_IS_CALL_SEARCH (self));

  if (!g_set_object (&self->session, session))
    return;
  adw_bin_set_child (ADW_BIN (self->note), session != NULL ? desk_index_note_new (session) : NULL);
}

const char *
desk_call_search_get_text (DeskCallSearch *self)
{
  g_return_val_if_fail (DESK_IS_CALL_SEARCH (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
desk_call_search_set_text (DeskCallSearch *self, const char *text)
{
  g_return_if_fail (DESK_IS_CALL_SEARCH (self));

  if (g_strcmp0 (text != NULL ? text : "", desk_call_search_get_text (self)) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  if (text == NULL || *text == '\0')
    show_results (self, NULL);
}
