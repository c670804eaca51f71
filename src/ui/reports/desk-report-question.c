/* desk-report-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-question"

#include "desk-report-question.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "desk-days.h"
#include "desk-name.h"
#include "desk-report-choice.h"
#include "desk-wrap-layout.h"

/* by whom rows can be chosen */
static const struct
{
  ClinicFactName name;
  const char *all;
} filters[] = {
  { CLINIC_NAMES_DOCTOR, N_ ("All doctors") },
  { CLINIC_NAMES_SPECIALTY, N_ ("All specialties") },
  { CLINIC_NAMES_SOURCE, N_ ("All sources") },
  { CLINIC_NAMES_USER, N_ ("All employees") },
};

struct _DeskReportQuestion
{
  GtkWidget parent_instance;

  ClinicQuestion *question; /* owned */
  GArray *groupings;        /* owned, of ClinicGrouping: those of the measure */
  int today;
  gboolean filling;

  GtkDropDown *measure; /* owned children, as all below */
  GtkDropDown *period;
  DeskDays *days;
  GtkDropDown *grouping;
  GtkDropDown *comparison;
  DeskReportChoice *choices[G_N_ELEMENTS (filters)];
};

G_DEFINE_FINAL_TYPE (DeskReportQuestion, desk_report_question, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- showing the question --- */

static void
fill_groupings (DeskReportQuestion *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->groupings, 0);
  for (ClinicGrouping i = CLINIC_GROUPING_NONE; i < CLINIC_N_GROUPINGS; i++)
    {
      if (!clinic_measure_has_grouping (self->question->measure, i))
        continue;
      if (i == self->question->grouping)
        chosen = self->groupings->len;
      g_array_append_val (self->groupings, i);
      gtk_string_list_append (list, clinic_grouping_get_title (i));
    }
  gtk_drop_down_set_model (self->grouping, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->grouping, chosen);
}

static void
show (DeskReportQuestion *self)
{
  int from, to;

  self->filling = TRUE;
  gtk_drop_down_set_selected (self->measure, self->question->measure);
  gtk_drop_down_set_selected (self->period, self->question->period);
  gtk_drop_down_set_selected (self->comparison, self->question->comparison);
  fill_groupings (self);
  clinic_question_get_days (self->question, self->today, &from, &to);
  desk_days_set (self->days, from, to);
  gtk_widget_set_visible (GTK_WIDGET (self->days), self->question->period == CLINIC_PERIOD_DAYS);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      GStrv keys = self->question->filters[filters[i].name];

      desk_report_choice_set_key (self->choices[i], keys != NULL ? keys[0] : NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->choices[i]),
                              clinic_measure_has_name (self->question->measure, filters[i].name));
    }
  self->filling = FALSE;
}

static void
changed (DeskReportQuestion *self)
{
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- choosing its parts --- */

/* What the new measure's rows do not have is no longer asked. */
static void
on_measure_cb (DeskReportQuestion *self)
{
  if (self->filling)
    return;

  self->question->measure = (ClinicMeasure) gtk_drop_down_get_selected (self->measure);
  if (!clinic_measure_has_grouping (self->question->measure, self->question->grouping))
    self->question->grouping = CLINIC_GROUPING_NONE;
  for (ClinicFactName name = CLINIC_NAMES_DOCTOR; name < CLINIC_N_NAMES; name++)
    if (!clinic_measure_has_name (self->question->measure, name))
      clinic_question_set_filter (self->question, name, NULL);
  changed (self);
}

/* Chosen days begin as those that were asked for last. */
static void
on_period_cb (DeskReportQuestion *self)
{
  int from, to;

  if (self->filling)
    return;

  clinic_question_get_days (self->question, self->today, &from, &to);
  self->question->from = from;
  self->question->to = to;
  self->question->period = (ClinicPeriod) gtk_drop_down_get_selected (self->period);
  changed (self);
}

static void
on_days_cb (DeskReportQuestion *self)
{
  if (self->filling)
    return;

  desk_days_get (self->days, &self->question->from, &self->question->to);
  changed (self);
}

static void
on_grouping_cb (DeskReportQuestion *self)
{
  guint selected = gtk_drop_down_get_selected (self->grouping);

  if (self->filling || selected >= self->groupings->len)
    return;

  self->question->grouping = g_array_index (self->groupings, ClinicGrouping, selected);
  changed (self);
}

static void
on_comparison_cb (DeskReportQuestion *self)
{
  if (self->filling)
    return;

  self->question->comparison = (ClinicComparison) gtk_drop_down_get_selected (self->comparison);
  changed (self);
}

static void
on_choice_cb (DeskReportQuestion *self, DeskReportChoice *choice)
{
  const char *keys[] = { desk_report_choice_get_key (choice), NULL };

  if (self->filling)
    return;

  clinic_question_set_filter (self->question, desk_report_choice_get_name (choice),
                              keys[0] != NULL ? keys : NULL);
  changed (self);
}

/* --- the widget --- */

static GtkDropDown *
add_drop_down (DeskReportQuestion *self, GtkStringList *list, const char *name, GCallback callback)
{
  GtkExpression *words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *down = gtk_drop_down_new (G_LIST_MODEL (list), words);

  gtk_widget_set_tooltip_text (down, name);
  desk_name_drop_down (GTK_DROP_DOWN (down), name);
  gtk_widget_set_parent (down, GTK_WIDGET (self));
  g_signal_connect_object (down, "notify::selected", callback, self, G_CONNECT_SWAPPED);

  return GTK_DROP_DOWN (down);
}

static void
add_measures (DeskReportQuestion *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (ClinicMeasure i = CLINIC_MEASURE_CALLS_HANDLED; i < CLINIC_N_MEASURES; i++)
    gtk_string_list_append (list, clinic_measure_get_title (i));
  self->measure = add_drop_down (self, list, _ ("What is counted"), G_CALLBACK (on_measure_cb));
  gtk_drop_down_set_enable_search (self->measure, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->measure), "report-measure");
}

