/* desk-board-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-days"

#include "desk-board-days.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "desk-format.h"
#include "desk-name.h"

#define WEEK 7

/* as they are kept for the next start; a day is YYYY-MM-DD: what is tomorrow's board in the evening
 * is today's in the morning */
#define WORD_WEEK "week"
#define WORD_ANY "any"

struct _DeskBoardDays
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  GDateTime *day;         /* owned: the first one on show, at midnight of this computer's time */
  int n_days;             /* 1, WEEK, or 0: any */
  gboolean is_today;      /* starts today, also tomorrow */
  gint64 today;           /* midnight as it was last seen */

  GtkMenuButton *button; /* unowned, in our child */
  GtkCalendar *calendar; /* unowned, in the button's popover */
};

G_DEFINE_FINAL_TYPE (DeskBoardDays, desk_board_days, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* (transfer full): midnight some days from today */
static GDateTime *
dup_day (DeskBoardDays *self, int days)
{
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_local (clinic_session_get_now (self->session));
  g_autoptr (GDateTime) midnight =
    g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                           g_date_time_get_day_of_month (now), 0, 0, 0);

  return g_date_time_add_days (midnight, days);
}

static gint64
unix_of_day (GDateTime *day, int days)
{
  g_autoptr (GDateTime) other = g_date_time_add_days (day, days);

  return g_date_time_to_unix (other);
}

static char *
dup_title (DeskBoardDays *self)
{
  gint64 now = clinic_session_get_now (self->session);
  gint64 from = g_date_time_to_unix (self->day);
  g_autofree char *first = desk_format_date (from, now);
  g_autofree char *word = desk_format_day (from, now);
  g_autofree char *last = NULL;

  if (self->n_days == 0)
    return g_strdup (C_ ("days", "any day"));
  if (self->n_days == 1 && g_strcmp0 (first, word) == 0)
    return g_strdup (first);
  if (self->n_days == 1)
    /* Translators: a near day in a word, and its date: today, Sat 21 Nov */
    return g_strdup_printf (C_ ("day", "%1$s, %2$s"), word, first);

  last = desk_format_date (unix_of_day (self->day, self->n_days - 1), now);

  /* Translators: the first and the last of several days: Sat 21 Nov – Fri 27 Nov */
  return g_strdup_printf (C_ ("days", "%1$s – %2$s"), first, last);
}

