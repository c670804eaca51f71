/* desk-loss-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-loss-row"

#include "desk-loss-row.h"

#include <glib/gi18n.h>

#include "desk-format.h"

#define COUNT_CHARS 5
#define SHARE_CHARS 7
#define MONEY_CHARS 11

char *
desk_loss_percent (int tenths)
{
  if (tenths < 0)
    return g_strdup ("");

  /* Translators: a share: 8.4% */
  return g_strdup_printf (_ ("%.1f%%"), tenths / 10.0);
}

static void
add_number (GtkWidget *line, const char *text, int chars, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1.0);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (line), label);
}

static GtkWidget *
new_line (const char *name, const char *const *numbers, const char *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE,
                  "wrap-mode", PANGO_WRAP_WORD_CHAR, "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END,
                  "width-chars", 10, "css-classes", (const char *[]){ style, NULL }, NULL);

  gtk_box_append (GTK_BOX (line), label);
  add_number (line, numbers[0], COUNT_CHARS, style);
  add_number (line, numbers[1], SHARE_CHARS, style);
  add_number (line, numbers[2], MONEY_CHARS, style);

  return line;
}

GtkWidget *
desk_loss_heads_new (void)
{
  const char *heads[] = { C_ ("losses", "Visits"), C_ ("losses", "Share"), C_ ("losses", "Sum") };
  GtkWidget *line = new_line ("", heads, "dim-label");

  gtk_widget_add_css_class (line, "loss-heads");

  return line;
}

/* (transfer full) (nullable) */
static char *
dup_excuse (ClinicLossGroup *group)
{
  guint excused = (guint) clinic_loss_group_get_excused (group);

  if (excused == 0)
    return NULL;
  if (excused == clinic_loss_group_get_count (group))
    return g_strdup (_ ("not the reception’s"));

  return g_strdup_printf (ngettext ("%u of them is not the reception’s",
                                    "%u of them are not the reception’s", excused),
                          excused);
}

static GtkWidget *
new_bar (ClinicLossGroup *group, guint longest)
{
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, MAX (longest, 1));

  /* One colour: many are not good, and few are not bad. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), (double) clinic_loss_group_get_count (group));
  gtk_widget_add_css_class (bar, "loss-bar");

  return bar;
}

GtkWidget *
desk_loss_row_new (ClinicLossGroup *group, const char *name, guint longest)
{
  g_autofree char *count =
    g_strdup_printf ("%" G_GINT64_FORMAT, clinic_loss_group_get_count (group));
  g_autofree char *share = desk_loss_percent ((int) clinic_loss_group_get_share (group));
  g_autofree char *money = desk_format_money (clinic_loss_group_get_amount (group));
  g_autofree char *excuse = dup_excuse (group);
  const char *numbers[] = { count, share, money };
  const char *title = name != NULL ? name : clinic_loss_group_get_name (group);
  g_autofree char *spoken = g_strjoin (", ", title, count, share, money, excuse, NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "loss-row");
  gtk_box_append (GTK_BOX (box), new_line (title, numbers, "loss-words"));
  gtk_box_append (GTK_BOX (box), new_bar (group, longest));
  if (excuse != NULL)
    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_LABEL, "label", excuse, "xalign", 0.0, "wrap", TRUE,
                                  "css-classes", (const char *[]){ "dim-label", "caption", NULL },
                                  NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}
