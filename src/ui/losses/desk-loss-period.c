/* desk-loss-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-loss-period"

#include "desk-loss-period.h"

#include <glib/gi18n.h>

#include "clinic-losses.h"
#include "clinic-windows.h"
#include "desk-format.h"
#include "desk-name.h"

/* after the periods of ClinicLossesPeriod */
#define OTHER_DAYS (CLINIC_LOSSES_LAST_MONTH + 1)

typedef enum
{
  FIRST_DAY,
  LAST_DAY,
  N_DAYS
} Day;

struct _DeskLossPeriod
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  gint64 days[N_DAYS];    /* midnights of the first and the last day */
  gboolean filling;

  GtkDropDown *choice;            /* unowned, as all below, in our child */
  GtkMenuButton *buttons[N_DAYS]; /* of the days */
  GtkCalendar *calendars[N_DAYS]; /* in their popovers */
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
show_days (DeskLossPeriod *self)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *first = desk_format_date (self->days[FIRST_DAY], now);
  g_autofree char *last = desk_format_date (self->days[LAST_DAY], now);
  /* Translators: the first and the last day of a period: from Sun 1 Nov, to Sat 21 Nov */
  g_autofree char *from = g_strdup_printf (C_ ("period", "from %s"), first);
  g_autofree char *to = g_strdup_printf (C_ ("period", "to %s"), last);
  const char *labels[] = { from, to };

  for (Day day = FIRST_DAY; day < N_DAYS; day++)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (self->days[day]);

      gtk_menu_button_set_label (self->buttons[day], labels[day]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[day]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, labels[day], -1);
      self->filling = TRUE;
      gtk_calendar_select_day (self->calendars[day], date);
      self->filling = FALSE;
    }
}

static void
on_choice_cb (DeskLossPeriod *self)
{
  guint choice = gtk_drop_down_get_selected (self->choice);
  gint64 end = 0;

  if (choice < OTHER_DAYS)
    {
      clinic_losses_get_period ((ClinicLossesPeriod) choice, clinic_session_get_now (self->session),
                                &self->days[FIRST_DAY], &end);
      self->days[LAST_DAY] = clinic_windows_day (end, -1);
    }
  /* Other days begin as those that were chosen last. */
  show_days (self);
  for (Day day = FIRST_DAY; day < N_DAYS; day++)
    gtk_widget_set_visible (GTK_WIDGET (self->buttons[day]), choice == OTHER_DAYS);
  if (choice < OTHER_DAYS)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose_day (DeskLossPeriod *self, Day day)
{
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (self->filling)
    return;

  date = gtk_calendar_get_date (self->calendars[day]);
  midnight = g_date_time_new_local (g_date_time_get_year (date), g_date_time_get_month (date),
                                    g_date_time_get_day_of_month (date), 0, 0, 0);
  self->days[day] = g_date_time_to_unix (midnight);
  /* A period never ends before it begins: the other day follows. */
  if (self->days[FIRST_DAY] > self->days[LAST_DAY])
    self->days[day == FIRST_DAY ? LAST_DAY : FIRST_DAY] = self->days[day];
  show_days (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_first_day_cb (DeskLossPeriod *self)
{
  choose_day (self, FIRST_DAY);
}

static void
on_last_day_cb (DeskLossPeriod *self)
{
  choose_day (self, LAST_DAY);
}

static void
desk_loss_period_dispose (GObject *object)
{
  DeskLossPeriod *self = DESK_LOSS_PERIOD (object);

  g_clear_object (&self->session);

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
  for (Day day = FIRST_DAY; day < N_DAYS; day++)
    {
      GtkWidget *popover = gtk_popover_new ();
      GtkWidget *calendar = gtk_calendar_new ();

      self->buttons[day] = GTK_MENU_BUTTON (gtk_menu_button_new ());
      self->calendars[day] = GTK_CALENDAR (calendar);
      desk_name_calendar (self->calendars[day],
                          day == FIRST_DAY ? _ ("First day") : _ ("Last day"));
      gtk_popover_set_child (GTK_POPOVER (popover), calendar);
      gtk_menu_button_set_popover (self->buttons[day], popover);
      gtk_widget_set_visible (GTK_WIDGET (self->buttons[day]), FALSE);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->buttons[day]));
      g_signal_connect_object (calendar, "day-selected",
                               G_CALLBACK (day == FIRST_DAY ? on_first_day_cb : on_last_day_cb),
                               self, G_CONNECT_SWAPPED);
    }
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
      return;
    }
  *from = self->days[FIRST_DAY];
  *to = clinic_windows_day (self->days[LAST_DAY], 1);
}
