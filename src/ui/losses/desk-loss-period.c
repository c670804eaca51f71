/* desk-loss-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-loss-period"

#include "desk-loss-period.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-losses.h"
#include "desk-days.h"
#include "desk-name.h"

/* after the periods of ClinicLossesPeriod */
#define OTHER_DAYS (CLINIC_LOSSES_LAST_MONTH + 1)

struct _DeskLossPeriod
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  GTimeZone *zone;        /* owned */

  GtkDropDown *choice; /* unowned, as all below, in our child */
  DeskDays *days;
};

G_DEFINE_FINAL_TYPE (DeskLossPeriod, desk_loss_period, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_other (DeskLossPeriod *self)
{
  return gtk_drop_down_get_selected (self->choice) == OTHER_DAYS;
}

static void
on_choice_cb (DeskLossPeriod *self)
{
  guint choice = gtk_drop_down_get_selected (self->choice);
  gint64 from = 0, to = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->days), is_other (self));
  /* Other days begin as those that were chosen last. */
  if (is_other (self))
    return;

  clinic_losses_get_period ((ClinicLossesPeriod) choice, clinic_session_get_now (self->session),
                            &from, &to);
  desk_days_set (self->days, clinic_days_of (self->zone, from, NULL),
                 clinic_days_of (self->zone, to, NULL));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_days_cb (DeskLossPeriod *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
desk_loss_period_dispose (GObject *object)
{
  DeskLossPeriod *self = DESK_LOSS_PERIOD (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (desk_loss_period_parent_class)->dispose (object);
}

static void
desk_loss_period_class_init (DeskLossPeriodClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_loss_period_dispose;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_LOSS_PERIOD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_loss_period_init (DeskLossPeriod *self)
{
  const char *periods[] = { _ ("This week"),  _ ("Last week"),  _ ("This month"),
                            _ ("Last month"), _ ("Other days"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choice = gtk_drop_down_new_from_strings (periods);

  self->choice = GTK_DROP_DOWN (choice);
  gtk_drop_down_set_selected (self->choice, CLINIC_LOSSES_THIS_MONTH);
  gtk_widget_set_tooltip_text (choice, _ ("Period"));
  desk_name_drop_down (self->choice, _ ("Period"));
  gtk_box_append (GTK_BOX (box), choice);
  self->zone = g_time_zone_new_local ();
  self->days = DESK_DAYS (desk_days_new ());
  g_signal_connect_object (self->days, "changed", G_CALLBACK (on_days_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->days));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
desk_loss_period_new (ClinicSession *session)
{
  DeskLossPeriod *self = g_object_new (DESK_TYPE_LOSS_PERIOD, NULL);

  self->session = g_object_ref (session);
  on_choice_cb (self);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (on_choice_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
desk_loss_period_get_range (DeskLossPeriod *self, gint64 *from, gint64 *to)
{
  g_return_if_fail (DESK_IS_LOSS_PERIOD (self));

  /* The week goes on while the window is open. */
  if (!is_other (self))
    {
      clinic_losses_get_period ((ClinicLossesPeriod) gtk_drop_down_get_selected (self->choice),
                                clinic_session_get_now (self->session), from, to);
    }
  else
    {
      int first, end;

      desk_days_get (self->days, &first, &end);
      *from = clinic_days_begin (self->zone, first);
      *to = clinic_days_begin (self->zone, end);
    }
}