static void
add_periods (DeskReportQuestion *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (ClinicPeriod i = CLINIC_PERIOD_DAYS; i < CLINIC_N_PERIODS; i++)
    gtk_string_list_append (list, clinic_period_get_title (i));
  self->period = add_drop_down (self, list, _ ("Period"), G_CALLBACK (on_period_cb));
  self->days = DESK_DAYS (desk_days_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->days), GTK_WIDGET (self));
  g_signal_connect_object (self->days, "changed", G_CALLBACK (on_days_cb), self, G_CONNECT_SWAPPED);
}

static void
add_choices (DeskReportQuestion *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      self->choices[i] =
        DESK_REPORT_CHOICE (desk_report_choice_new (filters[i].name, _ (filters[i].all)));
      gtk_widget_set_parent (GTK_WIDGET (self->choices[i]), GTK_WIDGET (self));
      g_signal_connect_object (self->choices[i], "changed", G_CALLBACK (on_choice_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
desk_report_question_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  DESK_REPORT_QUESTION (object)->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (desk_report_question_parent_class)->dispose (object);
}

static void
desk_report_question_finalize (GObject *object)
{
  DeskReportQuestion *self = DESK_REPORT_QUESTION (object);

  g_clear_pointer (&self->question, clinic_question_free);
  g_clear_pointer (&self->groupings, g_array_unref);

  G_OBJECT_CLASS (desk_report_question_parent_class)->finalize (object);
}

static void
desk_report_question_class_init (DeskReportQuestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_report_question_dispose;
  object_class->finalize = desk_report_question_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_REPORT_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_report_question_init (DeskReportQuestion *self)
{
  GtkStringList *comparisons = gtk_string_list_new (NULL);

  gtk_string_list_append (comparisons, _ ("without comparison"));
  gtk_string_list_append (comparisons, _ ("against the period before"));
  gtk_string_list_append (comparisons, _ ("against a year ago"));
  self->groupings = g_array_new (FALSE, FALSE, sizeof (ClinicGrouping));
  self->question =
    clinic_question_new (CLINIC_MEASURE_FIRST_PATIENTS, CLINIC_GROUPING_BY (CLINIC_NAMES_SOURCE));
  self->question->comparison = CLINIC_COMPARISON_PREVIOUS;
  gtk_widget_set_layout_manager (GTK_WIDGET (self), desk_wrap_layout_new (6));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The question"), -1);

  self->filling = TRUE;
  add_measures (self);
  add_periods (self);
  self->grouping = add_drop_down (self, gtk_string_list_new (NULL), _ ("A line for each"),
                                  G_CALLBACK (on_grouping_cb));
  self->comparison =
    add_drop_down (self, comparisons, _ ("Comparison"), G_CALLBACK (on_comparison_cb));
  add_choices (self);
  self->filling = FALSE;
}

GtkWidget *
desk_report_question_new (int today)
{
  DeskReportQuestion *self = g_object_new (DESK_TYPE_REPORT_QUESTION, NULL);

  self->today = today;
  show (self);

  return GTK_WIDGET (self);
}

void
desk_report_question_set (DeskReportQuestion *self, const ClinicQuestion *question)
{
  g_return_if_fail (DESK_IS_REPORT_QUESTION (self));

  if (clinic_question_equal (self->question, question))
    return;
  g_clear_pointer (&self->question, clinic_question_free);
  self->question = clinic_question_copy (question);
  changed (self);
}

const ClinicQuestion *
desk_report_question_get (DeskReportQuestion *self)
{
  g_return_val_if_fail (DESK_IS_REPORT_QUESTION (self), NULL);

  return self->question;
}

void
desk_report_question_set_facts (DeskReportQuestion *self, ClinicFacts *facts)
{
  g_return_if_fail (DESK_IS_REPORT_QUESTION (self));

  self->filling = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    desk_report_choice_set_facts (self->choices[i], facts);
  self->filling = FALSE;
}

void
desk_report_question_focus (DeskReportQuestion *self)
{
  g_return_if_fail (DESK_IS_REPORT_QUESTION (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->measure));
}

void
desk_report_question_append (DeskReportQuestion *self, GtkWidget *widget)
{
  g_return_if_fail (DESK_IS_REPORT_QUESTION (self));

  gtk_widget_set_parent (widget, GTK_WIDGET (self));
}
