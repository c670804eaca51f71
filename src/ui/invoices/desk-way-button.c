/* desk-way-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-way-button"

#include "desk-way-button.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-task-ways.h"
#include "desk-task-words.h"

static const char *
get_keycap (ClinicDecision decision)
{
  switch (decision)
    {
    case CLINIC_DECISION_APPROVE:
    case CLINIC_DECISION_RESUBMIT:
    case CLINIC_DECISION_PAID:
    case CLINIC_DECISION_READ:
      return "A";
    case CLINIC_DECISION_REWORK:
      return "R";
    case CLINIC_DECISION_REJECT:
    case CLINIC_DECISION_WITHDRAW:
      return "D";
    case CLINIC_DECISION_OTHER:
    default:
      return NULL;
    }
}

GtkWidget *
desk_way_button_new (ClinicTask *task, ClinicInvoiceWay *way)
{
  ClinicDecision decision = clinic_invoice_way_get_decision (way);
  const char *key = get_keycap (decision);
  g_autofree char *words = desk_way_dup_label (way);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  if (key != NULL)
    {
      GtkWidget *cap = gtk_label_new (key);

      gtk_widget_add_css_class (cap, "keycap");
      gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  if (key != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                    key, -1);
  gtk_widget_add_css_class (button, "task-way");
  if (way == desk_task_find_main_way (task))
    gtk_widget_add_css_class (button, "suggested-action");
  else if (decision == CLINIC_DECISION_REJECT || decision == CLINIC_DECISION_WITHDRAW)
    gtk_widget_add_css_class (button, "task-reject");
  if (!clinic_invoice_way_get_possible (way))
    {
      gtk_widget_add_css_class (button, "task-impossible");
      gtk_widget_set_tooltip_text (button, _ ("This process has no such way"));
    }
  g_object_set_data_full (G_OBJECT (button), "way", g_strdup (clinic_invoice_way_get_id (way)),
                          g_free);

  return button;
}

const char *
desk_way_button_get_way_id (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "way");
}
