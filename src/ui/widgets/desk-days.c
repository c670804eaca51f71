/* desk-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-days"

#include "desk-days.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "desk-name.h"

typedef enum
{
  FIRST_DAY,
  LAST_DAY,
  N_DAYS
} Day;

struct _DeskDays
{
  AdwBin parent_instance;

  int days[N_DAYS]; /* both are in the period */
  gboolean filling;

  GtkMenuButton *buttons[N_DAYS]; /* unowned, as all below, in our child */
  GtkCalendar *calendars[N_DAYS]; /* in their popovers */
};

G_DEFINE_FINAL_TYPE (DeskDays, desk_days, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_days (DeskDays *self)
{
  for (Day day = FIRST_DAY; day < N_DAYS; day++)
    {
      int year, month, month_day;
      g_autoptr (GDateTime) date = NULL;
      g_autofree char *text = NULL;
      g_autofree char *label = NULL;

      clinic_days_to_date (self->days[day], &year, &month, &month_day);
      date = g_date_time_new_local (year, month, month_day, 12, 0, 0);
      text = g_date_time_format (date, "%-d %b %Y");
      /* Translators: the first and the last day of a period: from 1 Nov 2026, to 21 Nov 2026 */
      label = day == FIRST_DAY ? g_strdup_printf (C_ ("period", "from %s"), text)
                               : g_strdup_printf (C_ ("period", "to %s"), text);
      gtk_menu_button_set_label (self->buttons[day], label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[day]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      self->filling = TRUE;
      gtk_calendar_select_day (self->calendars[day], date);
      self->filling = FALSE;
    }
}

static void
choose_day (DeskDays *self, Day day)
{
  g_autoptr (GDateTime) date = NULL;

  if (self->filling)
    return;

  date = gtk_calendar_get_date (self->calendars[day]);
  self->days[day] =
    clinic_days_from_date (g_date_time_get_year (date), g_date_time_get_month (date),
                           g_date_time_get_day_of_month (date));
  /* A period never ends before it begins: the other day follows. */
  if (self->days[FIRST_DAY] > self->days[LAST_DAY])
    self->days[day == FIRST_DAY ? LAST_DAY : FIRST_DAY] = self->days[day];
  show_days (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_first_day_cb (DeskDays *self)
{
  choose_day (self, FIRST_DAY);
}

static void
on_last_day_cb (DeskDays *self)
{
  choose_day (self, LAST_DAY);
}

static void
desk_days_class_init (DeskDaysClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_DAYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
desk_days_init (DeskDays *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

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
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->buttons[day]));
      g_signal_connect_object (calendar, "day-selected",
                               G_CALLBACK (day == FIRST_DAY ? on_first_day_cb : on_last_day_cb),
                               self, G_CONNECT_SWAPPED);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
desk_days_new (void)
{
  return g_object_new (DESK_TYPE_DAYS, NULL);
}

void
desk_days_set (DeskDays *self, int from, int to)
{
  g_return_if_fail (DESK_IS_DAYS (self));

  self->days[FIRST_DAY] = from;
  self->days[LAST_DAY] = MAX (from, to - 1);
  show_days (self);
}

void
desk_days_get (DeskDays *self, int *from, int *to)
{
  g_return_if_fail (DESK_IS_DAYS (self));

  *from = self->days[FIRST_DAY];
  *to = self->days[LAST_DAY] + 1;
}
