/* mis-folder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-folder"

#include "mis-folder.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "mis-table.h"

/* nothing that a clinic exports for a month comes near it */
#define MAX_SIZE (64 * 1024 * 1024)

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_NAME                                                                   \
  "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE                            \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

void
mis_sheet_free (MisSheet *self)
{
  g_clear_pointer (&self->stem, g_free);
  g_clear_pointer (&self->stamp, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

MisSheet *
mis_sheet_copy (MisSheet *self)
{
  MisSheet *copy = g_memdup2 (self, sizeof *self);

  copy->stem = g_strdup (self->stem);
  copy->stamp = g_strdup (self->stamp);
  copy->rows = g_ptr_array_ref (self->rows);

  return copy;
}

void
mis_folder_free (MisFolder *self)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);
  g_free (self);
}

static gboolean
is_wanted (const char *name, const char *names)
{
  g_auto (GStrv) patterns = g_strsplit (names, ";", -1);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; patterns[i] != NULL; i++)
    {
      g_autofree char *pattern = g_utf8_casefold (g_strstrip (patterns[i]), -1);

      if (pattern[0] != '\0' && g_pattern_match_simple (pattern, folded))
        return TRUE;
    }

  return FALSE;
}

/* "visits-2026-11-21_1500.csv" is "visits-#.csv" */
static char *
dup_stem (const char *name)
{
  g_autoptr (GRegex) digits = g_regex_new ("[0-9][-_.: 0-9T]*(?<=[0-9])", 0, 0, NULL);

  return g_regex_replace_literal (digits, name, -1, 0, "#", 0, NULL);
}

static gint64
get_modified (GFileInfo *info)
{
  return (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) *
           G_USEC_PER_SEC +
         g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

/* (transfer full): stem -> GFileInfo: the newest file of each */
static GHashTable *
find_newest (GFileEnumerator *files, const char *names, GError **error)
{
  g_autoptr (GHashTable) newest =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GFileInfo *info;

  while (g_file_enumerator_iterate (files, &info, NULL, NULL, error) && info != NULL)
    {
      g_autofree char *stem = NULL;
      GFileInfo *known;

      if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
          !is_wanted (g_file_info_get_name (info), names))
        continue;
      stem = dup_stem (g_file_info_get_name (info));
      known = g_hash_table_lookup (newest, stem);
      if (known == NULL || get_modified (info) > get_modified (known) ||
          (get_modified (info) == get_modified (known) &&
           g_strcmp0 (g_file_info_get_name (info), g_file_info_get_name (known)) > 0))
        g_hash_table_replace (newest, g_steal_pointer (&stem), g_object_ref (info));
    }

  return *error == NULL ? g_steal_pointer (&newest) : NULL;
}

/* (transfer none) (nullable) */
static MisSheet *
find_sheet (GPtrArray *sheets, const char *stem)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      MisSheet *sheet = sheets->pdata[i];

      if (g_str_equal (sheet->stem, stem))
        return sheet;
    }

  return NULL;
}

static char *
dup_stamp (GFileInfo *info)
{
  return g_strdup_printf ("%s %" G_GOFFSET_FORMAT " %" G_GINT64_FORMAT, g_file_info_get_name (info),
                          g_file_info_get_size (info), get_modified (info));
}

static GPtrArray *
read_rows (GFile *file, GFileInfo *info, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;

  if (g_file_info_get_size (info) > MAX_SIZE)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN, _ ("the file is too large"));
      return NULL;
    }
  if (!g_file_load_contents (file, NULL, &data, &length, NULL, error))
    return NULL;

  return mis_table_read (data, length, error);
}

/* Adds the table of a file, or what was read of the one before. */
static void
add_sheet (MisFolder *self,
           GFile *folder,
           const char *stem,
           GFileInfo *info,
           MisSheet *before,
           gint64 patience)
{
  g_autoptr (GFile) file = g_file_get_child (folder, g_file_info_get_name (info));
  g_autoptr (MisSheet) sheet = g_new0 (MisSheet, 1);
  g_autoptr (GError) error = NULL;
  gint64 age = g_get_real_time () - get_modified (info);

  sheet->stem = g_strdup (stem);
  sheet->stamp = dup_stamp (info);
  sheet->modified = get_modified (info);

  if (before == NULL || !g_str_equal (before->stamp, sheet->stamp))
    {
      /* a clock that is ahead of ours must not make it wait for ever */
      if (age >= 0 && age < patience)
        self->waits = TRUE;
      else
        sheet->rows = read_rows (file, info, &error);
      if (error != NULL)
        {
          self->waits = TRUE;
          g_clear_pointer (&self->problem, g_free);
          self->problem = g_strdup_printf ("%s: %s", g_file_info_get_name (info), error->message);
        }
    }

  if (sheet->rows != NULL)
    g_ptr_array_add (self->sheets, g_steal_pointer (&sheet));
  else if (before != NULL)
    g_ptr_array_add (self->sheets, mis_sheet_copy (before));
}

MisFolder *
mis_folder_read (const char *path,
                 const char *names,
                 GPtrArray *before,
                 gint64 patience,
                 GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileEnumerator) files =
    g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, &local);
  g_autoptr (GHashTable) newest = files != NULL ? find_newest (files, names, &local) : NULL;
  g_autoptr (GList) stems = NULL;
  MisFolder *self;

  if (newest == NULL)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE, local->message);
      return NULL;
    }

  self = g_new0 (MisFolder, 1);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mis_sheet_free);
  stems = g_list_sort (g_hash_table_get_keys (newest), (GCompareFunc) g_strcmp0);
  for (GList *at = stems; at != NULL; at = at->next)
    add_sheet (self, folder, at->data, g_hash_table_lookup (newest, at->data),
               find_sheet (before, at->data), patience);

  return self;
}
