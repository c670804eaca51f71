/* desk-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-search"

#include "desk-search.h"

#include <glib/gi18n.h>

#include "desk-index-note.h"
#include "desk-search-row.h"

#define DELAY_MS 30
#define MAX_RESULTS 20

/**
 * DeskSearch:
 *
 * Finds a patient by name or telephone while it is typed. The cursor stays in the entry; Down and
 * Up choose, Enter opens (`win.open-patient`), Escape returns to where the person was. Only the
 * answer to the newest text is ever shown.
 */
struct _DeskSearch
{
  AdwBin parent_instance;

  ClinicSession *session;    /* owned */
  GCancellable *cancellable; /* owned, (nullable): the query under way */
  GtkWidget *previous;       /* weak, (nullable): had the focus before */
  guint delay_id;
  gboolean open_first; /* Enter came before the answer */

  GtkEditable *entry; /* unowned, template child, as all below */
  GtkPopover *popover;
  GtkBox *box;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *nothing;
};

G_DEFINE_FINAL_TYPE (DeskSearch, desk_search, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} DeskSearchProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static void
forget_previous (DeskSearch *self)
{
  g_clear_weak_pointer (&self->previous);
}

static void
return_focus (DeskSearch *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->previous != NULL && gtk_widget_get_mapped (self->previous))
    {
      /* A plain grab would select all the text, and the next letter would replace it. */
      if (GTK_IS_TEXT (self->previous))
        gtk_text_grab_focus_without_selecting (GTK_TEXT (self->previous));
      else
        gtk_widget_grab_focus (self->previous);
    }
  else if (root != NULL)
    {
      gtk_root_set_focus (root, NULL);
    }
  forget_previous (self);
}

static void
open_row (DeskSearch *self, GtkListBoxRow *row)
{
  gint64 id = desk_search_row_get_patient_id (row);

  gtk_popover_popdown (self->popover);
  gtk_editable_set_text (self->entry, "");
  forget_previous (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-patient", "x", id);
}

/* While the patients are being read, nobody can say that there is no such patient. */
static const char *
nothing_text (DeskSearch *self)
{
  return clinic_link_get_syncing (clinic_session_get_link (self->session))
           ? _ ("Nobody found among those who are here already")
           : _ ("Nobody found. Try a part of the surname, or the last four digits of the "
                "telephone.");
}

static void
show_results (DeskSearch *self, GPtrArray *patients)
{
  GtkListBoxRow *row;
  gint64 now = clinic_session_get_now (self->session);

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < patients->len; i++)
    gtk_list_box_append (self->list, desk_search_row_new (g_ptr_array_index (patients, i), now));

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_label_set_text (self->nothing, nothing_text (self));
  gtk_stack_set_visible_child_name (self->stack, patients->len > 0 ? "list" : "nothing");
  gtk_popover_popup (self->popover);

  row = gtk_list_box_get_selected_row (self->list);
  if (self->open_first && row != NULL)
    open_row (self, row);
  self->open_first = FALSE;
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSearch) self = DESK_SEARCH (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) patients = NULL;

  patients = clinic_session_search_finish (CLINIC_SESSION (source), result, &error);
  /* The window may have gone in the meantime. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (patients == NULL)
    {
      g_warning ("search failed: %s", error->message);
      gtk_label_set_text (self->nothing, _ ("The patients stored on this computer cannot be "
                                            "searched now."));
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      gtk_popover_popup (self->popover);
      return;
    }

  show_results (self, patients);
}

static gboolean
on_delay_ended_cb (gpointer user_data)
{
  DeskSearch *self = DESK_SEARCH (user_data);

  self->delay_id = 0;
  self->cancellable = g_cancellable_new ();
  clinic_session_search_async (self->session, gtk_editable_get_text (self->entry), MAX_RESULTS,
                               self->cancellable, on_found_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (DeskSearch *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->open_first = FALSE;

  if (*text == '\0')
    gtk_popover_popdown (self->popover);
  else
    self->delay_id = g_timeout_add (DELAY_MS, on_delay_ended_cb, self);
}

/* all patients are here: who was not found may be now */
static void
on_syncing_cb (DeskSearch *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)) &&
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "nothing") == 0)
    on_changed_cb (self);
}

static void
on_activate_cb (DeskSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gboolean busy = self->delay_id != 0;

  if (busy)
    self->open_first = TRUE;
  else if (row != NULL && gtk_widget_get_visible (GTK_WIDGET (self->popover)) &&
           g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0)
    open_row (self, row);
}

static void
on_row_activated_cb (DeskSearch *self, GtkListBoxRow *row)
{
  open_row (self, row);
}

static void
on_stop_cb (DeskSearch *self)
{
  gtk_popover_popdown (self->popover);
  gtk_editable_set_text (self->entry, "");
  return_focus (self);
}

static void
move_selection (DeskSearch *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  row = gtk_list_box_get_row_at_index (self->list, MAX (index, 0));
  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static gboolean
on_key_pressed_cb (DeskSearch *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The focus went elsewhere, by mouse or Tab: the results go too. */
static void
on_left_cb (DeskSearch *self)
{
  gtk_popover_popdown (self->popover);
}

static void
desk_search_dispose (GObject *object)
{
  DeskSearch *self = DESK_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->delay_id, g_source_remove);
  forget_previous (self);
  g_clear_pointer ((GtkWidget **) &self->popover, gtk_widget_unparent);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_search_parent_class)->dispose (object);
}

static void
desk_search_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DeskSearch *self = DESK_SEARCH (object);

  switch ((DeskSearchProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_search_class_init (DeskSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_search_dispose;
  object_class->set_property = desk_search_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, CLINIC_TYPE_SESSION,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-search.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, DeskSearch, popover);
  gtk_widget_class_bind_template_child (widget_class, DeskSearch, box);
  gtk_widget_class_bind_template_child (widget_class, DeskSearch, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskSearch, list);
  gtk_widget_class_bind_template_child (widget_class, DeskSearch, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_left_cb);
}

static void
desk_search_init (DeskSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
}

GtkWidget *
desk_search_new (ClinicSession *session)
{
  DeskSearch *self = g_object_new (DESK_TYPE_SEARCH, "session", session, NULL);
  GtkWidget *note = desk_index_note_new (session);

  gtk_widget_add_css_class (note, "desk-index-note");
  gtk_box_append (self->box, note);
  g_signal_connect_object (clinic_session_get_link (session), "notify::syncing",
                           G_CALLBACK (on_syncing_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
desk_search_begin (DeskSearch *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (DESK_IS_SEARCH (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&self->previous, focus);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
desk_search_set_text (DeskSearch *self, const char *text)
{
  g_return_if_fail (DESK_IS_SEARCH (self));

  gtk_editable_set_text (self->entry, text);
  gtk_editable_set_position (self->entry, -1);
}
