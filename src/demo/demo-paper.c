/* demo-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-paper"

#include "demo-paper.h"

#include <string.h>

/* --- PDF --- */

/* The names of the letters from 0xC0 of the code page 1251 on, by which any font with Cyrillic
 * finds them. */
static void
append_encoding (GString *pdf)
{
  g_string_append (pdf, "<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[185/afii61352"
                        " 168/afii10023 184/afii10071 192");
  for (int i = 0; i < 32; i++)
    g_string_append_printf (pdf, "/afii%d", 10017 + i + (i >= 6));
  for (int i = 0; i < 32; i++)
    g_string_append_printf (pdf, "/afii%d", 10065 + i + (i >= 6));
  g_string_append (pdf, "]>>");
}

/* Thousandths of the size, as Arial has them: who draws the page takes another font. */
static const int cyrillic_widths[] = {
  667, 656, 667, 542, 677, 667, 923, 604, 719, 719, 583, 656, 833, 722, 778,  719,
  667, 722, 611, 635, 760, 667, 740, 667, 917, 938, 792, 885, 656, 719, 1010, 722,
  556, 573, 531, 365, 583, 556, 669, 458, 559, 559, 438, 583, 688, 552, 556,  542,
  556, 500, 458, 500, 823, 500, 573, 521, 802, 823, 625, 719, 521, 510, 750,  542,
};

static int
get_width (int letter)
{
  if (letter >= 0xC0)
    return cyrillic_widths[letter - 0xC0];
  if (letter == 0x97)
    return 1000;
  if (letter == 0xB9)
    return 1073;
  if (letter == ' ' || strchr (".,:;!/()", letter) != NULL)
    return 278;

  return g_ascii_isupper (letter) ? 667 : 556;
}

static void
append_font (GString *pdf, const char *name)
{
  g_string_append_printf (pdf,
                          "<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding 5 0 R/FirstChar 32"
                          "/LastChar 255/Widths[",
                          name);
  for (int letter = 32; letter < 256; letter++)
    g_string_append_printf (pdf, "%d ", get_width (letter));
  g_string_append (pdf, "]>>\nendobj\n");
}

/* the text of one line in brackets */
static void
append_string (GString *pdf, const char *line)
{
  g_autofree char *code = g_convert (line, -1, "CP1251", "UTF-8", NULL, NULL, NULL);

  g_string_append_c (pdf, '(');
  for (const char *at = code != NULL ? code : ""; *at != '\0'; at++)
    {
      if (strchr ("()\\", *at) != NULL)
        g_string_append_c (pdf, '\\');
      g_string_append_c (pdf, *at);
    }
  g_string_append_c (pdf, ')');
}

/* One page, from a line on to the next page or the end. */
static GString *
make_content (const char *const *lines)
{
  GString *content = g_string_new ("0.2 0.4 0.7 rg 56 792 483 3 re f 0 g BT\n");

  for (guint i = 0; lines[i] != NULL && (i == 0 || *lines[i] != '\f'); i++)
    {
      g_string_append_printf (content, "/F%d %d Tf 1 0 0 1 56 %u Tm ", i == 0 ? 2 : 1,
                              i == 0 ? 18 : 12, 760 - (i == 0 ? 0 : 16) - 22 * i);
      append_string (content, lines[i] + (*lines[i] == '\f'));
      g_string_append (content, " Tj\n");
    }
  g_string_append (content, "ET\n");

  return content;
}

static void
begin_object (GString *pdf, GArray *places)
{
  gsize place = pdf->len;

  g_array_append_val (places, place);
  g_string_append_printf (pdf, "%u 0 obj\n", places->len);
}

/* The first of the objects that are the pages and what is on them, in turns. */
#define FIRST_PAGE 6

static guint
count_pages (const char *const *lines)
{
  guint pages = 1;

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    pages += *lines[i] == '\f';

  return pages;
}

static void
append_page (GString *pdf, GArray *places, const char *const *lines)
{
  g_autoptr (GString) content = make_content (lines);

  begin_object (pdf, places);
  g_string_append_printf (pdf,
                          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %u 0 R"
                          "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>\nendobj\n",
                          places->len + 1);
  begin_object (pdf, places);
  g_string_append_printf (pdf, "<</Length %" G_GSIZE_FORMAT ">>\nstream\n", content->len);
  g_string_append_len (pdf, content->str, (gssize) content->len);
  g_string_append (pdf, "endstream\nendobj\n");
}

static void
append_pages (GString *pdf, GArray *places, const char *const *lines)
{
  append_page (pdf, places, lines);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      if (*lines[i] == '\f')
        append_page (pdf, places, lines + i);
    }
}

static void
append_head (GString *pdf, GArray *places, guint pages)
{
  begin_object (pdf, places);
  g_string_append (pdf, "<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
  begin_object (pdf, places);
  g_string_append (pdf, "<</Type/Pages/Kids[");
  for (guint i = 0; i < pages; i++)
    g_string_append_printf (pdf, "%u 0 R ", FIRST_PAGE + 2 * i);
  g_string_append_printf (pdf, "]/Count %u>>\nendobj\n", pages);
  begin_object (pdf, places);
  append_font (pdf, "Helvetica");
  begin_object (pdf, places);
  append_font (pdf, "Helvetica-Bold");
  begin_object (pdf, places);
  append_encoding (pdf);
  g_string_append (pdf, "\nendobj\n");
}

GBytes *
demo_paper_make_pdf (const char *const *lines)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  GString *pdf = g_string_new ("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n");
  gsize table;

  append_head (pdf, places, count_pages (lines));
  append_pages (pdf, places, lines);
  table = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", places->len + 1);
  for (guint i = 0; i < places->len; i++)
    g_string_append_printf (pdf, "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (places, gsize, i));
  g_string_append_printf (pdf,
                          "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT
                          "\n%%%%EOF\n",
                          places->len + 1, table);

  return g_string_free_to_bytes (pdf);
}

/* --- PNG --- */

#define WIDTH 480
#define HEIGHT 270
/* user.get, IMAGE_RESIZE small */
#define FACE 150
#define MARGIN 24

static guint32
compute_crc (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    }

  return ~crc;
}

