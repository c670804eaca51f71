/* desk-call-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-pane"

#include "desk-call-pane.h"

#include "desk-call-card.h"
#include "desk-call-do.h"
#include "desk-call-draft.h"
#include "desk-call-row.h"
#include "desk-call-text.h"
#include "desk-focus-mark.h"

#include "reception-config.h"

#include <glib/gi18n.h>

/* How long a card stays when its call is over and nobody is at it, in seconds. "Answered by" is
 * read at a glance (clinic.md, scenario 8); a missed call has its place in the calls page. */
#define LINGER_ELSEWHERE 3
#define LINGER_TALKED 3
#define LINGER_UNDO 5
#define LINGER_UNKNOWN 10
#define LINGER_MISSED 3

struct _DeskCallPane
{
  GtkWidget parent_instance;

  DeskCallCard *card;  /* owned child */
  GtkWidget *scroller; /* owned child: around the list */
  GtkWidget *list;     /* unowned, in the scroller */

  ClinicSession *session; /* owned */
  GSettings *settings;    /* owned */
  GPtrArray *calls;       /* owned, ClinicCall: those of the session, also while one leaves it */
  ClinicCall *pinned;     /* unowned, nullable, one of calls: the person asked for it */
  DeskFocusMark *mark;    /* owned: where the focus goes back to */
  guint tick_source;
};

G_DEFINE_FINAL_TYPE (DeskCallPane, desk_call_pane, GTK_TYPE_WIDGET)

static void update (DeskCallPane *self);

static gboolean
rings (ClinicCall *call)
{
  return clinic_call_get_state (call) == CLINIC_CALL_STATE_RINGING;
}

static gboolean
is_over (ClinicCall *call)
{
  return clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED;
}

/* The person is at this call, with the hand or with the voice: even a ring must not take it away.
 */
static gboolean
is_in_hand (DeskCallPane *self, ClinicCall *call)
{
  if (call == NULL || !g_ptr_array_find (self->calls, call, NULL))
    return FALSE;

  return (call == self->pinned && !is_over (call)) ||
         (call == desk_call_card_get_call (self->card) && desk_call_card_is_busy (self->card)) ||
         (clinic_call_get_state (call) == CLINIC_CALL_STATE_ANSWERED &&
          clinic_call_get_mine (call));
}

/* Something at this call is not finished: it stays as long as nothing rings. */
static gboolean
is_begun (DeskCallPane *self, ClinicCall *call)
{
  return call != NULL && g_ptr_array_find (self->calls, call, NULL) &&
         (call == self->pinned || desk_call_draft_is_dirty (call) || desk_call_asks_outcome (call));
}

/* (nullable): which call gets the card. The calls come longest waiting first. */
static ClinicCall *
pick_call (DeskCallPane *self)
{
  ClinicCall *current = desk_call_card_get_call (self->card);
  ClinicCall *best = NULL;

  if (is_in_hand (self, self->pinned))
    return self->pinned;
  if (is_in_hand (self, current))
    return current;

  for (guint i = 0; i < self->calls->len; i++)
    {
      ClinicCall *call = g_ptr_array_index (self->calls, i);

      if (rings (call))
        return call;
      if (best == NULL || (is_over (best) && !is_over (call)))
        best = call;
    }

  return is_begun (self, self->pinned) ? self->pinned : is_begun (self, current) ? current : best;
}

/* (nullable): "" = the one that rings longest, else the one on show */
static ClinicCall *
find_call (DeskCallPane *self, const char *id)
{
  for (guint i = 0; i < self->calls->len; i++)
    {
      ClinicCall *call = g_ptr_array_index (self->calls, i);

      if (id == NULL || *id == '\0' ? rings (call) : g_strcmp0 (clinic_call_get_id (call), id) == 0)
        return call;
    }

  return id == NULL || *id == '\0' ? desk_call_card_get_call (self->card) : NULL;
}

static void
show_rows (DeskCallPane *self, ClinicCall *shown)
{
  ClinicCall *next = find_call (self, NULL);
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      ClinicCall *call = desk_call_row_get_call (DESK_CALL_ROW (row));
      gboolean visible = call != shown;

      gtk_widget_set_visible (row, visible);
      desk_call_row_set_hint (DESK_CALL_ROW (row), call == next ? "F2" : NULL);
      n += visible;
    }

  gtk_widget_set_visible (self->scroller, n > 0);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  desk_call_pane_tick (DESK_CALL_PANE (user_data));

  return G_SOURCE_CONTINUE;
}