static void
show (DeskBoardDays *self)
{
  g_autofree char *title = dup_title (self);

  gtk_menu_button_set_label (self->button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

/* day: (transfer full) */
static void
choose (DeskBoardDays *self, GDateTime *day, int n_days)
{
  g_autoptr (GDateTime) today = dup_day (self, 0);

  g_clear_pointer (&self->day, g_date_time_unref);
  self->day = day;
  self->n_days = n_days;
  self->today = g_date_time_to_unix (today);
  self->is_today = g_date_time_to_unix (day) == self->today;
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_back_cb (DeskBoardDays *self)
{
  desk_board_days_step (self, -1);
}

static void
on_on_cb (DeskBoardDays *self)
{
  desk_board_days_step (self, 1);
}

static void
close_popover (DeskBoardDays *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
on_today_cb (DeskBoardDays *self)
{
  desk_board_days_show_day (self, 0);
  close_popover (self);
}

static void
on_tomorrow_cb (DeskBoardDays *self)
{
  desk_board_days_show_day (self, 1);
  close_popover (self);
}

static void
on_week_cb (DeskBoardDays *self)
{
  desk_board_days_show_week (self);
  close_popover (self);
}

static void
on_any_cb (DeskBoardDays *self)
{
  desk_board_days_show_any (self);
  close_popover (self);
}

static void
on_calendar_cb (DeskBoardDays *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  choose (self,
          g_date_time_new_local (g_date_time_get_year (date), g_date_time_get_month (date),
                                 g_date_time_get_day_of_month (date), 0, 0, 0),
          1);
  close_popover (self);
}

/* The calendar opens on the day that is on show. */
static void
on_popover_shown_cb (DeskBoardDays *self)
{
  g_signal_handlers_block_by_func (self->calendar, on_calendar_cb, self);
  gtk_calendar_select_day (self->calendar, self->day);
  g_signal_handlers_unblock_by_func (self->calendar, on_calendar_cb, self);
}

static void
add_choice (DeskBoardDays *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_popover (DeskBoardDays *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *calendar = gtk_calendar_new ();

  add_choice (self, box, C_ ("days", "Today"), G_CALLBACK (on_today_cb));
  add_choice (self, box, C_ ("days", "Tomorrow"), G_CALLBACK (on_tomorrow_cb));
  add_choice (self, box, C_ ("days", "Seven days"), G_CALLBACK (on_week_cb));
  add_choice (self, box, C_ ("days", "Any day"), G_CALLBACK (on_any_cb));
  self->calendar = GTK_CALENDAR (calendar);
  desk_name_calendar (self->calendar, _ ("Choose a day"));
  g_signal_connect_swapped (calendar, "day-selected", G_CALLBACK (on_calendar_cb), self);
  gtk_box_append (GTK_BOX (box), calendar);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (on_popover_shown_cb), self);

  return popover;
}

static GtkWidget *
create_arrow (DeskBoardDays *self, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", callback, self);

  return button;
}

static void
desk_board_days_dispose (GObject *object)
{
  DeskBoardDays *self = DESK_BOARD_DAYS (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->day, g_date_time_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_board_days_parent_class)->dispose (object);
}

static void
desk_board_days_class_init (DeskBoardDaysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_board_days_dispose;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_BOARD_DAYS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_board_days_init (DeskBoardDays *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_menu_button_new ();

  self->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_popover (self->button, create_popover (self));
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box),
                  create_arrow (self, "go-previous-symbolic", _ ("Day before (Ctrl+Page Up)"),
                                G_CALLBACK (on_back_cb)));
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box),
                  create_arrow (self, "go-next-symbolic", _ ("Day after (Ctrl+Page Down)"),
                                G_CALLBACK (on_on_cb)));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
desk_board_days_new (ClinicSession *session)
{
  DeskBoardDays *self = g_object_new (DESK_TYPE_BOARD_DAYS, NULL);

  self->session = g_object_ref (session);
  desk_board_days_show_day (self, 0);

  return GTK_WIDGET (self);
}

void
desk_board_days_get_range (DeskBoardDays *self, gint64 *from, gint64 *to)
{
  g_return_if_fail (DESK_IS_BOARD_DAYS (self));

  *from = self->n_days > 0 ? g_date_time_to_unix (self->day) : 0;
  *to = self->n_days > 0 ? unix_of_day (self->day, self->n_days) : 0;
}

void
desk_board_days_get_today (DeskBoardDays *self, gint64 *from, gint64 *to)
{
  g_autoptr (GDateTime) today = NULL;

  g_return_if_fail (DESK_IS_BOARD_DAYS (self));

  today = dup_day (self, 0);
  *from = g_date_time_to_unix (today);
  *to = unix_of_day (today, 1);
}

gboolean
desk_board_days_is_one (DeskBoardDays *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_DAYS (self), FALSE);

  return self->n_days == 1;
}

void
desk_board_days_show_day (DeskBoardDays *self, int days)
{
  g_return_if_fail (DESK_IS_BOARD_DAYS (self));

  choose (self, dup_day (self, days), 1);
}

void
desk_board_days_show_week (DeskBoardDays *self)
{
  g_return_if_fail (DESK_IS_BOARD_DAYS (self));

  choose (self, dup_day (self, 0), WEEK);
}

void
desk_board_days_show_any (DeskBoardDays *self)
{
  g_return_if_fail (DESK_IS_BOARD_DAYS (self));

  choose (self, dup_day (self, 0), 0);
}

void
desk_board_days_step (DeskBoardDays *self, int steps)
{
  int days = 0;

  g_return_if_fail (DESK_IS_BOARD_DAYS (self));

  days = MAX (self->n_days, 1);
  choose (self, g_date_time_add_days (self->day, steps * days), days);
}

void
desk_board_days_tick (DeskBoardDays *self)
{
  g_autoptr (GDateTime) today = NULL;

  g_return_if_fail (DESK_IS_BOARD_DAYS (self));

  today = dup_day (self, 0);
  if (g_date_time_to_unix (today) == self->today)
    return;

  if (self->is_today)
    choose (self, g_steal_pointer (&today), self->n_days);
  else
    choose (self, g_date_time_ref (self->day), self->n_days);
}

char *
desk_board_days_dup_words (DeskBoardDays *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_DAYS (self), NULL);

  if (self->n_days == 0)
    return g_strdup (WORD_ANY);
  if (self->is_today)
    return self->n_days == 1 ? NULL : g_strdup (WORD_WEEK);

  return self->n_days == 1 ? g_date_time_format (self->day, "%Y-%m-%d") : NULL;
}

void
desk_board_days_show_words (DeskBoardDays *self, const char *words)
{
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) day = NULL;
  int year = 0, month = 0, day_of_month = 0;

  g_return_if_fail (DESK_IS_BOARD_DAYS (self));

  if (g_strcmp0 (words, WORD_ANY) == 0)
    desk_board_days_show_any (self);
  else if (g_strcmp0 (words, WORD_WEEK) == 0)
    desk_board_days_show_week (self);
  if (words == NULL || sscanf (words, "%4d-%2d-%2d", &year, &month, &day_of_month) != 3)
    return;

  today = dup_day (self, 0);
  day = g_date_time_new_local (year, month, day_of_month, 0, 0, 0);
  if (day != NULL && g_date_time_compare (day, today) > 0)
    choose (self, g_steal_pointer (&day), 1);
}
