/* desk-call-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-strip"

#include "desk-call-strip.h"

#include "desk-call-row.h"

#include <glib/gi18n.h>

/* More lines would push the page away; they are in the calls page and behind F2. */
#define MAX_ROWS 3

struct _DeskCallStrip
{
  GtkWidget parent_instance;

  GtkWidget *list; /* owned child */
  GtkWidget *more; /* owned child: "and 2 more" */

  ClinicSession *session; /* owned */
  guint n_ringing;
  guint tick_source; /* only while something rings */
};

G_DEFINE_FINAL_TYPE (DeskCallStrip, desk_call_strip, GTK_TYPE_WIDGET)

static gboolean
on_tick_cb (gpointer user_data)
{
  DeskCallStrip *self = DESK_CALL_STRIP (user_data);

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      desk_call_row_tick (DESK_CALL_ROW (row));

  return G_SOURCE_CONTINUE;
}

static void
update (DeskCallStrip *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      ClinicCall *call = desk_call_row_get_call (DESK_CALL_ROW (row));
      gboolean rings = clinic_call_get_state (call) == CLINIC_CALL_STATE_RINGING &&
                       clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_IN;

      n += rings;
      gtk_widget_set_visible (row, rings && n <= MAX_ROWS);
      /* F2 goes to the one that rings longest. */
      desk_call_row_set_hint (DESK_CALL_ROW (row), rings && n == 1 ? "F2" : NULL);
    }

  self->n_ringing = n;
  if (n > MAX_ROWS)
    {
      int left = n - MAX_ROWS;
      g_autofree char *text =
        g_strdup_printf (ngettext ("and %d more call", "and %d more calls", left), left);

      gtk_label_set_text (GTK_LABEL (self->more), text);
    }
  gtk_widget_set_visible (self->more, n > MAX_ROWS);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);

  if (n > 0 && self->tick_source == 0)
    self->tick_source = g_timeout_add_seconds (1, on_tick_cb, self);
  else if (n == 0)
    g_clear_handle_id (&self->tick_source, g_source_remove);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  DeskCallStrip *self = DESK_CALL_STRIP (user_data);
  GtkWidget *row = desk_call_row_new (self->session, CLINIC_CALL (item));

  g_signal_connect_object (item, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (row, FALSE);

  return row;
}

static void
on_row_activated_cb (DeskCallStrip *self, DeskCallRow *row)
{
  const char *id = clinic_call_get_id (desk_call_row_get_call (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-call", "s", id != NULL ? id : "");
}

static void
desk_call_strip_dispose (GObject *object)
{
  DeskCallStrip *self = DESK_CALL_STRIP (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_call_strip_parent_class)->dispose (object);
}

static void
desk_call_strip_class_init (DeskCallStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_strip_dispose;

  gtk_widget_class_set_css_name (widget_class, "callstrip");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_call_strip_init (DeskCallStrip *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ringing calls"), -1);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ringing calls"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));

  self->more = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "margin-start", 12, "css-classes",
                             (const char *[]){ "dim-label", NULL }, NULL);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

GtkWidget *
desk_call_strip_new (ClinicSession *session)
{
  DeskCallStrip *self = g_object_new (DESK_TYPE_CALL_STRIP, NULL);
  GListModel *calls = clinic_session_get_calls (session);

  g_set_object (&self->session, session);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), calls, create_row, self, NULL);
  /* After the list box, which made its rows by then. */
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

guint
desk_call_strip_get_n_ringing (DeskCallStrip *self)
{
  g_return_val_if_fail (DESK_IS_CALL_STRIP (self), 0);

  return self->n_ringing;
}
