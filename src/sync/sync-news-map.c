/* sync-news-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-news-map"

#include "sync-news-map.h"

#include <stdio.h>
#include <string.h>

#include "bx-json.h"
#include "bx-webhook.h"
#include "clinic-file.h"
#include "sync-map.h"

#define REVISION_LETTERS 16

/* The portal keeps what was typed in the browser with entities for some letters. Once only: what
 * was typed as an entity stays one. (transfer full) (nullable) */
static char *
unescape (const char *text)
{
  static const struct
  {
    const char *entity;
    const char *letter;
  } entities[] = { { "&lt;", "<" },  { "&gt;", ">" },   { "&quot;", "\"" }, { "&#34;", "\"" },
                   { "&#39;", "'" }, { "&#039;", "'" }, { "&apos;", "'" },  { "&nbsp;", " " },
                   { "&#91;", "[" }, { "&#93;", "]" },  { "&amp;", "&" } };
  g_autoptr (GString) plain = g_string_new (NULL);

  if (text == NULL)
    return NULL;
  while (*text != '\0')
    {
      gsize step = 0;

      for (guint i = 0; *text == '&' && step == 0 && i < G_N_ELEMENTS (entities); i++)
        {
          if (!g_str_has_prefix (text, entities[i].entity))
            continue;
          g_string_append (plain, entities[i].letter);
          step = strlen (entities[i].entity);
        }
      if (step == 0)
        g_string_append_c (plain, text[step++]);
      text += step;
    }

  return g_strdup (plain->str);
}

/* --- the end of an important one --- */

/* the portal's offset from UTC, as its times in ISO 8601 have it */
static GTimeZone *
read_zone (const char *published)
{
  g_autoptr (GDateTime) time =
    published != NULL ? g_date_time_new_from_iso8601 (published, NULL) : NULL;

  return time != NULL ? g_time_zone_ref (g_date_time_get_timezone (time))
                      : g_time_zone_new_local ();
}

static gboolean
read_day (const char *text, int *year, int *month, int *day)
{
  return sscanf (text, "%2d.%2d.%4d", day, month, year) == 3 ||
         sscanf (text, "%2d/%2d/%4d", month, day, year) == 3 ||
         sscanf (text, "%4d-%2d-%2d", year, month, day) == 3;
}

gint64
sync_news_read_end (const char *text, const char *published)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  int year, month, day;

  if (text == NULL || !read_day (text, &year, &month, &day))
    return 0;
  zone = read_zone (published);
  time = g_date_time_new (zone, year, month, day, 0, 0, 0);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* --- a post --- */

static const char *
peek_field (JsonObject *row, const char *name)
{
  return bx_json_get_string (bx_json_get_object (row, name), "VALUE");
}

static void
set_important (ClinicPost *post, JsonObject *row)
{
  JsonObject *field = bx_json_get_object (row, "UF_BLOG_POST_IMPRTNT");

  if (bx_json_get_int (field, "VALUE", 0) <= 0)
    return;
  clinic_post_set_important (post, TRUE);
  clinic_post_set_state (post, CLINIC_POST_UNKNOWN);
  clinic_post_set_until (post, sync_news_read_end (peek_field (row, "UF_IMPRTANT_DATE_END"),
                                                   bx_json_get_string (row, "DATE_PUBLISH")));
}

static void
set_files (ClinicPost *post, JsonObject *row)
{
  JsonArray *ids = bx_json_get_array (row, "FILES");
  g_autoptr (GListStore) files = g_list_store_new (CLINIC_TYPE_FILE);

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      gint64 id = bx_json_node_int (json_array_get_element (ids, i), 0);
      g_autoptr (ClinicFile) file = clinic_file_new ();

      if (id <= 0)
        continue;
      clinic_file_set_id (file, id);
      g_list_store_append (files, file);
    }
  clinic_post_set_files (post, G_LIST_MODEL (files));
}

