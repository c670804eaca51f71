/* desk-help.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-help"

#include "desk-help.h"

#include <glib/gi18n.h>

#include "desk-fit.h"

#define PREFIX "/io/github/reception24/Reception/help/"
/* that are read with ease */
#define LINE_LETTERS 60

/**
 * DeskHelp:
 *
 * The help: short pages by what people want to do, in the person's language, that are there without
 * a help viewer and without the network. A page is a text of the resources: the title, then
 * paragraphs; lines that begin with "- " are points, and what stands in backquotes is a key.
 */
struct _DeskHelp
{
  AdwWindow parent_instance;

  GtkListBox *topics; /* unowned, template child, as all below */
  GtkStack *pages;
  GtkScrolledWindow *scrolled;
};

G_DEFINE_FINAL_TYPE (DeskHelp, desk_help, ADW_TYPE_WINDOW)

/* in the order of a day */
static const char *const names[] = {
  "call",     "board",   "call-list", "mismatches", "news",
  "invoices", "reports", "keys",      "quiet",      "connection"
};

/* (transfer full) (nullable): the text of a page */
static char *
load (const char *name)
{
  /* Translators: the folder of the help pages: “en”, or “ru” */
  g_autofree char *path = g_strconcat (PREFIX, C_ ("help folder", "en"), "/", name, ".txt", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (bytes == NULL)
    {
      g_warning ("no help: %s", error->message);
      return NULL;
    }

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* (transfer full): keys in bold */
static char *
markup_of (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "`", -1);
  g_autoptr (GString) markup = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (parts[i], -1);

      if (i % 2 == 1)
        g_string_append_printf (markup, "<b>%s</b>", escaped);
      else
        g_string_append (markup, escaped);
    }

  return g_strdup (markup->str);
}

static GtkWidget *
create_label (const char *line)
{
  g_autofree char *markup = markup_of (line);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_LETTERS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);

  return label;
}

static GtkWidget *
create_line (const char *line)
{
  GtkWidget *box, *dot;

  if (!g_str_has_prefix (line, "- "))
    return create_label (line);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  dot = gtk_label_new ("•");
  gtk_widget_set_valign (dot, GTK_ALIGN_START);
  gtk_widget_set_margin_start (dot, 6);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), create_label (line + 2));

  return box;
}

static GtkWidget *
create_page (char **lines)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *title = create_label (lines[0]);

  gtk_widget_add_css_class (title, "title-2");
  gtk_box_append (GTK_BOX (page), title);
  for (guint i = 1; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      gtk_box_append (GTK_BOX (page), create_line (lines[i]));

  return page;
}

static void
add_topic (DeskHelp *self, const char *name)
{
  g_autofree char *text = load (name);
  g_auto (GStrv) lines = NULL;
  GtkWidget *label, *row;

  if (text == NULL)
    return;

  lines = g_strsplit (text, "\n", -1);
  gtk_stack_add_named (self->pages, create_page (lines), name);
  label = gtk_label_new (lines[0]);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  row = gtk_list_box_row_new ();
  gtk_widget_set_name (row, name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, lines[0],
                                  -1);
  gtk_list_box_append (self->topics, row);
}

static void
on_row_selected_cb (DeskHelp *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;

  gtk_stack_set_visible_child_name (self->pages, gtk_widget_get_name (GTK_WIDGET (row)));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

gboolean
desk_help_show (DeskHelp *self, const char *topic)
{
  GtkWidget *row;

  g_return_val_if_fail (DESK_IS_HELP (self), FALSE);

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->topics)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), topic) == 0)
      break;
  if (row == NULL)
    return FALSE;

  gtk_list_box_select_row (self->topics, GTK_LIST_BOX_ROW (row));

  return TRUE;
}

static void
desk_help_class_init (DeskHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-help.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskHelp, topics);
  gtk_widget_class_bind_template_child (widget_class, DeskHelp, pages);
  gtk_widget_class_bind_template_child (widget_class, DeskHelp, scrolled);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
desk_help_init (DeskHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_topic (self, names[i]);
  desk_help_show (self, names[0]);
}

GtkWidget *
desk_help_new (GtkWindow *parent)
{
  return g_object_new (DESK_TYPE_HELP, "transient-for", parent, NULL);
}
