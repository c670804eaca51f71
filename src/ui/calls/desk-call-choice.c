/* desk-call-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-choice"

#include "desk-call-choice.h"

#include "desk-call-text.h"

#include <glib/gi18n.h>

#define MAX_ROWS 9

typedef struct
{
  GtkWidget *button;          /* owned by the parent */
  GtkWidget *digit;           /* owned by the button */
  GtkWidget *name;            /* owned by the button */
  GtkWidget *facts;           /* owned by the button: age first, it tells a family apart */
  ClinicCandidate *candidate; /* owned, nullable */
} Row;

struct _DeskCallChoice
{
  GtkWidget parent_instance;

  Row rows[MAX_ROWS]; /* made when first needed */
  guint n_rows;
  guint n_shown;
  int first_digit;
  GtkWidget *more; /* owned child: "and 3 more" */
};

G_DEFINE_FINAL_TYPE (DeskCallChoice, desk_call_choice, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (DeskCallChoice *self, guint position)
{
  g_autoptr (ClinicCandidate) candidate = NULL;

  if (position < self->n_shown && g_set_object (&candidate, self->rows[position].candidate))
    g_signal_emit (self, signals[CHOSEN], 0, candidate);
}

static void
on_clicked_cb (DeskCallChoice *self, GtkButton *button)
{
  for (guint i = 0; i < self->n_shown; i++)
    if (self->rows[i].button == GTK_WIDGET (button))
      {
        choose (self, i);
        return;
      }
}

static void
add_row (DeskCallChoice *self)
{
  Row *row = &self->rows[self->n_rows++];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->digit = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "css-classes", (const char *[]){ "keycap", NULL }, NULL);
  row->name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE, "lines",
                            2, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  row->facts = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "lines", 2, "ellipsize",
                             PANGO_ELLIPSIZE_END, "css-classes",
                             (const char *[]){ "choice-facts", NULL }, NULL);
  gtk_box_append (GTK_BOX (lines), row->name);
  gtk_box_append (GTK_BOX (lines), row->facts);
  gtk_box_append (GTK_BOX (box), row->digit);
  gtk_box_append (GTK_BOX (box), lines);

  row->button = gtk_button_new ();
  gtk_widget_add_css_class (row->button, "caller-choice");
  gtk_button_set_child (GTK_BUTTON (row->button), box);
  g_signal_connect_object (row->button, "clicked", G_CALLBACK (on_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_before (row->button, GTK_WIDGET (self), self->more);
}

static void
fill_row (DeskCallChoice *self, guint position, ClinicCandidate *candidate, gint64 now)
{
  Row *row = NULL;
  g_autofree char *name = desk_call_text_name (candidate);
  g_autofree char *facts = desk_call_text_candidate_facts (candidate, now);
  g_autofree char *said = g_strdup_printf ("%s, %s", name, facts);
  char digit[2] = { '0', '\0' };

  while (self->n_rows <= position)
    add_row (self);

  row = &self->rows[position];
  digit[0] = '0' + self->first_digit + position;
  g_set_object (&row->candidate, candidate);
  gtk_label_set_text (GTK_LABEL (row->digit), digit);
  gtk_label_set_text (GTK_LABEL (row->name), name);
  gtk_label_set_text (GTK_LABEL (row->facts), facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL, said,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, digit, -1);
  gtk_widget_set_visible (row->button, TRUE);
}

static void
desk_call_choice_dispose (GObject *object)
{
  DeskCallChoice *self = DESK_CALL_CHOICE (object);

  for (guint i = 0; i < self->n_rows; i++)
    {
      g_clear_object (&self->rows[i].candidate);
      g_clear_pointer (&self->rows[i].button, gtk_widget_unparent);
    }

  self->n_rows = 0;
  self->n_shown = 0;
  g_clear_pointer (&self->more, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_call_choice_parent_class)->dispose (object);
}

static void
desk_call_choice_class_init (DeskCallChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_choice_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_CALL_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, CLINIC_TYPE_CANDIDATE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_call_choice_init (DeskCallChoice *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);

  self->more = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "visible", FALSE, "css-classes",
                             (const char *[]){ "dim-label", NULL }, NULL);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

void
desk_call_choice_show (DeskCallChoice *self,
                       GListModel *candidates,
                       ClinicCandidate *except,
                       int first_digit,
                       gint64 now)
{
  guint n = candidates != NULL ? g_list_model_get_n_items (candidates) : 0;
  guint left = 0;

  g_return_if_fail (DESK_IS_CALL_CHOICE (self));
  g_return_if_fail (first_digit >= 1 && first_digit <= 9);

  self->first_digit = first_digit;
  self->n_shown = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClinicCandidate) candidate = g_list_model_get_item (candidates, i);

      if (candidate == except)
        continue;
      if (first_digit + self->n_shown > 9)
        left++;
      else
        fill_row (self, self->n_shown++, candidate, now);
    }

  for (guint i = self->n_shown; i < self->n_rows; i++)
    {
      g_clear_object (&self->rows[i].candidate);
      gtk_widget_set_visible (self->rows[i].button, FALSE);
    }

  if (left > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("and %d more: search by name",
                                                         "and %d more: search by name", left),
                                               (int) left);

      gtk_label_set_text (GTK_LABEL (self->more), text);
    }
  gtk_widget_set_visible (self->more, left > 0);
}

gboolean
desk_call_choice_press (DeskCallChoice *self, int digit)
{
  g_return_val_if_fail (DESK_IS_CALL_CHOICE (self), FALSE);

  if (digit < self->first_digit || (guint) (digit - self->first_digit) >= self->n_shown)
    return FALSE;

  choose (self, digit - self->first_digit);

  return TRUE;
}

guint
desk_call_choice_get_n_shown (DeskCallChoice *self)
{
  g_return_val_if_fail (DESK_IS_CALL_CHOICE (self), 0);

  return self->n_shown;
}
