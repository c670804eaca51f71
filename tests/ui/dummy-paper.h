/* dummy-paper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo-pdf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Bills on paper, for the tests of documents; included by programs that link with cairo. */

static inline cairo_status_t
dummy_paper_write (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full): a PDF of so many A4 pages with a few words on each */
static inline GBytes *
dummy_paper_pdf (int n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (dummy_paper_write, bytes, 595, 842);
  cairo_t *cairo = cairo_create (surface);

  for (int i = 0; i < n_pages; i++)
    {
      g_autofree char *words = g_strdup_printf ("Счёт на оплату № 118, страница %d", i + 1);

      cairo_set_font_size (cairo, 22);
      cairo_move_to (cairo, 60, 90);
      cairo_show_text (cairo, words);
      cairo_rectangle (cairo, 60, 120, 475, 300);
      cairo_stroke (cairo);
      cairo_show_page (cairo);
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

G_END_DECLS
