/* desk-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-question"

#include "desk-question.h"

/* wider than a letter, and less than what a question has at least */
#define HEADING_WIDTH 200

/* Those that say the heading; an answer may have the same words. */
static void
find_headings (GtkWidget *widget, const char *heading, GPtrArray *labels)
{
  if (GTK_IS_BUTTON (widget))
    return;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), heading))
    g_ptr_array_add (labels, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_headings (child, heading, labels);
}

/* The heading is there twice, large in one line, and small in many for where the large one is too
 * wide. libadwaita asks both for their height in the least width of either, and takes the higher
 * line for what either needs: newer GTK warns of the other then, so that they have to be able to do
 * with the same. */
static void
wrap_headings (GtkWidget *question, const char *heading)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  int highest = 0;

  find_headings (question, heading, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i);
      int height;

      gtk_label_set_wrap (label, TRUE);
      gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
      gtk_widget_measure (GTK_WIDGET (label), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL,
                          NULL);
      highest = MAX (highest, height);
    }
  for (guint i = 0; i < labels->len; i++)
    gtk_widget_set_size_request (g_ptr_array_index (labels, i), HEADING_WIDTH, highest);
}

GtkWidget *
desk_question_new (GtkWidget *widget, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *question =
    adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, NULL);

  wrap_headings (question, heading);
  if (body != NULL)
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (question), body);

  return question;
}
