/* desk-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-question"

#include "desk-question.h"

/* wider than a letter, and less than what a question has at least */
#define HEADING_WIDTH 200

static void
wrap_heading (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_size_request (widget, HEADING_WIDTH, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap_heading (child);
}

GtkWidget *
desk_question_new (GtkWidget *widget, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *question =
    adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, NULL);

  /* The heading is there twice, large in one line, and small in many for where the large one is too
   * wide. libadwaita asks both for their height in the least width of either: newer GTK warns of
   * the other then, so that they have to be able to do with the same. */
  wrap_heading (question);
  if (body != NULL)
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (question), body);

  return question;
}
