/* desk-report-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-table"

#include "desk-report-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk-chart-words.h"

/* Two years of days are many rows: so many are made in one frame. */
#define ROWS_PER_FRAME 12
#define NUMBER_CHARS 7
#define AMOUNT_CHARS 12

struct _DeskReportTable
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkWidget *heads;
  GtkListBox *list;

  ClinicReport *report; /* owned, nullable */
  GArray *columns;      /* owned, nullable, of ClinicReportColumn */
  GArray *lines;        /* owned, nullable, of ClinicReportLine: the last is the total */
  guint n_made;
  guint tick;                 /* id, 0: all rows are there */
  ClinicReportColumn pressed; /* on which number the pointer is down; NAME: on none */
};

G_DEFINE_FINAL_TYPE (DeskReportTable, desk_report_table, GTK_TYPE_WIDGET)

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

/* --- cells --- */

/* (transfer full): as people read it; with a sign where it is a change */
static char *
dup_cell (DeskReportTable *self, const ClinicReportLine *line, ClinicReportColumn column)
{
  gint64 number = CLINIC_SHEET_EMPTY;
  g_autofree char *text = NULL;

  if (column == CLINIC_REPORT_NAME)
    return clinic_report_dup_name (self->report, line);
  number = clinic_report_get_number (self->report, line, column);
  if (number == CLINIC_SHEET_EMPTY)
    return g_strdup ("—");
  text = desk_chart_value (clinic_report_get_kind (self->report, column), number);

  return column == CLINIC_REPORT_CHANGE && number > 0 ? g_strconcat ("+", text, NULL)
                                                      : g_steal_pointer (&text);
}

/* By attributes and not by style: widths in characters are those of the style's font, and columns
 * must be equally wide in the heads, the lines and the total. */
static void
set_look (GtkWidget *label, gboolean is_head, gboolean is_total)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (is_head)
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  if (is_total)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static int
get_chars (DeskReportTable *self, ClinicReportColumn column)
{
  const char *head = clinic_report_get_head (self->report, column);

  return MAX (column == CLINIC_REPORT_AMOUNT ? AMOUNT_CHARS : NUMBER_CHARS,
              (int) g_utf8_strlen (head, -1));
}

static GtkWidget *
new_cell (DeskReportTable *self, const char *text, ClinicReportColumn column)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set_qdata (G_OBJECT (label), column_quark (), GUINT_TO_POINTER (column));
  if (column == CLINIC_REPORT_NAME)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0.0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), 12);
      gtk_widget_set_hexpand (label, TRUE);
      return label;
    }
  gtk_label_set_xalign (GTK_LABEL (label), 1.0);
  gtk_label_set_width_chars (GTK_LABEL (label), get_chars (self, column));
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static ClinicReportColumn
get_column (DeskReportTable *self, guint nth)
{
  return g_array_index (self->columns, ClinicReportColumn, nth);
}

static const ClinicReportLine *
get_line (DeskReportTable *self, guint nth)
{
  return &g_array_index (self->lines, ClinicReportLine, nth);
}

static void
fill_heads (DeskReportTable *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->heads)) != NULL)
    gtk_box_remove (GTK_BOX (self->heads), child);
  for (guint i = 0; i < self->columns->len; i++)
    {
      ClinicReportColumn column = get_column (self, i);
      GtkWidget *label = new_cell (self, clinic_report_get_head (self->report, column), column);

      gtk_widget_add_css_class (label, "dim-label");
      set_look (label, TRUE, FALSE);
      gtk_box_append (GTK_BOX (self->heads), label);
    }
}

