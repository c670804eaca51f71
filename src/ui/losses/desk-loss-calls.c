/* desk-loss-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-loss-calls"

#include "desk-loss-calls.h"

#include <glib/gi18n.h>

#include "desk-card-words.h"
#include "desk-recording-row.h"

/* A choice that is left again sooner is not asked for. */
#define REST_MS 250
/* Enough to hear why; the rest is in the appointment's panel. */
#define MAX_CALLS 10

struct _DeskLossCalls
{
  GtkWidget parent_instance;

  ClinicSession *session;      /* owned */
  ClinicAppointment *visit;    /* owned, nullable */
  ClinicAppointmentFile *file; /* owned, nullable: of the visit, once the choice rests */
  GtkSliceListModel *calls;    /* owned */
  guint rest_source;

  GtkWidget *box; /* owned child, as all below in it */
  GtkLabel *title;
  GtkLabel *state;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DeskLossCalls, desk_loss_calls, GTK_TYPE_WIDGET)

/* (nullable): what to say beside the calls, or in their place */
static const char *
state_words (DeskLossCalls *self, guint n_calls)
{
  ClinicLoadState state =
    self->file != NULL ? clinic_appointment_file_get_state (self->file) : CLINIC_LOAD_LOADING;

  if (self->visit == NULL)
    return _ ("Choose an appointment to hear the calls with the patient");
  if (clinic_appointment_get_patient_id (self->visit) == 0)
    return _ ("This appointment has no patient, so nobody can say which calls are about it");
  if (state == CLINIC_LOAD_MISSING)
    return _ ("There is no such appointment any more");
  if (state == CLINIC_LOAD_STALE)
    return n_calls > 0 ? _ ("No connection: there may be more calls")
                       : _ ("No connection to the portal");
  if (n_calls > 0)
    return NULL;

  return state == CLINIC_LOAD_LOADING ? _ ("Asking the portal…")
                                      : _ ("No calls with this patient are known");
}

static void
update (DeskLossCalls *self)
{
  g_autofree char *name = self->visit != NULL ? desk_card_name (self->visit) : NULL;
  /* Translators: whose calls: “Calls: Smirnova Anna” */
  g_autofree char *title =
    name != NULL ? g_strdup_printf (_ ("Calls: %s"), name) : g_strdup (_ ("Calls of the patient"));
  const char *words = NULL;
  guint n_calls = 0;

  if (self->box == NULL)
    return;

  if (self->file != NULL && gtk_slice_list_model_get_model (self->calls) !=
                              clinic_appointment_file_get_calls (self->file))
    gtk_slice_list_model_set_model (self->calls, clinic_appointment_file_get_calls (self->file));
  n_calls = g_list_model_get_n_items (G_LIST_MODEL (self->calls));
  words = state_words (self, n_calls);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->state, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_calls > 0);
}

static gboolean
on_rest_cb (gpointer user_data)
{
  DeskLossCalls *self = DESK_LOSS_CALLS (user_data);

  self->rest_source = 0;
  self->file = clinic_book_open_appointment (clinic_session_get_book (self->session),
                                             clinic_appointment_get_id (self->visit));
  g_signal_connect_object (self->file, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return G_SOURCE_REMOVE;
}

static void
forget_file (DeskLossCalls *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  if (self->calls != NULL)
    gtk_slice_list_model_set_model (self->calls, NULL);
}

static GtkWidget *
create_call (gpointer item, gpointer user_data)
{
  return desk_recording_row_new (DESK_LOSS_CALLS (user_data)->session, item);
}

static void
toggle (GtkListBoxRow *row)
{
  GtkWidget *child = row != NULL ? gtk_list_box_row_get_child (row) : NULL;

  if (DESK_IS_RECORDING_ROW (child))
    desk_recording_row_toggle (DESK_RECORDING_ROW (child));
}

static void
on_activated_cb (DeskLossCalls *self, GtkListBoxRow *row)
{
  toggle (row);
}

/* Space on a call itself; its buttons keep theirs. */
static gboolean
on_key_cb (DeskLossCalls *self, guint keyval)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (keyval != GDK_KEY_space || !GTK_IS_LIST_BOX_ROW (focus))
    return GDK_EVENT_PROPAGATE;
  toggle (GTK_LIST_BOX_ROW (focus));

  return GDK_EVENT_STOP;
}

static void
desk_loss_calls_dispose (GObject *object)
{
  DeskLossCalls *self = DESK_LOSS_CALLS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  forget_file (self);
  g_clear_object (&self->calls);
  g_clear_object (&self->visit);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_loss_calls_parent_class)->dispose (object);
}

static void
desk_loss_calls_class_init (DeskLossCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_loss_calls_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_space (DeskLossCalls *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  /* before the list, for which it is a way to choose a row */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (on_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), controller);
}

static void
desk_loss_calls_init (DeskLossCalls *self)
{
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "css-classes", (const char *[]){ "heading", NULL }, NULL);
  GtkWidget *state =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "css-classes", (const char *[]){ "dim-label", NULL }, NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = GTK_LABEL (title);
  self->state = GTK_LABEL (state);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->calls = gtk_slice_list_model_new (NULL, 0, MAX_CALLS);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calls of the patient"), -1);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), state);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->calls), create_call, self, NULL);
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  add_space (self);
}

GtkWidget *
desk_loss_calls_new (ClinicSession *session)
{
  DeskLossCalls *self = g_object_new (DESK_TYPE_LOSS_CALLS, NULL);

  self->session = g_object_ref (session);
  update (self);

  return GTK_WIDGET (self);
}

void
desk_loss_calls_set_visit (DeskLossCalls *self, ClinicAppointment *visit)
{
  g_return_if_fail (DESK_IS_LOSS_CALLS (self));

  if (!g_set_object (&self->visit, visit))
    return;

  forget_file (self);
  if (visit != NULL && clinic_appointment_get_patient_id (visit) != 0)
    self->rest_source = g_timeout_add (REST_MS, on_rest_cb, self);
  update (self);
}
