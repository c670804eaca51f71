/* desk-report-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-head"

#include "desk-report-head.h"

#include <glib/gi18n.h>

#include "desk-chart-words.h"
#include "desk-format.h"
#include "desk-wrap-layout.h"

struct _DeskReportHead
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkLabel *days;
  GtkWidget *figures;
  GtkExpander *expander;
  GtkLabel *formula;
};

G_DEFINE_FINAL_TYPE (DeskReportHead, desk_report_head, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GQuark
column_quark (void)
{
  return g_quark_from_static_string ("desk-report-column");
}

/* --- words --- */

/* (transfer full): the number that matters: "128", "55,0 %", "11 min" */
static char *
dup_main (ClinicReport *report, const ClinicReportGroup *group)
{
  ClinicMeasureUnit unit = clinic_measure_get_unit (clinic_report_get_question (report)->measure);

  if (unit == CLINIC_UNIT_COUNT)
    return desk_chart_value (CLINIC_SHEET_COUNT, group->figures[CLINIC_FIGURE_PART]);
  if (unit == CLINIC_UNIT_RATE || unit == CLINIC_UNIT_LOAD)
    return group->share >= 0 ? desk_chart_percent (group->share) : g_strdup ("—");

  return group->value >= 0 ? desk_format_duration (group->value) : g_strdup ("—");
}

/* (transfer full): what is said beside it: "66 of 120" */
static char *
dup_caption (ClinicReport *report, const ClinicReportGroup *group)
{
  ClinicMeasureUnit unit = clinic_measure_get_unit (clinic_report_get_question (report)->measure);
  ClinicSheetKind kind = clinic_report_get_kind (report, CLINIC_REPORT_PART);
  gint64 part = unit == CLINIC_UNIT_LOAD ? group->sum : group->figures[CLINIC_FIGURE_PART];
  g_autofree char *number = desk_chart_value (kind, part);
  g_autofree char *whole = desk_chart_value (kind, group->whole);

  if (unit == CLINIC_UNIT_RATE || unit == CLINIC_UNIT_LOAD)
    /* Translators: a rate: 66 of 120 */
    return g_strdup_printf (C_ ("report", "%1$s of %2$s"), number, whole);
  if (unit == CLINIC_UNIT_COUNT)
    return group->amount != 0 ? desk_format_money (group->amount)
                              : g_strdup (C_ ("report", "in all"));

  return g_strdup_printf (ngettext ("in %u case", "in %u cases", (guint) part), (guint) part);
}

/* (transfer full) (nullable): "+12 (+10,3 %)", "−1,4 points" */
static char *
dup_change (ClinicReport *report)
{
  ClinicReportLine total = clinic_report_get_total_line (report);
  ClinicSheetKind kind = clinic_report_get_kind (report, CLINIC_REPORT_CHANGE);
  gint64 change = clinic_report_get_number (report, &total, CLINIC_REPORT_CHANGE);
  gint64 before = clinic_report_get_number (report, &total, CLINIC_REPORT_BEFORE);
  const char *sign = change > 0 ? "+" : change < 0 ? "−" : "";
  g_autofree char *size = NULL;
  g_autofree char *percent = NULL;

  if (change == CLINIC_SHEET_EMPTY)
    return NULL;
  if (kind == CLINIC_SHEET_PERCENT)
    return g_strdup_printf (_ ("%1$s%2$d,%3$d points"), sign, (int) (ABS (change) / 10),
                            (int) (ABS (change) % 10));
  size = clinic_measure_get_unit (clinic_report_get_question (report)->measure) == CLINIC_UNIT_COUNT
           ? desk_chart_value (CLINIC_SHEET_COUNT, ABS (change))
           : desk_format_duration (ABS (change));
  if (before <= 0)
    return g_strconcat (sign, size, NULL);
  percent = desk_chart_percent (ABS (change) * 1000 / before);

  return g_strdup_printf ("%s%s (%s%s)", sign, size, sign, percent);
}

/* --- the figures --- */

static void
on_figure_cb (GtkButton *button)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (button), DESK_TYPE_REPORT_HEAD);

  g_signal_emit (self, signals[OPENED], 0,
                 GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (button), column_quark ())));
}

static void
add_figure (DeskReportHead *self, const char *number, const char *words, ClinicReportColumn column)
{
  g_autofree char *spoken = g_strdup_printf ("%s, %s", number, words);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "label", number, "xalign", 0.0, "css-classes",
                                (const char *[]){ "title-3", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0,
                                               "wrap", TRUE, "max-width-chars", 30, "css-classes",
                                               (const char *[]){ "caption", NULL }, NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "loss-figure");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Opens the rows"), -1);
  g_object_set_qdata (G_OBJECT (button), column_quark (), GUINT_TO_POINTER (column));
  g_signal_connect (button, "clicked", G_CALLBACK (on_figure_cb), NULL);
  gtk_widget_set_parent (button, self->figures);
}