static void
append_number (GByteArray *png, guint32 number)
{
  guint32 bytes = GUINT32_TO_BE (number);

  g_byte_array_append (png, (const guint8 *) &bytes, 4);
}

static void
append_chunk (GByteArray *png, const char *kind, const guint8 *data, gsize length)
{
  guint begin;

  append_number (png, (guint32) length);
  begin = png->len;
  g_byte_array_append (png, (const guint8 *) kind, 4);
  if (length > 0)
    g_byte_array_append (png, data, (guint) length);
  append_number (png, compute_crc (png->data + begin, png->len - begin));
}

/* whether a bar covers the point */
static gboolean
is_bar (const int *bars, guint n_bars, int x, int y)
{
  int room = (WIDTH - 2 * MARGIN) / (int) n_bars;
  int at = (x - MARGIN) / room;

  if (x < MARGIN || at >= (int) n_bars || (x - MARGIN) % room > room * 3 / 4)
    return FALSE;

  return y < HEIGHT - MARGIN && y >= HEIGHT - MARGIN - bars[at] * (HEIGHT - 2 * MARGIN) / 100;
}

/* rows of red, green and blue, each row behind the number of its filter */
static guint8 *
paint (const int *bars, guint n_bars, gsize *length)
{
  static const guint8 paper[] = { 0xf6, 0xf5, 0xf4 };
  static const guint8 ink[] = { 0x35, 0x84, 0xe4 };
  guint8 *rows = g_malloc0 ((gsize) HEIGHT * (1 + WIDTH * 3));
  guint8 *at = rows;

  for (int y = 0; y < HEIGHT; y++)
    {
      *at++ = 0;
      for (int x = 0; x < WIDTH; x++, at += 3)
        memcpy (at, is_bar (bars, n_bars, x, y) ? ink : paper, 3);
    }
  *length = (gsize) (at - rows);

  return rows;
}

static GBytes *
squeeze (const guint8 *data, gsize length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
    g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  /* memory does not fail */
  g_output_stream_write_all (stream, data, length, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* rows: as paint() makes them */
static GBytes *
pack (const guint8 *rows, gsize length, int width, int height)
{
  static const guint8 magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  const guint8 header[] = { 0,
                            0,
                            (guint8) (width >> 8),
                            (guint8) (width & 255),
                            0,
                            0,
                            (guint8) (height >> 8),
                            (guint8) (height & 255),
                            8,
                            2,
                            0,
                            0,
                            0 };
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GBytes) squeezed = squeeze (rows, length);

  g_byte_array_append (png, magic, sizeof magic);
  append_chunk (png, "IHDR", header, sizeof header);
  append_chunk (png, "IDAT", g_bytes_get_data (squeezed, NULL), g_bytes_get_size (squeezed));
  append_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (png);
}

GBytes *
demo_paper_make_png (const int *bars, guint n_bars)
{
  gsize length;
  g_autofree guint8 *rows = paint (bars, n_bars, &length);

  return pack (rows, length, WIDTH, HEIGHT);
}

/* --- a face --- */

static gboolean
is_in (int x, int y, int centre_x, int centre_y, int half_width, int half_height)
{
  int along = (x - centre_x) * half_height;
  int down = (y - centre_y) * half_width;

  return along * along + down * down <= half_width * half_width * half_height * half_height;
}

GBytes *
demo_paper_make_face (guint number)
{
  static const guint8 walls[][3] = { { 0xc9, 0xdd, 0xf2 }, { 0xe9, 0xdc, 0xf0 } };
  static const guint8 hairs[][3] = { { 0x6b, 0x42, 0x26 }, { 0xc8, 0x8a, 0x3a } };
  static const guint8 clothes[][3] = { { 0x1c, 0x71, 0xd8 }, { 0x81, 0x3d, 0x9c } };
  static const guint8 skin[] = { 0xf3, 0xc9, 0xa5 };
  const gsize length = (gsize) FACE * (1 + FACE * 3);
  g_autofree guint8 *rows = g_malloc0 (length);
  guint8 *at = rows;

  number %= G_N_ELEMENTS (walls);
  for (int y = 0; y < FACE; y++)
    {
      *at++ = 0;
      for (int x = 0; x < FACE; x++, at += 3)
        {
          const guint8 *colour = walls[number];

          if (is_in (x, y, FACE / 2, 68, 29, 36) && y > 46)
            colour = skin;
          else if (is_in (x, y, FACE / 2, 62, 38, 42) && y < 98)
            colour = hairs[number];
          else if (is_in (x, y, FACE / 2, 160, 58, 52))
            colour = clothes[number];
          memcpy (at, colour, 3);
        }
    }

  return pack (rows, length, FACE, FACE);
}
