/* desk-post-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-format"

#include "desk-post-format.h"
#include "desk-name.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *label; /* what the button shows: marked with the style it gives */
  const char *icon;  /* or this */
  const char *name;
  const char *before;
  const char *after;
  gboolean is_list; /* each line becomes an item */
  guint key;        /* with Ctrl, 0 none */
  guint russian_key;
} Format;

/* clang-format off */
static const Format formats[] = {
  { NULL, "format-text-bold-symbolic", N_ ("Bold (Ctrl+B)"), "[B]", "[/B]", FALSE,
    GDK_KEY_b, GDK_KEY_Cyrillic_i },
  { NULL, "format-text-italic-symbolic", N_ ("Italic (Ctrl+I)"), "[I]", "[/I]", FALSE,
    GDK_KEY_i, GDK_KEY_Cyrillic_sha },
  { NULL, "format-text-underline-symbolic", N_ ("Underlined (Ctrl+U)"), "[U]", "[/U]", FALSE,
    GDK_KEY_u, GDK_KEY_Cyrillic_ghe },
  { N_ ("List"), NULL, N_ ("List of points"), "[LIST]\n", "\n[/LIST]", TRUE, 0, 0 },
  { N_ ("1. 2. 3."), NULL, N_ ("Numbered list"), "[LIST=1]\n", "\n[/LIST]", TRUE, 0, 0 },
  { N_ ("Quotation"), NULL, N_ ("Quotation"), "[QUOTE]", "[/QUOTE]", FALSE, 0, 0 },
  { N_ ("Link"), NULL, N_ ("Link: put the address in the place of https://"), "[URL=https://]",
    "[/URL]", FALSE, 0, 0 },
};
/* clang-format on */

/* (transfer full): each line of the text as an item */
static char *
dup_items (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) items = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0 && *g_strstrip (lines[i]) == '\0')
        continue;
      g_string_append_printf (items, "%s[*]%s", items->len > 0 ? "\n" : "", lines[i]);
    }

  return g_strdup (items->str);
}

/* What is selected stays so; where nothing is, one goes on between the marks. */
static void
apply (GtkTextView *view, const Format *format)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *selected = NULL;
  g_autofree char *inner = NULL;
  GtkTextIter start, end;
  int offset;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  selected = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  inner = format->is_list ? dup_items (selected) : g_strdup (selected);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, format->before, -1);
  offset = gtk_text_iter_get_offset (&start);
  gtk_text_buffer_insert (buffer, &start, inner, -1);
  gtk_text_buffer_insert (buffer, &start, format->after, -1);
  gtk_text_buffer_end_user_action (buffer);

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + (int) g_utf8_strlen (inner, -1));
  if (*selected == '\0')
    gtk_text_buffer_place_cursor (buffer, &end);
  else
    gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

static void
on_clicked_cb (GtkTextView *view, GtkWidget *button)
{
  apply (view, g_object_get_data (G_OBJECT (button), "format"));
}

static gboolean
on_key_cb (GtkTextView *view, guint keyval, guint keycode, GdkModifierType modifiers)
{
  guint low = gdk_keyval_to_lower (keyval);

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (formats[i].key == 0 || (low != formats[i].key && low != formats[i].russian_key))
        continue;
      apply (view, &formats[i]);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

GtkWidget *
desk_post_format_new (GtkTextView *text)
{
  GtkWidget *bar =
    g_object_new (GTK_TYPE_BOX, "spacing", 3, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const Format *format = &formats[i];
      GtkWidget *button = format->icon != NULL ? gtk_button_new_from_icon_name (format->icon)
                                               : gtk_button_new_with_label (_ (format->label));

      gtk_widget_set_tooltip_text (button, _ (format->name));
      desk_name_widget (button, _ (format->name));
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "format", (gpointer) format);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked_cb), text,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (bar), button);
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), text);
  gtk_widget_add_controller (GTK_WIDGET (text), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Formatting"), -1);

  return bar;
}