static void
add_before (DeskReportHead *self, ClinicReport *report)
{
  g_autofree char *change = NULL;
  g_autofree char *before = NULL;
  g_autofree char *days = NULL;
  g_autofree char *words = NULL;

  if (!clinic_report_is_compared (report))
    return;
  change = dup_change (report);
  before = dup_main (report, clinic_report_get_total (clinic_report_get_before (report)));
  days = clinic_report_dup_days (clinic_report_get_before (report));
  /* Translators: how many there were in the days it is compared with: “before: 5 (1 Oct – 21 Oct)”
   */
  words = g_strdup_printf (_ ("before: %1$s (%2$s)"), before, days);
  add_figure (self, change != NULL ? change : "—", words, CLINIC_REPORT_BEFORE);
}

static void
add_rest (DeskReportHead *self, gint64 count, const char *words, ClinicReportColumn column)
{
  g_autofree char *number = desk_chart_value (CLINIC_SHEET_COUNT, count);

  if (count > 0)
    add_figure (self, number, words, column);
}

static void
show_figures (DeskReportHead *self, ClinicReport *report)
{
  const ClinicReportGroup *total = clinic_report_get_total (report);
  g_autofree char *number = dup_main (report, total);
  g_autofree char *caption = dup_caption (report, total);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->figures)) != NULL)
    gtk_widget_unparent (child);
  add_figure (self, number, caption, CLINIC_REPORT_PART);
  add_before (self, report);
  add_rest (self, total->figures[CLINIC_FIGURE_RIPENING], _ ("ripening: not decided yet"),
            CLINIC_REPORT_RIPENING);
  add_rest (self, total->figures[CLINIC_FIGURE_UNKNOWN], _ ("not known: the portal does not tell"),
            CLINIC_REPORT_UNKNOWN);
}

static void
show_formula (DeskReportHead *self, ClinicReport *report)
{
  const char *const *rules = clinic_report_get_rules (report);
  g_autoptr (GString) text =
    g_string_new (clinic_measure_get_formula (clinic_report_get_question (report)->measure));

  for (gsize i = 0; rules[i] != NULL; i++)
    g_string_append_printf (text, "\n%s", rules[i]);
  gtk_label_set_text (self->formula, text->str);
}

/* --- the widget --- */

static void
desk_report_head_dispose (GObject *object)
{
  g_clear_pointer (&DESK_REPORT_HEAD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_report_head_parent_class)->dispose (object);
}

static void
desk_report_head_class_init (DeskReportHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_report_head_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[OPENED] = g_signal_new ("opened", DESK_TYPE_REPORT_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
new_label (const char *style)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "css-classes", (const char *[]){ style, NULL }, NULL);
}

static void
desk_report_head_init (DeskReportHead *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->days = GTK_LABEL (new_label ("title-4"));
  self->figures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->formula = GTK_LABEL (new_label ("dim-label"));
  self->expander = GTK_EXPANDER (gtk_expander_new (_ ("How it is counted")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How it is counted"), -1);
  gtk_widget_set_layout_manager (self->figures, desk_wrap_layout_new (6));
  /* GtkExpander (4.8) gives Tab to a child that is folded away, which then never lets go of it. */
  g_object_bind_property (self->expander, "expanded", self->formula, "selectable",
                          G_BINDING_SYNC_CREATE);
  gtk_expander_set_child (self->expander, GTK_WIDGET (self->formula));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->days));
  gtk_box_append (GTK_BOX (self->box), self->figures);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->expander));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
desk_report_head_new (void)
{
  return g_object_new (DESK_TYPE_REPORT_HEAD, NULL);
}

void
desk_report_head_set_report (DeskReportHead *self, ClinicReport *report)
{
  g_autofree char *days = NULL;

  g_return_if_fail (DESK_IS_REPORT_HEAD (self));

  days = clinic_report_dup_days (report);
  gtk_label_set_text (self->days, days);
  show_figures (self, report);
  show_formula (self, report);
}

void
desk_report_head_toggle_formula (DeskReportHead *self)
{
  g_return_if_fail (DESK_IS_REPORT_HEAD (self));

  gtk_expander_set_expanded (self->expander, !gtk_expander_get_expanded (self->expander));
}
