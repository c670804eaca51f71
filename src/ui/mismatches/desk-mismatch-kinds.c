/* desk-mismatch-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-kinds"

#include "desk-mismatch-kinds.h"

#include <glib/gi18n.h>

#include "clinic-mismatch.h"
#include "desk-mismatch-words.h"

#define N_KINDS (CLINIC_MISMATCH_PATIENT + 1)
/* of the buttons: one for all, then one for each kind */
#define N_BUTTONS (N_KINDS + 1)

struct _DeskMismatchKinds
{
  GObject parent_instance;

  GtkToggleButton *buttons[N_BUTTONS]; /* owned */
};

G_DEFINE_FINAL_TYPE (DeskMismatchKinds, desk_mismatch_kinds, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_toggled_cb (DeskMismatchKinds *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
desk_mismatch_kinds_dispose (GObject *object)
{
  DeskMismatchKinds *self = DESK_MISMATCH_KINDS (object);

  for (int i = 0; i < N_BUTTONS; i++)
    g_clear_object (&self->buttons[i]);

  G_OBJECT_CLASS (desk_mismatch_kinds_parent_class)->dispose (object);
}

static void
desk_mismatch_kinds_class_init (DeskMismatchKindsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mismatch_kinds_dispose;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_MISMATCH_KINDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_mismatch_kinds_init (DeskMismatchKinds *self)
{
}

DeskMismatchKinds *
desk_mismatch_kinds_new (GtkWidget *bar)
{
  DeskMismatchKinds *self = g_object_new (DESK_TYPE_MISMATCH_KINDS, NULL);
  GtkWidget *last = NULL;

  for (int i = 0; i < N_BUTTONS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      self->buttons[i] = GTK_TOGGLE_BUTTON (g_object_ref_sink (button));
      gtk_toggle_button_set_group (self->buttons[i], i > 0 ? self->buttons[0] : NULL);
      gtk_widget_insert_after (button, bar, last);
      last = button;
    }
  gtk_toggle_button_set_active (self->buttons[0], TRUE);
  for (int i = 0; i < N_BUTTONS; i++)
    g_signal_connect_object (self->buttons[i], "toggled", G_CALLBACK (on_toggled_cb), self,
                             G_CONNECT_SWAPPED);

  return self;
}

void
desk_mismatch_kinds_show (DeskMismatchKinds *self, GListModel *all)
{
  guint counts[N_BUTTONS] = { 0 };

  g_return_if_fail (DESK_IS_MISMATCH_KINDS (self));

  counts[0] = g_list_model_get_n_items (all);
  for (guint i = 0; i < counts[0]; i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (all, i);

      counts[clinic_mismatch_get_kind (mismatch) + 1]++;
    }
  for (int i = 0; i < N_BUTTONS; i++)
    {
      const char *name =
        i == 0 ? C_ ("mismatch", "All") : desk_mismatch_kind_name ((ClinicMismatchKind) (i - 1));
      /* Translators: a kind of mismatch and how many there are: "Time 5" */
      g_autofree char *label = g_strdup_printf (C_ ("kind", "%1$s %2$u"), name, counts[i]);

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), label);
      gtk_widget_set_visible (GTK_WIDGET (self->buttons[i]),
                              counts[i] > 0 ||
                                (i > 0 && gtk_toggle_button_get_active (self->buttons[i])));
    }
}

gboolean
desk_mismatch_kinds_get_kind (DeskMismatchKinds *self, ClinicMismatchKind *kind)
{
  g_return_val_if_fail (DESK_IS_MISMATCH_KINDS (self), FALSE);

  for (int i = 1; i < N_BUTTONS; i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      {
        *kind = (ClinicMismatchKind) (i - 1);
        return TRUE;
      }

  return FALSE;
}

void
desk_mismatch_kinds_choose_all (DeskMismatchKinds *self)
{
  g_return_if_fail (DESK_IS_MISMATCH_KINDS (self));

  gtk_toggle_button_set_active (self->buttons[0], TRUE);
}