/* the numbers of a row that is there already: what has the focus keeps it */
static void
fill_row (DeskReportTable *self, GtkWidget *row, guint nth)
{
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *label = gtk_widget_get_first_child (box);
  g_autoptr (GString) spoken = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++, label = gtk_widget_get_next_sibling (label))
    {
      ClinicReportColumn column = get_column (self, i);
      g_autofree char *text = dup_cell (self, get_line (self, nth), column);

      gtk_label_set_text (GTK_LABEL (label), text);
      if (i > 0)
        g_string_append_printf (spoken, ", %s: ", clinic_report_get_head (self->report, column));
      g_string_append (spoken, text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Opens the rows"), -1);
}

static GtkWidget *
new_row (DeskReportTable *self, guint nth)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (box, "report-line");
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *label = new_cell (self, "", get_column (self, i));

      set_look (label, FALSE, nth + 1 == self->lines->len);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  fill_row (self, row, nth);

  return row;
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DeskReportTable *self = DESK_REPORT_TABLE (widget);

  for (guint i = 0; i < ROWS_PER_FRAME && self->n_made < self->lines->len; i++)
    gtk_list_box_append (self->list, new_row (self, self->n_made++));
  if (self->n_made < self->lines->len)
    return G_SOURCE_CONTINUE;
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
forget_report (DeskReportTable *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->report);
}

static void
clear_rows (DeskReportTable *self)
{
  GtkListBoxRow *row = NULL;

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->n_made = 0;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* as many lines of the same columns: only the numbers are others */
static gboolean
is_alike (DeskReportTable *self, GArray *columns, GArray *lines)
{
  return self->lines != NULL && self->n_made == self->lines->len &&
         lines->len == self->lines->len && columns->len == self->columns->len &&
         memcmp (columns->data, self->columns->data, columns->len * sizeof (ClinicReportColumn)) ==
           0;
}

/* --- opening --- */

/* Which number is under the pointer; the list's own gesture says which line. */
static void
on_pressed_cb (DeskReportTable *self, int n_press, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  self->pressed = CLINIC_REPORT_NAME;
  if (GTK_IS_LABEL (picked))
    self->pressed = (ClinicReportColumn) GPOINTER_TO_UINT (
      g_object_get_qdata (G_OBJECT (picked), column_quark ()));
}

static void
on_activated_cb (DeskReportTable *self, GtkListBoxRow *row)
{
  ClinicReportColumn column = self->pressed;
  guint nth = (guint) gtk_list_box_row_get_index (row);

  self->pressed = CLINIC_REPORT_NAME;
  if (self->lines != NULL && nth < self->lines->len)
    g_signal_emit (self, signals[OPENED], 0, get_line (self, nth), column);
}

void
desk_report_table_open (DeskReportTable *self, guint nth)
{
  g_return_if_fail (DESK_IS_REPORT_TABLE (self));

  if (self->lines == NULL || nth >= self->lines->len)
    return;
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) nth));
  g_signal_emit (self, signals[OPENED], 0, get_line (self, nth), CLINIC_REPORT_NAME);
}

/* --- the widget --- */

static void
desk_report_table_dispose (GObject *object)
{
  DeskReportTable *self = DESK_REPORT_TABLE (object);

  if (self->box != NULL)
    clear_rows (self);
  forget_report (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_report_table_parent_class)->dispose (object);
}

static void
desk_report_table_class_init (DeskReportTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_report_table_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[OPENED] = g_signal_new ("opened", DESK_TYPE_REPORT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT);
}

static void
desk_report_table_init (DeskReportTable *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->heads = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (self->heads, "report-heads");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Table of the report"), -1);
  gtk_box_append (GTK_BOX (self->box), self->heads);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (on_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (gesture));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
desk_report_table_new (void)
{
  return g_object_new (DESK_TYPE_REPORT_TABLE, NULL);
}

void
desk_report_table_set_report (DeskReportTable *self, ClinicReport *report)
{
  g_autoptr (GArray) columns = NULL;
  g_autoptr (GArray) lines = NULL;
  ClinicReportLine total;
  gboolean alike = FALSE;

  g_return_if_fail (DESK_IS_REPORT_TABLE (self));
  g_return_if_fail (CLINIC_IS_REPORT (report));

  columns = clinic_report_dup_columns (report);
  lines = clinic_report_dup_lines (report);
  total = clinic_report_get_total_line (report);
  g_array_append_val (lines, total);
  alike = is_alike (self, columns, lines);
  forget_report (self);
  self->report = g_object_ref (report);
  self->columns = g_steal_pointer (&columns);
  self->lines = g_steal_pointer (&lines);
  fill_heads (self);
  for (guint i = 0; alike && i < self->n_made; i++)
    fill_row (self, GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)), i);
  if (alike)
    return;

  clear_rows (self);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}
