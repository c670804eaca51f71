/* eyes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What accessibility does not tell of the application on show: which labels are cut, what lies
 * where nobody can scroll to, and where Tab leads. Preloaded into the program under test by
 * tests/e2e/eyes.py; SIGUSR1 has it look, and write lines of fields between tabs:
 *
 *   window TYPE WIDTH HEIGHT          of each window on show
 *   popover WHERE TEXT                an open one
 *   cut WHERE TEXT                    a label that ends in an ellipsis
 *   broken WHERE TEXT                 a label with a line that ends in the middle of a word
 *   outside WHERE TEXT                a label or control beyond the window's edge
 *   unreached WHERE TEXT              a control of the foremost window that Tab and arrows miss
 *   stops NUMBER                      where Tab stopped in it
 *
 * SIGWINCH has it tell of windows and popovers only, which moves no focus and takes no time.
 * SIGUSR2 makes all text twice as large, and the next one as it was; the file is empty then.
 */

#define G_LOG_DOMAIN "eyes"

#include <adwaita.h>
#include <glib-unix.h>

#define MOST_STEPS 500
/* a label with many links is one stop */
#define MOST_REPEATS 20
/* as gtk-xft-dpi has it */
#define USUAL_DPI (96 * 1024)
#define FRAMES_TO_SETTLE 10

/* Tab stops once in it since libadwaita 1.7, and arrows lead on */
#define IS_SWITCHER(w) (ADW_CHECK_VERSION (1, 7, 0) && ADW_IS_VIEW_SWITCHER (w))

/* The nearest types of this application, from the outside in. */
static void
append_where (GtkWidget *widget, GString *out)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  const char *type = G_OBJECT_TYPE_NAME (widget);
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  if (parent != NULL)
    append_where (parent, out);
  if (!g_str_has_prefix (type, "Desk") && (id == NULL || g_str_has_prefix (id, "___")))
    return;

  if (out->len > 0)
    g_string_append_c (out, '/');
  g_string_append (out, g_str_has_prefix (type, "Desk") ? type : id);
}

static const char *
text_of (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));

  return tooltip != NULL ? tooltip : "";
}

static void
tell (FILE *out, const char *what, GtkWidget *widget)
{
  g_autoptr (GString) where = g_string_new (NULL);
  g_autofree char *text = g_strdelimit (g_strdup (text_of (widget)), "\n\t", ' ');

  append_where (widget, where);
  fprintf (out, "%s\t%s (%s)\t%s\n", what, where->str, G_OBJECT_TYPE_NAME (widget), text);
}

static gboolean
is_on_show (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget) &&
         gtk_widget_get_opacity (widget) > 0.0;
}

static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_is_sensitive (widget);
}

/* What can be scrolled to is inside, and so is what slides in. */
static gboolean
is_outside (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_native (widget));
  graphene_rect_t bounds;

  for (GtkWidget *w = widget; w != NULL && w != root; w = gtk_widget_get_parent (w))
    if (GTK_IS_SCROLLED_WINDOW (w) || GTK_IS_SCROLLABLE (w) || ADW_IS_CAROUSEL (w))
      return FALSE;
  if (!gtk_widget_compute_bounds (widget, root, &bounds) || bounds.size.width < 1)
    return FALSE;

  return bounds.origin.x < -1 || bounds.origin.y < -1 ||
         bounds.origin.x + bounds.size.width > gtk_widget_get_width (root) + 1 ||
         bounds.origin.y + bounds.size.height > gtk_widget_get_height (root) + 1;
}

static gboolean
is_broken (GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = pango_layout_get_text (layout);

  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    {
      PangoLayoutLine *line = l->data;
      const char *start = text + line->start_index;

      if (!line->is_paragraph_start && start > text &&
          g_unichar_isalpha (g_utf8_get_char (start)) &&
          g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (start))))
        return TRUE;
    }

  return FALSE;
}

