/* desk-text-pieces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text-pieces"

#include "desk-text-pieces.h"

#include <glib/gi18n.h>

/* One label of more than this takes longer than a frame. */
#define GOOD_BYTES 1500
#define WORST_BYTES 3000
#define WIDEST_CELL 34

static gboolean
on_link_cb (GtkLabel *label, const char *address)
{
  static const char *const schemes[] = { "http", "https", "mailto", "tel" };
  g_autofree char *scheme = g_uri_parse_scheme (address);

  for (gsize i = 0; scheme != NULL && i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      return GDK_EVENT_PROPAGATE;

  g_debug ("a link of another kind was not opened");

  return GDK_EVENT_STOP;
}

GtkWidget *
desk_text_piece_label (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  g_signal_connect (label, "activate-link", G_CALLBACK (on_link_cb), NULL);

  return label;
}

GtkWidget *
desk_text_piece_item (ClinicTextBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *marker = gtk_label_new (block->marker != NULL ? block->marker : "•");
  GtkWidget *label = desk_text_piece_label (block->markup);

  gtk_label_set_yalign (GTK_LABEL (marker), 0);
  gtk_label_set_xalign (GTK_LABEL (marker), 1);
  gtk_label_set_width_chars (GTK_LABEL (marker), 2);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (box, 24 * (int) block->depth);
  gtk_widget_add_css_class (marker, "dim-label");
  gtk_box_append (GTK_BOX (box), marker);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

GtkWidget *
desk_text_piece_code (ClinicTextBlock *block)
{
  GtkWidget *label = desk_text_piece_label (block->markup);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "post-code");

  return label;
}

GtkWidget *
desk_text_piece_quote (GtkWidget *piece, guint quotes)
{
  for (guint i = 0; i < quotes; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_set_hexpand (piece, TRUE);
      gtk_widget_add_css_class (box, "post-quote");
      gtk_box_append (GTK_BOX (box), piece);
      piece = box;
    }

  return piece;
}

GtkWidget *
desk_text_piece_table_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "post-table");

  return grid;
}

void
desk_text_piece_table_add (GtkWidget *table, guint row, ClinicTextBlock *block)
{
  for (guint i = 0; block->cells != NULL && i < block->cells->len; i++)
    {
      GtkWidget *cell = desk_text_piece_label (g_ptr_array_index (block->cells, i));

      gtk_label_set_max_width_chars (GTK_LABEL (cell), WIDEST_CELL);
      gtk_label_set_yalign (GTK_LABEL (cell), 0);
      gtk_widget_set_hexpand (cell, TRUE);
      gtk_widget_add_css_class (cell, "post-cell");
      if (block->header)
        gtk_widget_add_css_class (cell, "heading");
      gtk_grid_attach (GTK_GRID (table), cell, (int) i, (int) row, 1, 1);
    }
}

static void
append_block (GString *text, ClinicTextBlock *block)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (block->marker != NULL)
    g_string_append_printf (text, "%s ", block->marker);
  if (block->kind == CLINIC_TEXT_PARAGRAPH || block->kind == CLINIC_TEXT_ITEM ||
      block->kind == CLINIC_TEXT_CODE)
    g_string_append_len (text, block->markup, (gssize) desk_text_piece_length (block->markup));
  for (guint i = 0; block->cells != NULL && i < block->cells->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "",
                            (const char *) g_ptr_array_index (block->cells, i));
}

GtkWidget *
desk_text_piece_folded (GPtrArray *blocks, gsize bytes, int lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *label = NULL;

  for (guint i = 0; i < blocks->len && text->len < bytes; i++)
    append_block (text, g_ptr_array_index (blocks, i));
  label = desk_text_piece_label (text->str);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

gsize
desk_text_piece_length (const char *markup)
{
  gsize word = 0;
  int depth = 0;

  for (gsize i = 0; markup[i] != '\0'; i++)
    {
      if (markup[i] == '<')
        depth += markup[i + 1] == '/' ? -1 : 1;
      if (depth > 0 || i < GOOD_BYTES || (markup[i] != ' ' && markup[i] != '\n'))
        continue;
      if (markup[i] == '\n')
        return i + 1;
      word = i + 1;
      if (i >= WORST_BYTES)
        return word;
    }

  return strlen (markup);
}
