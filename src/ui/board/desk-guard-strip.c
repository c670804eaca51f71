/* desk-guard-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-guard-strip"

#include "desk-guard-strip.h"

#include <glib/gi18n.h>

#include "clinic-guard.h"
#include "clinic-windows.h"
#include "desk-card-words.h"
#include "desk-format.h"
#include "desk-tally.h"
#include "reception-config.h"

struct _DeskGuardStrip
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkWidget *head;
  GtkLabel *title;
  GtkWidget *all_button;
  GtkWidget *scrolled;
  GtkListBox *rows;

  ClinicSession *session; /* owned */
  DeskBoardMoves *moves;  /* owned */
  GSettings *settings;    /* owned */
  DeskTally *tally;       /* owned: hears of changes and of the clock */
  GPtrArray *shown;       /* owned, of ClinicAppointment: those of the rows */
  char *signature;        /* owned, (nullable): what the rows say */
};

G_DEFINE_FINAL_TYPE (DeskGuardStrip, desk_guard_strip, GTK_TYPE_WIDGET)

static GListModel *
visits_of (ClinicSession *session)
{
  return clinic_book_get_appointments (clinic_session_get_book (session));
}

/* (transfer full) (nullable) */
static ClinicStage *
dup_stage (DeskGuardStrip *self)
{
  return clinic_guard_dup_stage (clinic_book_get_stages (clinic_session_get_book (self->session)));
}

/* --- the rows --- */

/* (transfer full) */
static char *
dup_reason (ClinicAppointment *visit, ClinicGuardReason reason)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);
  const char *name = stage != NULL ? clinic_stage_get_name (stage) : NULL;

  switch (reason)
    {
    case CLINIC_GUARD_REFUSED:
      /* Translators: why a visit is not where it should be; %s are the portal's words */
      return g_strdup_printf (_ ("not moved: %s"), clinic_appointment_get_problem (visit));
    case CLINIC_GUARD_UNLISTED:
      return g_strdup (_ ("in a stage that the portal does not show"));
    case CLINIC_GUARD_NONE:
    case CLINIC_GUARD_BEHIND:
    default:
      /* Translators: why a visit is not where it should be; %s is the stage it is in */
      return g_strdup_printf (_ ("still in “%s”"), name != NULL ? name : "");
    }
}

/* (transfer full): "10:30 Smirnova Anna — still in “Booked”" */
static char *
dup_words (DeskGuardStrip *self, ClinicAppointment *visit, ClinicStage *stage)
{
  g_autofree char *time = desk_card_time (visit);
  g_autofree char *name = desk_card_name (visit);
  g_autofree char *reason =
    dup_reason (visit, clinic_guard_look (visit, stage, clinic_session_get_now (self->session)));

  /* Translators: time, patient, and why the visit is not where it should be */
  return g_strdup_printf (C_ ("guard", "%1$s  %2$s — %3$s"), time, name, reason);
}

static void move_row (DeskGuardStrip *self, GtkListBoxRow *row);

static void
on_move_clicked_cb (GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *strip = gtk_widget_get_ancestor (button, DESK_TYPE_GUARD_STRIP);

  move_row (DESK_GUARD_STRIP (strip), GTK_LIST_BOX_ROW (row));
}

static GtkWidget *
create_row (const char *words)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (words);
  /* Translators: beside a visit: moves it to where it should be, as the key does */
  GtkWidget *button = gtk_button_new_with_label (C_ ("guard", "Move  Enter"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (button, "caption");
  /* Enter on the row does the same. */
  gtk_widget_set_focusable (button, FALSE);
  g_signal_connect (button, "clicked", G_CALLBACK (on_move_clicked_cb), NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return row;
}

static int
focused_row (DeskGuardStrip *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->rows));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (row == NULL || focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->rows)))
    return -1;

  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

/* The next row takes the focus of one that is gone; after the last it goes back to the cards. */
static void
restore_focus (DeskGuardStrip *self, int at)
{
  GtkListBoxRow *row = NULL;

  if (at < 0)
    return;
  row = gtk_list_box_get_row_at_index (self->rows, MIN (at, (int) self->shown->len - 1));
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "board.focus", NULL);
}

static void
show_rows (DeskGuardStrip *self, GPtrArray *found, ClinicStage *stage)
{
  g_autoptr (GString) signature = g_string_new (NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  int focused = focused_row (self);
  GtkListBoxRow *row = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      char *line = dup_words (self, g_ptr_array_index (found, i), stage);

      g_ptr_array_add (words, line);
      g_string_append_printf (signature, "%" G_GINT64_FORMAT " %s\n",
                              clinic_appointment_get_id (g_ptr_array_index (found, i)), line);
    }
  if (g_strcmp0 (signature->str, self->signature) == 0)
    return;

  g_clear_pointer (&self->signature, g_free);
  self->signature = g_strdup (signature->str);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (found);
  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (guint i = 0; i < words->len; i++)
    gtk_list_box_append (self->rows, create_row (g_ptr_array_index (words, i)));
  restore_focus (self, focused);
}

/* --- all of it --- */

/* (transfer full) */
static char *
dup_title (DeskGuardStrip *self, guint n_behind, guint n_tomorrow, gboolean due)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *until =
    desk_format_time (clinic_windows_at (now, g_settings_get_int (self->settings, "guard-hour")));

  if (due)
    /* Translators: visits of tomorrow that get no reminder, and all of tomorrow: 1 of 3 */
    return g_strdup_printf (_ ("Tomorrow without a reminder: %1$u of %2$u"), n_behind, n_tomorrow);

  /* Translators: the same, and the time until which that is in order */
  return g_strdup_printf (_ ("Tomorrow without a reminder yet: %1$u of %2$u, time until %3$s"),
                          n_behind, n_tomorrow, until);
}

