/* desk-mismatch-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-row"

#include "desk-mismatch-row.h"

#include <glib/gi18n.h>

#include "desk-mismatch-sides.h"
#include "desk-mismatch-words.h"
#include "desk-wrap-layout.h"

struct _DeskMismatchRow
{
  GtkListBoxRow parent_instance;

  ClinicSession *session;   /* owned */
  ClinicMismatch *mismatch; /* owned */
  GSignalGroup *visit;      /* owned: of either side, which change by themselves */
  GSignalGroup *appointment;
  guint update_source;

  GtkLabel *name; /* unowned, children, as all below */
  GtkLabel *facts;
  GtkLabel *title;
  GtkLabel *effect;
  DeskMismatchSides *sides;
  GtkWidget *take;
  GtkWidget *keep;
  GtkWidget *open;
  GtkWidget *more;
  GtkLabel *notice;
  GtkWidget *map;
  GtkWidget *progress;
};

G_DEFINE_FINAL_TYPE (DeskMismatchRow, desk_mismatch_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  UPDATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* What is wrong with the appointment besides shows in the same place. */
static gint64
bits (ClinicMismatch *mismatch)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);

  return ((gint64) 1 << clinic_mismatch_get_kind (mismatch)) |
         (appointment != NULL ? clinic_appointment_get_mismatches (appointment) : 0);
}

/* In place: a failure first, then what is going on, then why there is no way. */
static void
show_notice (DeskMismatchRow *self)
{
  const char *problem = clinic_mismatch_get_problem (self->mismatch);
  gboolean pending = clinic_mismatch_get_pending (self->mismatch);
  gboolean failed = problem != NULL && *problem != '\0';
  g_autofree char *obstacle = desk_mismatch_obstacle (self->mismatch);
  /* Translators: %s is what the portal said */
  g_autofree char *failure =
    failed ? g_strdup_printf (_ ("CRM could not be changed: %s"), problem) : NULL;
  const char *words = obstacle;

  if (failed)
    words = failure;
  else if (pending)
    words = _ ("On its way to CRM…");
  else if (clinic_mismatch_get_automatic (self->mismatch) && *obstacle == '\0')
    words = _ ("This is repaired by itself in a moment");
  set_text (self->notice, words);
  gtk_widget_set_css_classes (GTK_WIDGET (self->notice),
                              (const char *[]){ failed ? "error" : "dim-label", NULL });
  gtk_widget_set_visible (self->progress, pending);
  gtk_widget_set_visible (self->map,
                          clinic_mismatch_get_kind (self->mismatch) == CLINIC_MISMATCH_STATUS);
}

static void
show_buttons (DeskMismatchRow *self, gint64 now)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (self->mismatch);
  gboolean pending = clinic_mismatch_get_pending (self->mismatch);
  gboolean can_take = clinic_mismatch_get_can_take (self->mismatch);
  g_autofree char *obstacle = desk_mismatch_obstacle (self->mismatch);
  g_autofree char *effect = desk_mismatch_effect (self->mismatch, now);
  const char *words = can_take ? effect : obstacle;

  set_text (self->effect, can_take && !pending ? effect : NULL);
  gtk_widget_set_sensitive (self->take, can_take && !pending);
  gtk_widget_set_sensitive (self->keep, !pending);
  gtk_widget_set_sensitive (self->more, !pending);
  gtk_widget_set_tooltip_text (self->take, *words != '\0' ? words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
  gtk_widget_set_visible (self->open, appointment != NULL ||
                                        clinic_mismatch_get_patient_id (self->mismatch) != 0);
  gtk_button_set_label (GTK_BUTTON (self->open),
                        appointment != NULL ? _ ("Open Appointment") : _ ("Open Patient"));
}

static void
update (DeskMismatchRow *self)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *name = desk_mismatch_name (self->mismatch);
  g_autofree char *facts = desk_mismatch_facts (self->mismatch, now);
  g_autofree char *title = desk_mismatch_title (self->mismatch);
  g_autofree char *label = desk_mismatch_label (self->mismatch, now);

  g_signal_group_set_target (self->visit, clinic_mismatch_get_visit (self->mismatch));
  g_signal_group_set_target (self->appointment, clinic_mismatch_get_appointment (self->mismatch));
  gtk_label_set_text (self->name, name);
  set_text (self->facts, facts);
  gtk_label_set_text (self->title, title);
  desk_mismatch_sides_show (self->sides, self->mismatch, bits (self->mismatch), now);
  show_buttons (self, now);
  show_notice (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskMismatchRow *self = DESK_MISMATCH_ROW (user_data);

  self->update_source = 0;
  update (self);
  g_signal_emit (self, signals[UPDATED], 0);

  return G_SOURCE_REMOVE;
}

