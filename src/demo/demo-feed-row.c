/* demo-feed-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A post as log.blogpost.get gives it: each user field with its whole description, about a
 * kilobyte.
 */

#define G_LOG_DOMAIN "demo-feed-row"

#include "demo-feed.h"

#include "demo-poll.h"

#include <string.h>

/* What the portal says of each user field, whatever its value. */
typedef struct
{
  const char *name;
  int id;
  const char *type;
  gboolean multiple;
  gboolean searchable;
  gboolean in_list;
  const char *label;    /* (nullable) */
  const char *settings; /* JSON */
  const char *about;    /* JSON */
} Field;

#define TYPE(kind, name, words, base)                                                              \
  "{\"USER_TYPE_ID\":\"" kind "\",\"CLASS_NAME\":\"Bitrix\\\\" name "\",\"DESCRIPTION\":\"" words  \
  "\",\"BASE_TYPE\":\"" base "\"}"
#define INTEGER TYPE ("integer", "Main\\\\UserField\\\\Types\\\\IntegerType", "Целое число", "int")
#define NUMBERS "{\"SIZE\":20,\"MIN_VALUE\":0,\"MAX_VALUE\":0,\"DEFAULT_VALUE\":null}"

static const Field fields[] = {
  { "UF_BLOG_POST_DOC", 1, "file", TRUE, TRUE, FALSE, NULL,
    "{\"SIZE\":20,\"LIST_WIDTH\":0,\"LIST_HEIGHT\":0,\"MAX_SHOW_SIZE\":0,\"MAX_ALLOWED_SIZE\":0,"
    "\"EXTENSIONS\":[],\"TARGET_BLANK\":\"Y\",\"DEFAULT_VIEW\":null}",
    TYPE ("file", "Main\\\\UserField\\\\Types\\\\FileType", "Файл", "file") },
  { "UF_BLOG_POST_URL_PRV", 5, "url_preview", FALSE, TRUE, FALSE, NULL, "[]",
    TYPE ("url_preview", "Main\\\\UrlPreview\\\\UrlPreviewUserType", "Содержимое ссылки", "int") },
  { "UF_GRATITUDE", 9, "integer", FALSE, FALSE, FALSE, NULL, NUMBERS, INTEGER },
  { "UF_BLOG_POST_FILE", 19, "disk_file", TRUE, TRUE, FALSE, NULL,
    "{\"IBLOCK_ID\":null,\"SECTION_ID\":null,\"UF_TO_SAVE_ALLOW_EDIT\":false}",
    "{\"USER_TYPE_ID\":\"disk_file\",\"CLASS_NAME\":\"Bitrix\\\\Disk\\\\Uf\\\\FileUserType\","
    "\"DESCRIPTION\":\"Файл (Диск)\",\"BASE_TYPE\":\"int\",\"TAG\":[\"DISK FILE ID\","
    "\"DOCUMENT ID\"]}" },
  { "UF_BLOG_POST_IMPRTNT", 83, "integer", FALSE, FALSE, TRUE, "Важное сообщение", NUMBERS,
    INTEGER },
  { "UF_IMPRTANT_DATE_END", 85, "datetime", FALSE, FALSE, FALSE, "Дата окончания",
    "{\"DEFAULT_VALUE\":{\"TYPE\":\"NONE\",\"VALUE\":\"\"},\"USE_SECOND\":\"Y\","
    "\"USE_TIMEZONE\":\"N\"}",
    TYPE ("datetime",
          "Main\\\\UserField\\\\Types\\\\DateTimeType",
          "Дата со временем",
          "datetime") },
  { "UF_BLOG_POST_VOTE", 131, "vote", FALSE, FALSE, TRUE, NULL,
    "{\"CHANNEL_ID\":1,\"UNIQUE\":8,\"UNIQUE_IP_DELAY\":{\"DELAY\":\"10\",\"DELAY_TYPE\":\"D\"},"
    "\"NOTIFY\":\"I\"}",
    TYPE ("vote", "Vote\\\\Uf\\\\VoteUserType", "Опрос", "int") },
  { "UF_MAIL_MESSAGE", 439, "mail_message", FALSE, FALSE, FALSE, NULL, "null",
    TYPE ("mail_message", "Mail\\\\MessageUserType", "Письмо", "int") },
};

