/* desk-expenses-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-expenses-question"

#include "desk-expenses-question.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-expenses-sheet.h"
#include "clinic-question.h"
#include "desk-days.h"
#include "desk-name.h"
#include "desk-wrap-layout.h"

static const ClinicPeriod periods[] = {
  CLINIC_PERIOD_THIS_MONTH,     CLINIC_PERIOD_LAST_MONTH, CLINIC_PERIOD_THIS_QUARTER,
  CLINIC_PERIOD_LAST_QUARTER,   CLINIC_PERIOD_THIS_YEAR,  CLINIC_PERIOD_LAST_YEAR,
  CLINIC_PERIOD_LAST_12_MONTHS, CLINIC_PERIOD_DAYS,
};

struct _DeskExpensesQuestion
{
  GtkBox parent_instance;

  ClinicSession *session; /* owned */
  GtkDropDown *period;    /* unowned child, as the next two */
  GtkDropDown *by;
  DeskDays *days;
  gboolean filling; /* nobody chose: it is we who set it */
};

G_DEFINE_FINAL_TYPE (DeskExpensesQuestion, desk_expenses_question, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_changed_cb (DeskExpensesQuestion *self)
{
  int from, to;

  if (self->filling)
    return;
  self->filling = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->days),
                          periods[gtk_drop_down_get_selected (self->period)] == CLINIC_PERIOD_DAYS);
  desk_expenses_question_get_days (self, &from, &to);
  desk_days_set (self->days, from, to);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
desk_expenses_question_finalize (GObject *object)
{
  g_clear_object (&DESK_EXPENSES_QUESTION (object)->session);

  G_OBJECT_CLASS (desk_expenses_question_parent_class)->finalize (object);
}

static void
desk_expenses_question_class_init (DeskExpensesQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_expenses_question_finalize;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_EXPENSES_QUESTION, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkDropDown *
add_drop_down (DeskExpensesQuestion *self, GtkStringList *list, const char *name)
{
  GtkWidget *down =
    gtk_drop_down_new (G_LIST_MODEL (list),
                       gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_widget_set_tooltip_text (down, name);
  desk_name_drop_down (GTK_DROP_DOWN (down), name);
  gtk_widget_set_parent (down, GTK_WIDGET (self));
  g_signal_connect_object (down, "notify::selected", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_DROP_DOWN (down);
}

static void
desk_expenses_question_init (DeskExpensesQuestion *self)
{
  GtkWidget *bar = GTK_WIDGET (self);
  GtkWidget *title = gtk_label_new (_ ("Expenses"));
  GtkStringList *spans = gtk_string_list_new (NULL);
  GtkStringList *ways = gtk_string_list_new (NULL);

  self->filling = TRUE;
  gtk_widget_set_layout_manager (bar, desk_wrap_layout_new (6));
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_parent (title, bar);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (spans, clinic_period_get_title (periods[i]));
  for (ClinicExpensesBy i = CLINIC_EXPENSES_BY_CATEGORY; i <= CLINIC_EXPENSES_BY_MONTH; i++)
    gtk_string_list_append (ways, clinic_expenses_by_get_title (i));
  self->period = add_drop_down (self, spans, _ ("Period"));
  self->days = DESK_DAYS (desk_days_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->days), bar);
  gtk_widget_set_visible (GTK_WIDGET (self->days), FALSE);
  self->by = add_drop_down (self, ways, _ ("Grouping"));
  g_signal_connect_object (self->days, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->filling = FALSE;
}

GtkWidget *
desk_expenses_question_new (ClinicSession *session)
{
  DeskExpensesQuestion *self = g_object_new (DESK_TYPE_EXPENSES_QUESTION, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
desk_expenses_question_append (DeskExpensesQuestion *self, GtkWidget *widget)
{
  g_return_if_fail (DESK_IS_EXPENSES_QUESTION (self));

  gtk_widget_set_parent (widget, GTK_WIDGET (self));
}

int
desk_expenses_question_get_today (DeskExpensesQuestion *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  g_return_val_if_fail (DESK_IS_EXPENSES_QUESTION (self), 0);

  return clinic_days_of (zone, clinic_session_get_now (self->session), NULL);
}

void
desk_expenses_question_get_days (DeskExpensesQuestion *self, int *from, int *to)
{
  ClinicQuestion question = { 0 };

  g_return_if_fail (DESK_IS_EXPENSES_QUESTION (self));

  question.period = periods[gtk_drop_down_get_selected (self->period)];
  if (question.period == CLINIC_PERIOD_DAYS)
    desk_days_get (self->days, from, to);
  else
    clinic_question_get_days (&question, desk_expenses_question_get_today (self), from, to);
}

ClinicExpensesBy
desk_expenses_question_get_by (DeskExpensesQuestion *self)
{
  g_return_val_if_fail (DESK_IS_EXPENSES_QUESTION (self), CLINIC_EXPENSES_BY_CATEGORY);

  return (ClinicExpensesBy) gtk_drop_down_get_selected (self->by);
}