/* A comparison changes many things one by one. */
static void
update_soon (DeskMismatchRow *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_update_cb, self, NULL);
}

static void
on_more_cb (DeskMismatchRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "mismatch.menu", NULL);
}

/* --- its parts --- */

static GtkLabel *
add_label (GtkWidget *parent, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, parent);

  return GTK_LABEL (label);
}

/* whose, age and phone, what is wrong, what would become of it */
static GtkWidget *
create_head (DeskMismatchRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (head, desk_wrap_layout_new (9));
  self->name = add_label (head, "heading");
  self->facts = add_label (head, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "numeric");
  self->title = add_label (head, "mismatch-title");
  self->effect = add_label (head, "dim-label");

  return head;
}

static GtkWidget *
add_button (DeskMismatchRow *self, GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    clinic_mismatch_get_id (self->mismatch));
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
create_buttons (DeskMismatchRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_add_css_class (box, "mismatch-buttons");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  /* Translators: with the keys that do the same */
  self->take = add_button (self, box, _ ("Take From the MIS  A"), "mismatch.take");
  self->keep = add_button (self, box, _ ("Keep CRM  K"), "mismatch.keep");
  self->open = add_button (self, last, _ ("Open Appointment"), "mismatch.open");
  self->more = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_set_tooltip_text (self->more, _ ("For all of this kind (Shift+F10)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("For all of this kind"), -1);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (on_more_cb), self);
  gtk_box_append (GTK_BOX (last), self->more);
  gtk_box_append (GTK_BOX (box), last);
  /* the sides share what room there is */
  gtk_widget_set_hexpand (box, FALSE);

  return box;
}

static GtkWidget *
create_foot (DeskMismatchRow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (foot, desk_wrap_layout_new (9));
  self->notice = add_label (foot, "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (self->notice), TRUE);
  self->map = gtk_button_new_with_label (_ ("Say What It Means…"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->map),
                                           "app.preferences-page::mis-words");
  gtk_widget_set_parent (self->map, foot);

  return foot;
}

static void
create_parts (DeskMismatchRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "mismatch-row");
  self->sides = DESK_MISMATCH_SIDES (desk_mismatch_sides_new ());
  self->progress = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->progress, "mismatch-progress");
  gtk_box_append (GTK_BOX (box), create_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sides));
  desk_mismatch_sides_append (self->sides, create_buttons (self));
  gtk_box_append (GTK_BOX (box), create_foot (self));
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

/* --- the type --- */

static void
desk_mismatch_row_dispose (GObject *object)
{
  DeskMismatchRow *self = DESK_MISMATCH_ROW (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->visit);
  g_clear_object (&self->appointment);
  if (self->mismatch != NULL)
    g_signal_handlers_disconnect_by_data (self->mismatch, self);
  g_clear_object (&self->mismatch);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_mismatch_row_parent_class)->dispose (object);
}

static void
desk_mismatch_row_class_init (DeskMismatchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mismatch_row_dispose;

  signals[UPDATED] = g_signal_new ("updated", DESK_TYPE_MISMATCH_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_mismatch_row_init (DeskMismatchRow *self)
{
  self->visit = g_signal_group_new (CLINIC_TYPE_MIS_VISIT);
  self->appointment = g_signal_group_new (CLINIC_TYPE_APPOINTMENT);
  g_signal_group_connect_object (self->visit, "notify", G_CALLBACK (update_soon), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->appointment, "notify", G_CALLBACK (update_soon), self,
                                 G_CONNECT_SWAPPED);
}

GtkWidget *
desk_mismatch_row_new (ClinicSession *session, ClinicMismatch *mismatch)
{
  DeskMismatchRow *self = g_object_new (DESK_TYPE_MISMATCH_ROW, NULL);

  self->session = g_object_ref (session);
  self->mismatch = g_object_ref (mismatch);
  create_parts (self);
  g_signal_connect_swapped (mismatch, "notify", G_CALLBACK (update_soon), self);
  update (self);

  return GTK_WIDGET (self);
}

ClinicMismatch *
desk_mismatch_row_get_mismatch (DeskMismatchRow *self)
{
  g_return_val_if_fail (DESK_IS_MISMATCH_ROW (self), NULL);

  return self->mismatch;
}

void
desk_mismatch_row_tick (DeskMismatchRow *self)
{
  g_return_if_fail (DESK_IS_MISMATCH_ROW (self));

  update_soon (self);
}
