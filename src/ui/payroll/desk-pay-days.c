/* desk-pay-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-days"

#include "desk-pay-days.h"

#include <glib/gi18n.h>

#include "clinic-pay-days.h"
#include "desk-pay-words.h"

struct _DeskPayDays
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkWidget *heads;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DeskPayDays, desk_pay_days, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef enum
{
  DAY,
  PLAN,
  FACT,
  PAID,
  OVERTIME,
  LATE,
  N_COLUMNS
} Column;

static const struct
{
  const char *title;
  int chars;
} columns[N_COLUMNS] = {
  [DAY] = { NC_ ("pay by day", "Day"), 8 },
  [PLAN] = { NC_ ("pay by day", "Schedule"), 10 },
  [FACT] = { NC_ ("pay by day", "Fact"), 10 },
  [PAID] = { NC_ ("pay by day", "Paid"), 7 },
  [OVERTIME] = { NC_ ("pay by day", "Overtime"), 9 },
  [LATE] = { NC_ ("pay by day", "Late"), 7 },
};

static const char *
get_title (Column column)
{
  return g_dpgettext2 (NULL, "pay by day", columns[column].title);
}

static char *
dup_leave (const ClinicFactWork *work)
{
  if (work->kind == CLINIC_WORK_SICK)
    return g_strdup (C_ ("pay by day", "sick leave"));

  return work->kind == CLINIC_WORK_VACATION ? g_strdup (C_ ("pay by day", "vacation"))
                                            : desk_pay_span (work->plan_start, work->plan_end);
}

static char *
dup_cell (const ClinicPayDay *day, Column column, gint64 now)
{
  switch (column)
    {
    case DAY:
      return desk_pay_day (day->work->day, now);
    case PLAN:
      return dup_leave (day->work);
    case FACT:
      return desk_pay_span (day->work->fact_start, day->end);
    case PAID:
      return desk_pay_length (day->shift != NULL ? day->shift->paid : 0);
    case OVERTIME:
      return desk_pay_length (day->shift != NULL ? day->shift->overtime : 0);
    case LATE:
    case N_COLUMNS:
    default:
      return desk_pay_length (day->late);
    }
}

static GtkWidget *
new_cell (const char *text, Column column, gboolean is_head)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column < PAID ? 0 : 1);
  gtk_label_set_width_chars (GTK_LABEL (label), columns[column].chars);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, is_head ? "dim-label" : "numeric");
  if (is_head)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      /* not by style: columns are as wide as their characters in the style's font */
      pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
      gtk_label_set_attributes (GTK_LABEL (label), attributes);
    }

  return label;
}

static GtkWidget *
new_row (const ClinicPayDay *day, const ClinicPaySheet *sheet, gint64 now)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *notes = clinic_pay_day_dup_notes (day, sheet);
  g_autoptr (GString) spoken = g_string_new (NULL);

  gtk_widget_add_css_class (box, "pay-day");
  for (Column i = DAY; i < N_COLUMNS; i++)
    {
      g_autofree char *text = dup_cell (day, i, now);

      gtk_box_append (GTK_BOX (line), new_cell (text, i, FALSE));
      if (i == DAY)
        g_string_append (spoken, text);
      else if (*text != '\0')
        g_string_append_printf (spoken, ", %s: %s", get_title (i), text);
    }
  gtk_box_append (GTK_BOX (box), line);
  if (*notes != '\0')
    {
      g_string_append_printf (spoken, ". %s", notes);
      gtk_box_append (GTK_BOX (box),
                      g_object_new (GTK_TYPE_LABEL, "label", notes, "xalign", 0.0, "wrap", TRUE,
                                    "css-classes", (const char *[]){ "pay-note", NULL }, NULL));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  -1);

  return row;
}

static void
on_activated_cb (DeskPayDays *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPENED], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
desk_pay_days_dispose (GObject *object)
{
  g_clear_pointer (&DESK_PAY_DAYS (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_pay_days_parent_class)->dispose (object);
}

static void
desk_pay_days_class_init (DeskPayDaysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_pay_days_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[OPENED] = g_signal_new ("opened", DESK_TYPE_PAY_DAYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
desk_pay_days_init (DeskPayDays *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->heads = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (self->heads, "pay-heads");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days of the month"), -1);
  for (Column i = DAY; i < N_COLUMNS; i++)
    gtk_box_append (GTK_BOX (self->heads), new_cell (get_title (i), i, TRUE));
  gtk_box_append (GTK_BOX (self->box), self->heads);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
desk_pay_days_new (void)
{
  return g_object_new (DESK_TYPE_PAY_DAYS, NULL);
}

void
desk_pay_days_show (DeskPayDays *self,
                    const ClinicPayInputs *inputs,
                    const ClinicPaySheet *sheet,
                    gint64 now)
{
  g_autoptr (GArray) days = NULL;
  GtkListBoxRow *row = NULL;

  g_return_if_fail (DESK_IS_PAY_DAYS (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (sheet != NULL)
    days = clinic_pay_days_new (inputs, sheet);
  for (guint i = 0; days != NULL && i < days->len; i++)
    gtk_list_box_append (self->list, new_row (&g_array_index (days, ClinicPayDay, i), sheet, now));
  gtk_widget_set_visible (GTK_WIDGET (self), days != NULL && days->len > 0);
}