static void
update (DeskCallPane *self)
{
  ClinicCall *call = pick_call (self);

  desk_call_card_set_call (self->card, call);
  show_rows (self, call);
  gtk_widget_set_visible (GTK_WIDGET (self->card), call != NULL);

  if (call != NULL && self->tick_source == 0)
    self->tick_source = g_timeout_add_seconds (1, on_tick_cb, self);
  else if (call == NULL)
    g_clear_handle_id (&self->tick_source, g_source_remove);
}

/* The session's list changed: calls that left it send what was waiting. */
static void
on_calls_changed_cb (DeskCallPane *self)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->calls);
  GListModel *model = clinic_session_get_calls (self->session);

  self->calls = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (model, i);

      g_ptr_array_add (self->calls, g_steal_pointer (&call));
    }

  for (guint i = 0; i < before->len; i++)
    {
      ClinicCall *call = g_ptr_array_index (before, i);

      if (g_ptr_array_find (self->calls, call, NULL))
        continue;

      desk_call_settle (GTK_WIDGET (self), self->session, call);
      g_signal_handlers_disconnect_by_func (call, update, self);
      if (self->pinned == call)
        self->pinned = NULL;
    }

  update (self);
}

static guint
linger (DeskCallPane *self, ClinicCall *call)
{
  int wrap_up = g_settings_get_int (self->settings, "wrap-up-seconds");

  if (desk_call_draft (call)->outcome != CLINIC_OUTCOME_NONE)
    return LINGER_UNDO;
  if (wrap_up > 0 && desk_call_asks_outcome (call))
    return wrap_up;

  switch (clinic_call_get_end (call))
    {
    case CLINIC_CALL_END_ELSEWHERE:
      return LINGER_ELSEWHERE;
    case CLINIC_CALL_END_MISSED:
      return LINGER_MISSED;
    case CLINIC_CALL_END_UNKNOWN:
      return LINGER_UNKNOWN;
    case CLINIC_CALL_END_NONE:
    case CLINIC_CALL_END_TALKED:
    default:
      return LINGER_TALKED;
    }
}

/* Counts the seconds of ended calls; TRUE when this one has served. A card that somebody is at
 * stands still, but for one that a colleague answered or whose outcome is already given. */
static gboolean
has_served (DeskCallPane *self, ClinicCall *call)
{
  DeskCallDraft *draft = desk_call_draft (call);
  gboolean waits_for_us = clinic_call_get_end (call) != CLINIC_CALL_END_ELSEWHERE &&
                          draft->outcome == CLINIC_OUTCOME_NONE;

  if (!is_over (call) || desk_call_draft_is_dirty (call))
    return FALSE;
  if (waits_for_us && call == desk_call_card_get_call (self->card) &&
      desk_call_card_is_busy (self->card))
    return FALSE;

  return ++draft->over_seconds >= linger (self, call);
}

