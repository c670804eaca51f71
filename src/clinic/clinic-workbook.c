/* clinic-workbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-workbook"

#include "clinic-workbook.h"

#include <glib/gi18n.h>
#include <string.h>

/* of Excel, in UTF-16 */
#define MAX_TAB 31

struct _ClinicWorkbook
{
  char *title;       /* owned */
  char *author;      /* owned, (nullable) */
  GPtrArray *sheets; /* owned, of ClinicSheet */
  GPtrArray *tabs;   /* owned, of char * */
  guint paper;       /* of the sheets */
};

G_DEFINE_BOXED_TYPE (ClinicWorkbook, clinic_workbook, clinic_workbook_ref, clinic_workbook_unref)

static void
workbook_clear (gpointer data)
{
  ClinicWorkbook *self = data;

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->tabs, g_ptr_array_unref);
}

ClinicWorkbook *
clinic_workbook_new (const char *title, const char *author)
{
  ClinicWorkbook *self = g_atomic_rc_box_new0 (ClinicWorkbook);

  self->title = g_utf8_make_valid (title != NULL ? title : "", -1);
  self->author = author != NULL ? g_utf8_make_valid (author, -1) : NULL;
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) clinic_sheet_unref);
  self->tabs = g_ptr_array_new_with_free_func (g_free);

  return self;
}

ClinicWorkbook *
clinic_workbook_ref (ClinicWorkbook *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
clinic_workbook_unref (ClinicWorkbook *self)
{
  g_atomic_rc_box_release_full (self, workbook_clear);
}

/* --- tabs --- */

/* at most max UTF-16 units */
static void
shorten (GString *text, gsize max)
{
  gsize units = 0;

  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      units += g_utf8_get_char (p) > 0xffff ? 2 : 1;
      if (units > max)
        {
          g_string_truncate (text, (gsize) (p - text->str));
          return;
        }
    }
}

static void
strip_ends (GString *text)
{
  while (text->len > 0 && strchr ("' ", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
  while (text->len > 0 && strchr ("' ", text->str[0]) != NULL)
    g_string_erase (text, 0, 1);
}

static char *
dup_clean_tab (const char *title, const char *ending)
{
  g_autofree char *valid = g_utf8_make_valid (title, -1);
  g_autoptr (GString) tab = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || (c < 128 && strchr ("[]:*?/\\", (int) c) != NULL))
        c = ' ';
      if (c != ' ' || (tab->len > 0 && tab->str[tab->len - 1] != ' '))
        g_string_append_unichar (tab, c);
    }
  strip_ends (tab);
  shorten (tab, MAX_TAB - strlen (ending));
  strip_ends (tab);
  /* Excel keeps that one for itself */
  if (tab->len == 0 || g_ascii_strcasecmp (tab->str, "History") == 0)
    g_string_assign (tab, C_ ("table", "Sheet"));
  g_string_append (tab, ending);

  return g_strdup (tab->str);
}

static gboolean
has_tab (ClinicWorkbook *self, const char *tab)
{
  g_autofree char *folded = g_utf8_casefold (tab, -1);

  for (guint i = 0; i < self->tabs->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (g_ptr_array_index (self->tabs, i), -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }

  return FALSE;
}

static char *
dup_free_tab (ClinicWorkbook *self, const char *title)
{
  g_autofree char *tab = dup_clean_tab (title, "");

  for (guint i = 2; has_tab (self, tab); i++)
    {
      g_autofree char *ending = g_strdup_printf (" (%u)", i);

      g_clear_pointer (&tab, g_free);
      tab = dup_clean_tab (title, ending);
    }

  return g_steal_pointer (&tab);
}

/* --- the sheets --- */

void
clinic_workbook_add (ClinicWorkbook *self, ClinicSheet *sheet)
{
  g_return_if_fail (self != NULL && sheet != NULL);

  g_ptr_array_add (self->tabs, dup_free_tab (self, clinic_sheet_get_title (sheet)));
  g_ptr_array_add (self->sheets, clinic_sheet_ref (sheet));
}

const char *
clinic_workbook_get_title (ClinicWorkbook *self)
{
  return self->title;
}

const char *
clinic_workbook_get_author (ClinicWorkbook *self)
{
  return self->author;
}

guint
clinic_workbook_get_n_sheets (ClinicWorkbook *self)
{
  return self->sheets->len;
}

ClinicSheet *
clinic_workbook_get_sheet (ClinicWorkbook *self, guint sheet)
{
  g_return_val_if_fail (sheet < self->sheets->len, NULL);

  return g_ptr_array_index (self->sheets, sheet);
}

void
clinic_workbook_set_paper (ClinicWorkbook *self, guint sheet)
{
  g_return_if_fail (self != NULL && sheet < self->sheets->len);

  self->paper = sheet;
}

ClinicSheet *
clinic_workbook_get_paper (ClinicWorkbook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->paper < self->sheets->len ? g_ptr_array_index (self->sheets, self->paper) : NULL;
}

const char *
clinic_workbook_get_tab (ClinicWorkbook *self, guint sheet)
{
  g_return_val_if_fail (sheet < self->tabs->len, NULL);

  return g_ptr_array_index (self->tabs, sheet);
}
