/* desk-pay-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-row"

#include "desk-pay-row.h"

#include "desk-pay-words.h"

/* The labels of an employee's row; freed with it. */
typedef struct
{
  ClinicPayCard *card; /* owned */
  GtkLabel *total;     /* unowned, in the row, as all below */
  GtkLabel *state;
  GtkImage *icon;
} Person;

static GtkWidget *
new_label (const char *text, const char *style, gboolean wrap)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", wrap, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, "css-classes",
                       (const char *[]){ style, NULL }, NULL);
}

static GtkWidget *
new_amount (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 1.0, "valign", GTK_ALIGN_START,
                       "css-classes", (const char *[]){ "numeric", "pay-amount", NULL }, NULL);
}

static void
name_row (GtkWidget *row, const char *title, const char *words, const char *amount)
{
  g_autoptr (GString) spoken = g_string_new (title);

  if (*words != '\0')
    g_string_append_printf (spoken, ", %s", words);
  if (*amount != '\0')
    g_string_append_printf (spoken, ", %s", amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  -1);
}

GtkWidget *
desk_pay_row_new (const char *title, const char *words, const char *amount)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (line, "pay-line");
  gtk_box_append (GTK_BOX (texts), new_label (title, "pay-title", TRUE));
  if (*words != '\0')
    gtk_box_append (GTK_BOX (texts), new_label (words, "dim-label", TRUE));
  gtk_box_append (GTK_BOX (line), texts);
  if (*amount != '\0')
    gtk_box_append (GTK_BOX (line), new_amount (amount));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  name_row (row, title, words, amount);

  return row;
}

static void
show_person (GtkWidget *row)
{
  Person *person = g_object_get_data (G_OBJECT (row), "person");
  DeskPayState state = desk_pay_state (person->card);
  gint64 total = clinic_pay_card_get_total (person->card);
  g_autofree char *money = total >= 0 ? desk_pay_money (total) : g_strdup ("—");
  g_autofree char *words = desk_pay_state_words (person->card);

  gtk_label_set_text (person->total, money);
  gtk_label_set_text (person->state, words);
  gtk_image_set_from_icon_name (person->icon, desk_pay_state_icon (state));
  if (state == DESK_PAY_ASKS || state == DESK_PAY_CHANGED)
    gtk_widget_add_css_class (GTK_WIDGET (person->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (person->icon), "warning");
  name_row (row, clinic_pay_card_get_name (person->card), money, words);
}

static void
person_free (gpointer data)
{
  Person *person = data;

  g_clear_object (&person->card);
  g_free (person);
}

GtkWidget *
desk_pay_person_new (ClinicPayCard *card)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Person *person = g_new0 (Person, 1);

  person->card = g_object_ref (card);
  person->total = GTK_LABEL (new_label ("", "numeric", FALSE));
  person->state = GTK_LABEL (new_label ("", "dim-label", TRUE));
  person->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (person->icon), GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "pay-person");
  gtk_box_append (GTK_BOX (box), new_label (clinic_pay_card_get_name (card), "heading", TRUE));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (person->total));
  gtk_box_append (GTK_BOX (state), GTK_WIDGET (person->icon));
  gtk_box_append (GTK_BOX (state), GTK_WIDGET (person->state));
  gtk_box_append (GTK_BOX (box), state);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "person", person, person_free);
  g_signal_connect_object (card, "changed", G_CALLBACK (show_person), row, G_CONNECT_SWAPPED);
  show_person (row);

  return row;
}

GtkWidget *
desk_pay_heading_new (const char *words)
{
  GtkWidget *label = new_label (words, "heading", TRUE);

  gtk_widget_set_margin_top (label, 6);

  return label;
}

gboolean
desk_pay_drop_focus (GtkWidget *within)
{
  GtkRoot *root = gtk_widget_get_root (within);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || (focus != within && !gtk_widget_is_ancestor (focus, within)))
    return FALSE;
  gtk_root_set_focus (root, NULL);

  return TRUE;
}
