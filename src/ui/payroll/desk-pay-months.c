/* desk-pay-months.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-months"

#include "desk-pay-months.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-payroll-sheet.h"
#include "desk-name.h"

/* the current month is the first in the list */
#define N_MONTHS 25
#define LAST_CLOSED 1

struct _DeskPayMonths
{
  AdwBin parent_instance;

  GtkDropDown *choice; /* unowned, in the bin, as all below */
  GtkWidget *previous;
  GtkWidget *next;

  int today; /* the first of this month */
};

G_DEFINE_FINAL_TYPE (DeskPayMonths, desk_pay_months, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_chosen_cb (DeskPayMonths *self)
{
  guint chosen = gtk_drop_down_get_selected (self->choice);

  gtk_widget_set_sensitive (self->previous, chosen + 1 < N_MONTHS);
  gtk_widget_set_sensitive (self->next, chosen > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
desk_pay_months_move (DeskPayMonths *self, int by)
{
  int chosen = 0;

  g_return_if_fail (DESK_IS_PAY_MONTHS (self));

  chosen = (int) gtk_drop_down_get_selected (self->choice) - by;
  if (chosen >= 0 && chosen < N_MONTHS)
    gtk_drop_down_set_selected (self->choice, (guint) chosen);
}

static void
on_previous_cb (DeskPayMonths *self)
{
  desk_pay_months_move (self, -1);
}

static void
on_next_cb (DeskPayMonths *self)
{
  desk_pay_months_move (self, 1);
}

static void
desk_pay_months_class_init (DeskPayMonthsClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_PAY_MONTHS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_step (DeskPayMonths *self, const char *icon, const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static void
desk_pay_months_init (DeskPayMonths *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->previous = new_step (self, "go-previous-symbolic", _ ("Previous month (Ctrl+Page Up)"),
                             G_CALLBACK (on_previous_cb));
  self->next =
    new_step (self, "go-next-symbolic", _ ("Next month (Ctrl+Page Down)"), G_CALLBACK (on_next_cb));
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  desk_name_drop_down (self->choice, _ ("Month"));
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), self->previous);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choice));
  gtk_box_append (GTK_BOX (box), self->next);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
desk_pay_months_new (int today)
{
  DeskPayMonths *self = g_object_new (DESK_TYPE_PAY_MONTHS, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->today = clinic_days_month (today);
  for (int i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *name =
        clinic_payroll_sheet_dup_month (clinic_days_add_months (self->today, -i));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, LAST_CLOSED);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

int
desk_pay_months_get_day (DeskPayMonths *self)
{
  g_return_val_if_fail (DESK_IS_PAY_MONTHS (self), 0);

  return clinic_days_add_months (self->today, -(int) gtk_drop_down_get_selected (self->choice));
}