static void
update (DeskGuardStrip *self)
{
  gint64 now = clinic_session_get_now (self->session);
  gboolean due = clinic_guard_is_due (now, g_settings_get_int (self->settings, "guard-hour"));
  g_autoptr (ClinicStage) stage = dup_stage (self);
  guint n_tomorrow = 0;
  g_autoptr (GPtrArray) found =
    clinic_guard_find (visits_of (self->session), stage, now, &n_tomorrow);
  gboolean red = due && found->len > 0;
  g_autofree char *title = dup_title (self, found->len, n_tomorrow, due);

  show_rows (self, found, stage);
  gtk_label_set_text (self->title, title);
  gtk_widget_set_visible (self->all_button, red);
  gtk_widget_set_visible (self->scrolled, red);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          stage != NULL && n_tomorrow > 0 && (due || found->len > 0));
  if (red)
    {
      gtk_widget_add_css_class (self->head, "urgent");
      gtk_widget_remove_css_class (GTK_WIDGET (self->title), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (self->head, "urgent");
      gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
    }
}

/* --- what the person does --- */

static void
move (DeskGuardStrip *self, GPtrArray *visits)
{
  g_autoptr (ClinicStage) stage = dup_stage (self);

  if (stage != NULL && visits->len > 0)
    desk_board_moves_move (self->moves, visits, stage);
  desk_tally_refresh (self->tally);
}

static void
move_row (DeskGuardStrip *self, GtkListBoxRow *row)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
  guint at = (guint) gtk_list_box_row_get_index (row);

  if (at >= self->shown->len)
    return;
  g_ptr_array_add (one, g_object_ref (g_ptr_array_index (self->shown, at)));
  move (self, one);
}

static void
on_row_activated_cb (DeskGuardStrip *self, GtkListBoxRow *row)
{
  move_row (self, row);
}

static void
on_move_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskGuardStrip *self = DESK_GUARD_STRIP (widget);
  g_autoptr (GPtrArray) all = g_ptr_array_ref (self->shown);

  move (self, all);
}

static void
on_focus_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskGuardStrip *self = DESK_GUARD_STRIP (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, 0);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
on_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  DeskGuardStrip *self = DESK_GUARD_STRIP (widget);

  /* Before the hour there is nothing to see, and nothing moves unseen. */
  if (!gtk_widget_get_mapped (self->scrolled))
    return FALSE;

  return gtk_widget_activate_action (widget, user_data, NULL);
}

static void
add_shortcut (GtkShortcutController *controller,
              guint keyval,
              GdkModifierType modifiers,
              const char *action)
{
  gtk_shortcut_controller_add_shortcut (
    controller,
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                      gtk_callback_action_new (on_shortcut_cb, (gpointer) action, NULL)));
}

/* --- the type --- */

static void
desk_guard_strip_dispose (GObject *object)
{
  DeskGuardStrip *self = DESK_GUARD_STRIP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->tally);
  g_clear_object (&self->settings);
  g_clear_object (&self->moves);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->signature, g_free);

  G_OBJECT_CLASS (desk_guard_strip_parent_class)->dispose (object);
}

static void
desk_guard_strip_class_init (DeskGuardStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_guard_strip_dispose;

  gtk_widget_class_install_action (widget_class, "guard.move-all", NULL, on_move_all_cb);
  gtk_widget_class_install_action (widget_class, "guard.focus", NULL, on_focus_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "guardstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/board/desk-guard-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskGuardStrip, box);
  gtk_widget_class_bind_template_child (widget_class, DeskGuardStrip, head);
  gtk_widget_class_bind_template_child (widget_class, DeskGuardStrip, title);
  gtk_widget_class_bind_template_child (widget_class, DeskGuardStrip, all_button);
  gtk_widget_class_bind_template_child (widget_class, DeskGuardStrip, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DeskGuardStrip, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
desk_guard_strip_init (DeskGuardStrip *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->shown = g_ptr_array_new ();
  self->settings = g_settings_new (RECEPTION_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  /* The Russian letters on the same keys: see desk-accels.h. */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_g, GDK_CONTROL_MASK, "guard.focus");
  add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_Cyrillic_pe, GDK_CONTROL_MASK,
                "guard.focus");
  add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                "guard.move-all");
  add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_Cyrillic_pe,
                GDK_CONTROL_MASK | GDK_SHIFT_MASK, "guard.move-all");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static DeskTallyMark
mark_visit (gpointer item, gpointer data)
{
  return clinic_guard_is_tomorrow (item, clinic_session_get_now (data)) ? DESK_TALLY_WAITS
                                                                        : DESK_TALLY_NOTHING;
}

GtkWidget *
desk_guard_strip_new (ClinicSession *session, DeskBoardMoves *moves)
{
  DeskGuardStrip *self = g_object_new (DESK_TYPE_GUARD_STRIP, NULL);

  self->session = g_object_ref (session);
  self->moves = g_object_ref (moves);
  self->tally = desk_tally_new_clocked (visits_of (session), mark_visit, g_object_ref (session),
                                        g_object_unref, "*");
  g_signal_connect_object (self->tally, "counted", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_stages (clinic_session_get_book (session)),
                           "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::guard-hour", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