static void
set_address (SyncContext *context, ClinicPost *post)
{
  BxAuth *auth = bx_client_get_auth (sync_context_get_client (context));
  g_autofree char *address = NULL;

  if (!BX_IS_WEBHOOK (auth))
    return;
  address =
    g_strdup_printf ("%s/company/personal/user/%" G_GINT64_FORMAT "/blog/%" G_GINT64_FORMAT "/",
                     bx_webhook_get_origin (BX_WEBHOOK (auth)), clinic_post_get_author_id (post),
                     clinic_post_get_id (post));
  clinic_post_set_address (post, address);
}

static void
set_revision (ClinicPost *post)
{
  const char *title = clinic_post_get_title (post);
  const char *text = clinic_post_get_text (post);
  g_autofree char *both =
    g_strconcat (title != NULL ? title : "", "\n", text != NULL ? text : "", NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  sum[REVISION_LETTERS] = '\0';
  clinic_post_set_revision (post, sum);
}

/* {"ID":"415","TITLE":"…","AUTHOR_ID":"1","NUM_COMMENTS":"2","MICRO":"N","DETAIL_TEXT":"…",
 *  "DATE_PUBLISH":"2026-07-28T09:15:00+03:00","UF_BLOG_POST_IMPRTNT":{"VALUE":"1",…},…,
 *  "FILES":[505]} (docs: log/log-blogpost-get) */
ClinicPost *
sync_news_map_post (SyncContext *context, JsonObject *row)
{
  gint64 id = bx_json_get_int (row, "ID", 0);
  gint64 author = bx_json_get_int (row, "AUTHOR_ID", 0);
  g_autofree char *title = unescape (bx_json_get_string (row, "TITLE"));
  g_autofree char *text = unescape (bx_json_get_string (row, "DETAIL_TEXT"));
  g_autofree char *name = sync_map_dup_user_name (context, author);
  ClinicPost *post;

  if (id <= 0)
    return NULL;
  post = clinic_post_new ();
  clinic_post_set_id (post, id);
  /* the title of a short one was cut out of its text */
  if (title != NULL && *title != '\0' && !bx_json_get_bool (row, "MICRO", FALSE))
    clinic_post_set_title (post, title);
  clinic_post_set_text (post, text);
  clinic_post_set_author_id (post, author);
  clinic_post_set_author_name (post, name);
  clinic_post_set_published (post, bx_json_get_unix (row, "DATE_PUBLISH"));
  clinic_post_set_comments (post, bx_json_get_int (row, "NUM_COMMENTS", 0));
  set_important (post, row);
  set_files (post, row);
  set_address (context, post);
  set_revision (post);

  return post;
}

GPtrArray *
sync_news_map_rows (JsonNode *result)
{
  GPtrArray *rows = g_ptr_array_new ();
  JsonArray *list = bx_json_node_array (result);
  JsonObject *holed = bx_json_node_object (result);
  g_autoptr (GList) members = holed != NULL ? json_object_get_values (holed) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    g_ptr_array_add (rows, bx_json_node_object (json_array_get_element (list, i)));
  for (GList *l = members; l != NULL; l = l->next)
    g_ptr_array_add (rows, bx_json_node_object (l->data));
  for (guint i = rows->len; i > 0; i--)
    {
      if (g_ptr_array_index (rows, i - 1) == NULL)
        g_ptr_array_remove_index (rows, i - 1);
    }

  return rows;
}

/* docs: disk/attached-object/disk-attached-object-get */
void
sync_news_map_file (ClinicFile *file, JsonObject *row)
{
  const char *name = bx_json_get_string (row, "NAME");
  g_autofree char *type = name != NULL ? g_content_type_guess (name, NULL, 0, NULL) : NULL;
  g_autofree char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;

  if (name == NULL)
    return;
  clinic_file_set_object_id (file, bx_json_get_int (row, "OBJECT_ID", 0));
  clinic_file_set_size (file, bx_json_get_int (row, "SIZE", 0));
  clinic_file_set_content_type (file, mime);
  clinic_file_set_name (file, name);
}
