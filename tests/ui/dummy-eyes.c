/* dummy-eyes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-eyes.h"

#include <stdlib.h>

/* how much longer than usual a busy machine may take for what is to be seen */
static gint64
deadline (void)
{
  const char *text = g_getenv ("RECEPTION_PATIENCE"); /* see tests/meson.build */

  return g_get_monotonic_time () + 15 * MAX (text != NULL ? atoi (text) : 1, 1) * G_USEC_PER_SEC;
}

static void
iterate (void)
{
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
}

/* the windows on show lay out, and draw, what has changed up to now */
static void
draw_once (gint64 until)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      g_autoptr (GdkFrameClock) clock = NULL;
      gint64 counter;

      if (!gtk_widget_get_mapped (window))
        continue;
      clock = g_object_ref (gtk_widget_get_frame_clock (window));
      counter = gdk_frame_clock_get_frame_counter (clock);
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
      while (gdk_frame_clock_get_frame_counter (clock) == counter &&
             gtk_widget_get_mapped (window) && g_get_monotonic_time () < until)
        iterate ();
    }
}

void
settle (int milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;
  gint64 enough = until + G_USEC_PER_SEC / 2;

  while (g_get_monotonic_time () < until)
    iterate ();
  /* On a busy machine that time may have passed without a turn of the loop. */
  draw_once (enough);
  while (g_get_monotonic_time () < enough && g_main_context_iteration (NULL, FALSE))
    ;
}

/* All that a person can read in a widget, a line for each label that is on show. */
static void
read_widget (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_opacity (widget) <= 0.0)
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    read_widget (child, text);
}

void
assert_reads (GtkWidget *widget, const char *words)
{
  gint64 until = deadline ();
  g_autoptr (GString) text = g_string_new (NULL);

  settle (30);
  read_widget (widget, text);
  while (strstr (text->str, words) == NULL)
    {
      if (g_get_monotonic_time () > until)
        g_error ("“%s” is not in:\n%s", words, text->str);
      settle (20);
      g_string_truncate (text, 0);
      read_widget (widget, text);
    }
}

void
assert_does_not_read (GtkWidget *widget, const char *words)
{
  gint64 until = deadline ();
  g_autoptr (GString) text = g_string_new (NULL);

  settle (30);
  read_widget (widget, text);
  while (strstr (text->str, words) != NULL)
    {
      if (g_get_monotonic_time () > until)
        g_error ("“%s” is in:\n%s", words, text->str);
      settle (20);
      g_string_truncate (text, 0);
      read_widget (widget, text);
    }
}

GtkWidget *
wait_for_widget (GtkWidget *widget, GType type, const char *words)
{
  gint64 until = deadline ();
  GtkWidget *found = find_widget (widget, type, words);

  while (found == NULL)
    {
      if (g_get_monotonic_time () > until)
        g_error ("no %s “%s” is on show", g_type_name (type), words);
      settle (10);
      found = find_widget (widget, type, words);
    }

  return found;
}

GtkWidget *
find_widget (GtkWidget *widget, GType type, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!gtk_widget_get_mapped (widget))
    return NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, words);

      if (found != NULL)
        return found;
    }

  if (!G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return NULL;

  read_widget (widget, text);

  return strstr (text->str, words) != NULL ? widget : NULL;
}

void
press (GtkWidget *widget, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &handled);
    }
  settle (10);
}

GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}
