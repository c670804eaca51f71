/* desk-call-outcome.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-outcome"

#include "desk-call-outcome.h"

#include <glib/gi18n.h>

#define N_OUTCOMES 9

struct _DeskCallOutcome
{
  GtkWidget parent_instance;

  GtkWidget *title;               /* owned child */
  GtkWidget *bar;                 /* owned child */
  GtkWidget *grid;                /* owned child */
  GtkWidget *buttons[N_OUTCOMES]; /* owned by the grid */
};

G_DEFINE_FINAL_TYPE (DeskCallOutcome, desk_call_outcome, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* clinic.md 3.5; the position is the key */
static const char *const names[] = {
  NC_ ("outcome", "Confirmed"),    NC_ ("outcome", "Moved"),        NC_ ("outcome", "Cancelled"),
  NC_ ("outcome", "No answer"),    NC_ ("outcome", "Busy"),         NC_ ("outcome", "Call later"),
  NC_ ("outcome", "Wrong number"), NC_ ("outcome", "Other person"), NC_ ("outcome", "Stop calling"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == N_OUTCOMES);

const char *
desk_call_outcome_name (ClinicOutcome outcome)
{
  if (outcome < CLINIC_OUTCOME_CONFIRMED || outcome > CLINIC_OUTCOME_STOP_CALLING)
    return "";

  return g_dpgettext2 (NULL, "outcome", names[outcome - 1]);
}

static void
on_clicked_cb (DeskCallOutcome *self, GtkButton *button)
{
  for (int i = 0; i < N_OUTCOMES; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      g_signal_emit (self, signals[PICKED], 0, i + 1);
}

static GtkWidget *
create_button (DeskCallOutcome *self, int i)
{
  const char *name = desk_call_outcome_name (i + 1);
  char digit[2] = { '1' + i, '\0' };
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_label_new (name);
  GtkWidget *key = g_object_new (GTK_TYPE_LABEL, "label", digit, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                                 (const char *[]){ "keycap", NULL }, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "outcome");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, digit, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
desk_call_outcome_dispose (GObject *object)
{
  DeskCallOutcome *self = DESK_CALL_OUTCOME (object);

  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_call_outcome_parent_class)->dispose (object);
}

static void
desk_call_outcome_class_init (DeskCallOutcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_outcome_dispose;

  signals[PICKED] = g_signal_new ("picked", DESK_TYPE_CALL_OUTCOME, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_call_outcome_init (DeskCallOutcome *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outcome of the call"), -1);

  self->title = g_object_new (GTK_TYPE_LABEL, "label", _ ("How did it end?"), "xalign", 0.0,
                              "css-classes", (const char *[]){ "heading", NULL }, NULL);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));

  self->bar =
    g_object_new (GTK_TYPE_PROGRESS_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));

  self->grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 6, "row-spacing", 6,
                             "column-homogeneous", TRUE, NULL);
  for (int i = 0; i < N_OUTCOMES; i++)
    {
      self->buttons[i] = create_button (self, i);
      gtk_grid_attach (GTK_GRID (self->grid), self->buttons[i], i % 2, i / 2, 1, 1);
    }
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

void
desk_call_outcome_set_left (DeskCallOutcome *self, int seconds, int of)
{
  g_return_if_fail (DESK_IS_CALL_OUTCOME (self));

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 of > 0 ? CLAMP (seconds / (double) of, 0.0, 1.0) : 0.0);
}

void
desk_call_outcome_set_picked (DeskCallOutcome *self, ClinicOutcome outcome)
{
  g_return_if_fail (DESK_IS_CALL_OUTCOME (self));

  for (int i = 0; i < N_OUTCOMES; i++)
    {
      gtk_widget_set_sensitive (self->buttons[i], outcome == CLINIC_OUTCOME_NONE);
      if ((int) outcome == i + 1)
        gtk_widget_add_css_class (self->buttons[i], "suggested-action");
      else
        gtk_widget_remove_css_class (self->buttons[i], "suggested-action");
    }
}