static gboolean
has_focus (DeskCallPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static gboolean
on_key_pressed_cb (DeskCallPane *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType modifiers,
                   GtkEventController *controller)
{
  if (keyval != GDK_KEY_Escape || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (has_focus (self) && desk_focus_mark_return (self->mark))
    return GDK_EVENT_STOP;

  return gtk_widget_activate_action (GTK_WIDGET (self), "win.hide-call", NULL);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  DeskCallPane *self = DESK_CALL_PANE (user_data);

  g_signal_connect_object (item, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return desk_call_row_new (self->session, CLINIC_CALL (item));
}

static void
on_row_activated_cb (DeskCallPane *self, DeskCallRow *row)
{
  desk_call_pane_show_call (self, clinic_call_get_id (desk_call_row_get_call (row)));
}

static void
on_wrap_up_changed_cb (DeskCallPane *self)
{
  desk_call_card_set_wrap_up (self->card, g_settings_get_int (self->settings, "wrap-up-seconds"));
}

static void
desk_call_pane_dispose (GObject *object)
{
  DeskCallPane *self = DESK_CALL_PANE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  for (guint i = 0; self->calls != NULL && i < self->calls->len; i++)
    desk_call_settle (GTK_WIDGET (self), self->session, g_ptr_array_index (self->calls, i));
  self->pinned = NULL;
  g_clear_object (&self->mark);
  g_clear_pointer ((GtkWidget **) &self->card, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_call_pane_parent_class)->dispose (object);
}

static void
desk_call_pane_class_init (DeskCallPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_pane_dispose;

  gtk_widget_class_set_css_name (widget_class, "callpane");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_list (DeskCallPane *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Other calls"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);

  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->list, "hscrollbar-policy",
                                 GTK_POLICY_NEVER, "max-content-height", 150,
                                 "propagate-natural-height", TRUE, NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
desk_call_pane_init (DeskCallPane *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
  self->mark = desk_focus_mark_new ();
  self->settings = g_settings_new (RECEPTION_APP_ID);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Call"),
                                  -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
desk_call_pane_new (ClinicSession *session)
{
  DeskCallPane *self = g_object_new (DESK_TYPE_CALL_PANE, NULL);
  GListModel *calls = clinic_session_get_calls (session);

  g_set_object (&self->session, session);
  /* One card, made before the first ring. */
  self->card = DESK_CALL_CARD (desk_call_card_new (session));
  gtk_widget_set_vexpand (GTK_WIDGET (self->card), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
  add_list (self);

  g_signal_connect_object (self->settings, "changed::wrap-up-seconds",
                           G_CALLBACK (on_wrap_up_changed_cb), self, G_CONNECT_SWAPPED);
  on_wrap_up_changed_cb (self);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), calls, create_row, self, NULL);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (on_calls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_calls_changed_cb (self);

  return GTK_WIDGET (self);
}

gboolean
desk_call_pane_show_call (DeskCallPane *self, const char *call_id)
{
  ClinicCall *call = NULL;

  g_return_val_if_fail (DESK_IS_CALL_PANE (self), FALSE);

  call = find_call (self, call_id);
  if (call == NULL)
    return FALSE;

  desk_focus_mark_set (self->mark, GTK_WIDGET (self));
  self->pinned = call;
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->card));

  return TRUE;
}

gboolean
desk_call_pane_hide_call (DeskCallPane *self)
{
  g_autoptr (GPtrArray) ended = NULL;

  g_return_val_if_fail (DESK_IS_CALL_PANE (self), FALSE);

  self->pinned = NULL;
  if (has_focus (self) && desk_focus_mark_return (self->mark))
    return TRUE;

  ended = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->calls->len; i++)
    {
      ClinicCall *call = g_ptr_array_index (self->calls, i);

      if (is_over (call))
        g_ptr_array_add (ended, g_object_ref (call));
    }

  for (guint i = 0; i < ended->len; i++)
    {
      desk_call_settle (GTK_WIDGET (self), self->session, g_ptr_array_index (ended, i));
      clinic_session_put_away (self->session, g_ptr_array_index (ended, i));
    }
  update (self);

  return FALSE;
}

ClinicCall *
desk_call_pane_find_unknown (DeskCallPane *self)
{
  ClinicCall *shown = NULL;

  g_return_val_if_fail (DESK_IS_CALL_PANE (self), NULL);

  shown = desk_call_card_get_call (self->card);
  if (shown != NULL && rings (shown) && desk_call_takes_lead (shown))
    return shown;

  for (guint i = 0; i < self->calls->len; i++)
    {
      ClinicCall *call = g_ptr_array_index (self->calls, i);

      if (rings (call) && desk_call_takes_lead (call))
        return call;
    }

  return shown != NULL && desk_call_who (shown) == DESK_CALL_WHO_UNKNOWN ? shown : NULL;
}

gboolean
desk_call_pane_begin_lead (DeskCallPane *self)
{
  ClinicCall *call = NULL;

  g_return_val_if_fail (DESK_IS_CALL_PANE (self), FALSE);

  call = desk_call_pane_find_unknown (self);
  if (call == NULL)
    return FALSE;

  desk_focus_mark_set (self->mark, GTK_WIDGET (self));
  self->pinned = call;
  update (self);

  return desk_call_card_begin_lead (self->card);
}

ClinicCall *
desk_call_pane_get_call (DeskCallPane *self)
{
  g_return_val_if_fail (DESK_IS_CALL_PANE (self), NULL);

  return desk_call_card_get_call (self->card);
}

GtkWidget *
desk_call_pane_get_card (DeskCallPane *self)
{
  g_return_val_if_fail (DESK_IS_CALL_PANE (self), NULL);

  return GTK_WIDGET (self->card);
}

void
desk_call_pane_tick (DeskCallPane *self)
{
  g_autoptr (GPtrArray) served = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (DESK_IS_CALL_PANE (self));

  for (guint i = 0; i < self->calls->len; i++)
    if (has_served (self, g_ptr_array_index (self->calls, i)))
      g_ptr_array_add (served, g_object_ref (g_ptr_array_index (self->calls, i)));

  desk_call_card_tick (self->card);
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    desk_call_row_tick (DESK_CALL_ROW (row));

  for (guint i = 0; i < served->len; i++)
    {
      ClinicCall *call = g_ptr_array_index (served, i);

      /* The focus must not fall nowhere when the card under it goes. */
      if (call == desk_call_card_get_call (self->card) && has_focus (self))
        desk_focus_mark_return (self->mark);
      desk_call_settle (GTK_WIDGET (self), self->session, call);
      clinic_session_put_away (self->session, call);
    }
}