static void
set_text_or_null (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static void
set_number (JsonObject *object, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  json_object_set_string_member (object, name, text);
}

/* (transfer full): without its value */
static JsonObject *
describe (const Field *field)
{
  JsonObject *object = json_object_new ();

  set_number (object, "ID", field->id);
  json_object_set_string_member (object, "ENTITY_ID", "BLOG_POST");
  json_object_set_string_member (object, "FIELD_NAME", field->name);
  json_object_set_string_member (object, "USER_TYPE_ID", field->type);
  json_object_set_string_member (object, "XML_ID", field->name);
  json_object_set_string_member (object, "SORT", "100");
  json_object_set_string_member (object, "MULTIPLE", field->multiple ? "Y" : "N");
  json_object_set_string_member (object, "MANDATORY", "N");
  json_object_set_string_member (object, "SHOW_FILTER", "N");
  json_object_set_string_member (object, "SHOW_IN_LIST", field->in_list ? "Y" : "N");
  json_object_set_string_member (object, "EDIT_IN_LIST", "Y");
  json_object_set_string_member (object, "IS_SEARCHABLE", field->searchable ? "Y" : "N");
  json_object_set_member (object, "SETTINGS", json_from_string (field->settings, NULL));
  set_text_or_null (object, "EDIT_FORM_LABEL", field->label);
  set_text_or_null (object, "LIST_COLUMN_LABEL", field->label);
  set_text_or_null (object, "LIST_FILTER_LABEL", field->label);
  json_object_set_null_member (object, "ERROR_MESSAGE");
  json_object_set_null_member (object, "HELP_MESSAGE");
  json_object_set_member (object, "USER_TYPE", json_from_string (field->about, NULL));

  return object;
}

/* (transfer full) */
static JsonArray *
list_files (GArray *files)
{
  JsonArray *list = json_array_sized_new (files->len);

  for (guint i = 0; i < files->len; i++)
    json_array_add_int_element (list, g_array_index (files, gint64, i));

  return list;
}

/* dd.mm.yyyy hh:mi:ss of the portal's clock: as this site writes times */
static char *
format_site_time (gint64 when)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (DEMO_PORTAL_OFFSET);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%d.%m.%Y %H:%M:%S");
}

static void
set_value (DemoWorld *self,
           JsonObject *object,
           const Field *field,
           const DemoPost *post,
           GArray *files)
{
  g_autofree char *until = post->until != 0 ? format_site_time (post->until) : NULL;
  const char *raw = NULL;

  if (g_str_equal (field->name, "UF_BLOG_POST_FILE") && files->len > 0)
    json_object_set_array_member (object, "VALUE", list_files (files));
  else if (g_str_equal (field->name, "UF_BLOG_POST_IMPRTNT") && post->important)
    json_object_set_string_member (object, "VALUE", raw = "1");
  else if (g_str_equal (field->name, "UF_IMPRTANT_DATE_END"))
    json_object_set_string_member (object, "VALUE", until != NULL ? until : "");
  else if (g_str_equal (field->name, "UF_BLOG_POST_VOTE") && demo_poll_find (self, post->id) != 0)
    set_number (object, "VALUE", demo_poll_find (self, post->id));
  else if (field->multiple)
    json_object_set_boolean_member (object, "VALUE", FALSE);
  else
    json_object_set_null_member (object, "VALUE");
  json_object_set_int_member (object, "ENTITY_VALUE_ID", post->id);
  json_object_set_boolean_member (object, "VALUE_EXISTS", TRUE);
  set_text_or_null (object, "VALUE_RAW", raw);
  /* PHP: what is empty is a list */
  json_object_set_array_member (object, "CUSTOM_DATA", json_array_new ());
}

static void
set_fields (DemoWorld *self, JsonObject *row, const DemoPost *post)
{
  g_autoptr (GArray) files = demo_attached_list (self, post->id);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      JsonObject *object = describe (&fields[i]);

      set_value (self, object, &fields[i], post, files);
      json_object_set_object_member (row, fields[i].name, object);
    }
  if (files->len > 0)
    json_object_set_array_member (row, "FILES", list_files (files));
}

JsonObject *
demo_feed_make_row (DemoWorld *self, const DemoPost *post)
{
  JsonObject *row = json_object_new ();
  char published[DEMO_TIME_SIZE];

  demo_time_format (post->published, published);
  set_number (row, "ID", post->id);
  set_number (row, "BLOG_ID", 10 + post->author);
  json_object_set_string_member (row, "PUBLISH_STATUS", "P");
  json_object_set_string_member (row, "TITLE", post->title);
  set_number (row, "AUTHOR_ID", post->author);
  json_object_set_string_member (row, "ENABLE_COMMENTS", "Y");
  set_number (row, "NUM_COMMENTS", post->comments);
  json_object_set_null_member (row, "CODE");
  json_object_set_string_member (row, "MICRO", post->micro ? "Y" : "N");
  json_object_set_string_member (row, "DETAIL_TEXT", post->text);
  json_object_set_string_member (row, "DATE_PUBLISH", published);
  json_object_set_null_member (row, "CATEGORY_ID");
  json_object_set_string_member (row, "HAS_SOCNET_ALL", "N");
  json_object_set_string_member (row, "HAS_TAGS", "N");
  json_object_set_string_member (row, "HAS_IMAGES", "N");
  json_object_set_string_member (row, "HAS_PROPS", post->no_props ? "N" : "Y");
  json_object_set_null_member (row, "HAS_COMMENT_IMAGES");
  if (!post->no_props)
    set_fields (self, row, post);

  return row;
}