static void
look (GtkWidget *widget, FILE *out)
{
  if (!is_on_show (widget))
    return;

  if (GTK_IS_POPOVER (widget) && gtk_popover_get_autohide (GTK_POPOVER (widget)))
    tell (out, "popover", widget);
  if (GTK_IS_LABEL (widget) &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    tell (out, "cut", widget);
  if (GTK_IS_LABEL (widget) && is_broken (GTK_LABEL (widget)))
    tell (out, "broken", widget);
  if ((GTK_IS_LABEL (widget) || is_control (widget)) && is_outside (widget))
    tell (out, "outside", widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look (child, out);
}

/* (nullable): among what the arrows lead, once Tab is there */
static GtkWidget *
group_of (GtkWidget *widget)
{
  for (GtkWidget *w = gtk_widget_get_parent (widget); w != NULL; w = gtk_widget_get_parent (w))
    if (GTK_IS_LIST_BASE (w) || GTK_IS_LIST_BOX (w) || GTK_IS_FLOW_BOX (w) ||
        GTK_IS_POPOVER_MENU (w) || GTK_IS_CALENDAR (w) || IS_SWITCHER (w) ||
        g_str_equal (G_OBJECT_TYPE_NAME (w), "DeskChart"))
      return w;

  return NULL;
}

static gboolean
is_reached (GtkWidget *widget, GHashTable *stops)
{
  GtkWidget *group = group_of (widget);
  GHashTableIter iter;
  gpointer stop;

  g_hash_table_iter_init (&iter, stops);
  while (g_hash_table_iter_next (&iter, &stop, NULL))
    if (stop == widget || gtk_widget_is_ancestor (stop, widget) ||
        (group != NULL && gtk_widget_is_ancestor (stop, group)))
      return TRUE;

  return FALSE;
}

static gboolean
is_empty_list (GtkWidget *widget)
{
  return GTK_IS_LIST_BASE (widget) && gtk_widget_get_first_child (widget) == NULL;
}

static void
tell_unreached (GtkWidget *widget, GHashTable *stops, FILE *out)
{
  if (!is_on_show (widget) || !gtk_widget_get_can_focus (widget))
    return;

  if (is_control (widget) && !GTK_IS_WINDOW (widget) && !is_empty_list (widget) &&
      !is_reached (widget, stops))
    tell (out, "unreached", widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_unreached (child, stops, out);
}

/* An open popover keeps Tab to itself. */
static GtkWidget *
scope_of (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  return popover != NULL ? popover : GTK_WIDGET (window);
}

/* As if a frame were drawn: newer GTK sorts by place what Tab leads to, and what a step has brought
 * has none before. */
static void
lay_out (GtkWindow *window)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  int width = 0, height = 0;

  /* not for the first time */
  if (gtk_widget_get_width (GTK_WIDGET (window)) == 0)
    return;
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  width = MAX (width, gdk_surface_get_width (surface));
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL,
                      NULL);
  gtk_widget_allocate (GTK_WIDGET (window), width, MAX (height, gdk_surface_get_height (surface)),
                       -1, NULL);
#else
  (void) window;
#endif
}

static void
walk (GtkWindow *window, FILE *out)
{
  GtkWidget *scope = scope_of (window);
  g_autoptr (GHashTable) stops = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  GtkWidget *before = gtk_window_get_focus (window);
  guint repeats = 0;

  for (guint i = 0; i < MOST_STEPS && repeats < MOST_REPEATS; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      lay_out (window);
      focus = gtk_window_get_focus (window);
      if (focus != NULL && g_hash_table_add (stops, g_object_ref (focus)))
        repeats = 0;
      else
        repeats++;
    }
  tell_unreached (scope, stops, out);
  fprintf (out, "stops\t%u\n", g_hash_table_size (stops));
  gtk_window_set_focus (window, before);
}

static gboolean
is_covered (GtkWindow *window, GListModel *windows)
{
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == window &&
          gtk_widget_get_mapped (GTK_WIDGET (other)))
        return TRUE;
    }

  return FALSE;
}

static void
glance (GtkWidget *widget, FILE *out)
{
  if (!is_on_show (widget))
    return;

  if (GTK_IS_POPOVER (widget) && gtk_popover_get_autohide (GTK_POPOVER (widget)))
    tell (out, "popover", widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    glance (child, out);
}

static void
answer (const char *path, gboolean is_whole)
{
  g_autofree char *draft = g_strconcat (path, ".draft", NULL);
  GListModel *windows = gtk_window_get_toplevels ();
  FILE *out = fopen (draft, "w");

  g_assert_nonnull (out);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!gtk_widget_get_mapped (window) || is_covered (GTK_WINDOW (window), windows))
        continue;
      fprintf (out, "window\t%s\t%d\t%d\n", G_OBJECT_TYPE_NAME (window),
               gtk_widget_get_width (window), gtk_widget_get_height (window));
      if (is_whole)
        {
          look (window, out);
          walk (GTK_WINDOW (window), out);
        }
      else
        glance (window, out);
    }
  fclose (out);
  g_assert_no_errno (rename (draft, path));
}

static gboolean
on_look_cb (gpointer path)
{
  answer (path, TRUE);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_glance_cb (gpointer path)
{
  answer (path, FALSE);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_frame_cb (GtkWidget *window, GdkFrameClock *clock, gpointer frames)
{
  const char *path = g_object_get_data (G_OBJECT (window), "eyes-path");
  guint *left = frames;

  if (--*left > 0)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
      return G_SOURCE_CONTINUE;
    }
  g_assert_true (g_file_set_contents (path, "", 0, NULL));

  return G_SOURCE_REMOVE;
}

/* Between the usual size of text and twice of it; answers when all is laid out anew. */
static gboolean
on_size_cb (gpointer user_data)
{
  g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), 0);
  GtkSettings *settings = gtk_settings_get_default ();
  guint *frames = g_new (guint, 1);
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", (dpi > USUAL_DPI ? 1 : 2) * USUAL_DPI, NULL);
  *frames = FRAMES_TO_SETTLE;
  g_object_set_data (G_OBJECT (window), "eyes-path", user_data);
  gtk_widget_add_tick_callback (window, on_frame_cb, frames, g_free);

  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
open_eyes (void)
{
  static char *path;

  g_unsetenv ("LD_PRELOAD");
  path = g_strdup (g_getenv ("EYES"));
  if (path == NULL)
    return;

  g_unix_signal_add (SIGUSR1, on_look_cb, path);
  g_unix_signal_add (SIGWINCH, on_glance_cb, path);
  g_unix_signal_add (SIGUSR2, on_size_cb, path);
}
