/* desk-report-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-rows"

#include "desk-report-rows.h"

#include <glib/gi18n.h>

#include "desk-archive-rows.h"
#include "desk-rows-title.h"
#include "desk-wrap-layout.h"

/* the figures that have rows */
typedef enum
{
  OF_PART,
  OF_WHOLE,
  OF_RIPENING,
  OF_UNKNOWN,
  OF_BEFORE,
  N_FIGURES
} Figure;

struct _DeskReportRows
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  DeskRowsTitle *title;
  GtkWidget *figures;
  GtkToggleButton *buttons[N_FIGURES];
  DeskArchiveRows *rows;

  ClinicSession *session; /* owned */
  ClinicReport *report;   /* owned, nullable */
  ClinicFacts *facts;     /* owned, nullable: of the report */
  ClinicReportLine line;  /* of the report */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DeskReportRows, desk_report_rows, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- the figures --- */

/* (nullable): the group that has the rows, and of which report it is */
static const ClinicReportGroup *
get_group (DeskReportRows *self, Figure figure, ClinicReport **report)
{
  *report = figure == OF_BEFORE ? clinic_report_get_before (self->report) : self->report;

  return figure == OF_BEFORE ? self->line.before : self->line.group;
}

static ClinicFigure
get_figure (Figure figure)
{
  switch (figure)
    {
    case OF_WHOLE:
      return CLINIC_FIGURE_WHOLE;
    case OF_RIPENING:
      return CLINIC_FIGURE_RIPENING;
    case OF_UNKNOWN:
      return CLINIC_FIGURE_UNKNOWN;
    case OF_PART:
    case OF_BEFORE:
    case N_FIGURES:
    default:
      return CLINIC_FIGURE_PART;
    }
}

static gint64
get_count (DeskReportRows *self, Figure figure)
{
  ClinicReport *report = NULL;
  const ClinicReportGroup *group = get_group (self, figure, &report);

  return group != NULL ? group->figures[get_figure (figure)] : 0;
}

static void
show_figure (DeskReportRows *self, Figure figure)
{
  ClinicReport *report = NULL;
  const ClinicReportGroup *group = get_group (self, figure, &report);
  g_autoptr (GArray) rows =
    group != NULL
      ? clinic_report_dup_rows (report, group == clinic_report_get_total (report) ? NULL : group,
                                get_figure (figure))
      : NULL;

  desk_archive_rows_show (self->rows, rows, self->facts, desk_rows_title_get (self->title));
}

static void
on_figure_cb (DeskReportRows *self, GtkToggleButton *button)
{
  if (self->filling || !gtk_toggle_button_get_active (button))
    return;
  for (Figure i = OF_PART; i < N_FIGURES; i++)
    if (self->buttons[i] == button)
      show_figure (self, i);
}

/* (transfer full): «Of them: 66» */
static char *
dup_words (DeskReportRows *self, Figure figure, const char *count)
{
  ClinicMeasureUnit unit =
    clinic_measure_get_unit (clinic_report_get_question (self->report)->measure);

  switch (figure)
    {
    case OF_WHOLE:
      return g_strdup_printf (C_ ("report rows", "All: %s"), count);
    case OF_RIPENING:
      return g_strdup_printf (C_ ("report rows", "Ripening: %s"), count);
    case OF_UNKNOWN:
      return g_strdup_printf (C_ ("report rows", "Not known: %s"), count);
    case OF_BEFORE:
      return g_strdup_printf (C_ ("report rows", "Before: %s"), count);
    case OF_PART:
    case N_FIGURES:
    default:
      return unit == CLINIC_UNIT_RATE ? g_strdup_printf (C_ ("report rows", "Of them: %s"), count)
                                      : g_strdup_printf (C_ ("report rows", "Counted: %s"), count);
    }
}

static Figure
choose_figure (DeskReportRows *self, ClinicReportColumn column)
{
  Figure wanted = column == CLINIC_REPORT_WHOLE      ? OF_WHOLE
                  : column == CLINIC_REPORT_RIPENING ? OF_RIPENING
                  : column == CLINIC_REPORT_UNKNOWN  ? OF_UNKNOWN
                  : column == CLINIC_REPORT_BEFORE   ? OF_BEFORE
                                                     : OF_PART;

  if (get_count (self, wanted) > 0)
    return wanted;
  for (Figure i = OF_PART; i < N_FIGURES; i++)
    if (get_count (self, i) > 0)
      return i;

  return OF_PART;
}

static void
show_figures (DeskReportRows *self, Figure chosen)
{
  self->filling = TRUE;
  for (Figure i = OF_PART; i < N_FIGURES; i++)
    {
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, get_count (self, i));
      g_autofree char *text = dup_words (self, i, count);

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), text);
      gtk_toggle_button_set_active (self->buttons[i], i == chosen);
      gtk_widget_set_visible (GTK_WIDGET (self->buttons[i]),
                              i == OF_PART || get_count (self, i) > 0);
    }
  self->filling = FALSE;
}

/* --- the widget --- */

static void
on_close_cb (DeskReportRows *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
desk_report_rows_dispose (GObject *object)
{
  DeskReportRows *self = DESK_REPORT_ROWS (object);

  if (self->box != NULL)
    desk_report_rows_clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_report_rows_parent_class)->dispose (object);
}

static void
desk_report_rows_class_init (DeskReportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_report_rows_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CLOSED] = g_signal_new ("closed", DESK_TYPE_REPORT_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
add_title (DeskReportRows *self)
{
  GtkWidget *title = desk_rows_title_new ();

  self->title = DESK_ROWS_TITLE (title);
  g_signal_connect_object (title, "closed", G_CALLBACK (on_close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), title);
}

static void
add_figures (DeskReportRows *self)
{
  self->figures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->figures, desk_wrap_layout_new (6));
  for (Figure i = OF_PART; i < N_FIGURES; i++)
    {
      self->buttons[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      if (i > OF_PART)
        gtk_toggle_button_set_group (self->buttons[i], self->buttons[OF_PART]);
      gtk_widget_set_parent (GTK_WIDGET (self->buttons[i]), self->figures);
      g_signal_connect_object (self->buttons[i], "toggled", G_CALLBACK (on_figure_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_box_append (GTK_BOX (self->box), self->figures);
}

static void
add_rows (DeskReportRows *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *rows = desk_archive_rows_new (self->session);

  self->rows = DESK_ARCHIVE_ROWS (rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), rows);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->box), scrolled);
}

static void
desk_report_rows_init (DeskReportRows *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_add_css_class (self->box, "report-rows");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_title (self);
  add_figures (self);
}

GtkWidget *
desk_report_rows_new (ClinicSession *session)
{
  DeskReportRows *self = g_object_new (DESK_TYPE_REPORT_ROWS, NULL);

  self->session = g_object_ref (session);
  add_rows (self);

  return GTK_WIDGET (self);
}

void
desk_report_rows_show (DeskReportRows *self,
                       ClinicReport *report,
                       ClinicFacts *facts,
                       const ClinicReportLine *line,
                       ClinicReportColumn column)
{
  ClinicReportLine chosen;
  g_autofree char *name = NULL;
  Figure figure;

  g_return_if_fail (DESK_IS_REPORT_ROWS (self));
  g_return_if_fail (line != NULL);

  chosen = *line;
  g_set_object (&self->report, report);
  g_set_object (&self->facts, facts);
  self->line = chosen;
  name = clinic_report_dup_name (report, &chosen);
  desk_rows_title_set (self->title, name);
  figure = choose_figure (self, column);
  show_figures (self, figure);
  show_figure (self, figure);
}

void
desk_report_rows_clear (DeskReportRows *self)
{
  g_return_if_fail (DESK_IS_REPORT_ROWS (self));

  desk_archive_rows_clear (self->rows);
  self->line = (ClinicReportLine){ 0 };
  g_clear_object (&self->report);
  g_clear_object (&self->facts);
}
