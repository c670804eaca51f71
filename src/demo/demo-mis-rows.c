/* demo-mis-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-mis-rows"

#include "demo-mis-rows.h"

#include <string.h>

#include "demo-json.h"

#define EMPTY_KEY "00000000-0000-0000-0000-000000000000"
#define EMPTY_TIME "0001-01-01T00:00:00"

static const struct
{
  const char *stage;
  const char *status;
} statuses[] = {
  { "C5:UC_CONFIRM", "Подтвержден" },
  { "C5:UC_CANCEL", "ОтмененПациентом" },
  { "C5:UC_ARRIVED", "Пришел" },
  { "C5:UC_INCHAIR", "НаПриеме" },
  { "C5:WON", "Завершен" },
  { "C5:UC_NEYAVKA", "НеПришел" },
  { "C5:UC_DELA", "ОтмененПациентом" },
  { "C5:UC_DOROGO", "ОтмененПациентом" },
  { "C5:UC_BOLEZN", "ОтмененПациентом" },
  { "C5:UC_DRUGAYA", "ОтмененПациентом" },
  { "C5:UC_STRAH", "ОтмененПациентом" },
  { "C5:UC_NEDOZVON", "ОтмененПациентом" },
  { "C5:UC_KLINIKA", "ОтмененКлиникой" },
};

DemoMisRecord *
demo_mis_record_copy (const DemoMisRecord *self)
{
  DemoMisRecord *copy = g_memdup2 (self, sizeof *self);

  copy->status = g_strdup (self->status);
  copy->comment = g_strdup (self->comment);
  copy->name = g_strdup (self->name);
  copy->phone = g_strdup (self->phone);
  copy->birth = g_strdup (self->birth);

  return copy;
}

void
demo_mis_record_free (DemoMisRecord *self)
{
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->comment, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->phone, g_free);
  g_clear_pointer (&self->birth, g_free);
  g_free (self);
}

static void
write_text (char **text, const char *change)
{
  if (change == NULL)
    return;
  g_clear_pointer (text, g_free);
  *text = g_strdup (change);
}

void
demo_mis_record_write (DemoMisRecord *self, const DemoMisRecord *change)
{
  if (change->start != 0)
    self->start = change->start;
  if (change->minutes != 0)
    self->minutes = change->minutes;
  if (change->doctor != 0)
    self->doctor = change->doctor;
  if (change->contact != 0)
    self->contact = change->contact;
  if (change->deleted >= 0)
    self->deleted = change->deleted;
  write_text (&self->status, change->status);
  write_text (&self->comment, change->comment);
}

const char *
demo_mis_status_of_stage (const char *stage)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      if (g_str_equal (statuses[i].stage, stage))
        return statuses[i].status;
    }

  return "Запланирован";
}

char *
demo_mis_patient_key (gint64 contact)
{
  return g_strdup_printf ("8b085dac-8815-11e3-93ee-00155d%06x", (guint) contact);
}

char *
demo_mis_doctor_key (gint64 user)
{
  return g_strdup_printf ("4fd94945-8813-11e3-93ee-00155d%06x", (guint) user);
}

/* what the clocks of the clinic show, without a zone */
static void
set_time (JsonObject *row, const char *name, gint64 time)
{
  char text[DEMO_TIME_SIZE];

  if (time == 0)
    {
      json_object_set_string_member (row, name, EMPTY_TIME);
      return;
    }
  demo_time_format (time, text);
  text[strlen (EMPTY_TIME)] = '\0';
  json_object_set_string_member (row, name, text);
}

/* Eight bytes that are others whenever the row is another. */
static void
set_version (JsonObject *row)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), row);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;
  g_autofree char *version = NULL;

  g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_get_digest (sum, digest, &length);
  version = g_base64_encode (digest, 8);
  json_object_set_string_member (row, "DataVersion", version);
}

static char *
dup_user_name (gint64 id)
{
  const DemoUser *user = demo_directory_find_user (id);

  if (user == NULL)
    return g_strdup ("Регистратура");

  return g_strdup_printf ("%s %s", user->last_name, user->name);
}

JsonObject *
demo_mis_visit_row (const char *key, const DemoMisRecord *record)
{
  JsonObject *row = json_object_new ();
  guint64 count = g_ascii_strtoull (key + strlen (key) - 6, NULL, 16) % 1000000;
  g_autofree char *number = g_strdup_printf ("ЗП00-%06" G_GUINT64_FORMAT, count);
  g_autofree char *doctor = demo_mis_doctor_key (record->doctor);
  g_autofree char *patient = demo_mis_patient_key (record->contact);
  g_autofree char *by = dup_user_name (record->changed_by);

  json_object_set_string_member (row, "Ref_Key", key);
  json_object_set_boolean_member (row, "DeletionMark", record->deleted > 0);
  json_object_set_string_member (row, "Number", number);
  set_time (row, "Date", record->created);
  json_object_set_boolean_member (row, "Posted", record->deleted <= 0);
  set_time (row, "ДатаПриема", record->start);
  set_time (row, "ДатаОкончания", record->start + record->minutes * 60);
  json_object_set_string_member (row, "Статус", record->status);
  json_object_set_string_member (row, "Пациент_Key", record->contact > 0 ? patient : EMPTY_KEY);
  json_object_set_string_member (row, "Врач_Key", record->doctor > 0 ? doctor : EMPTY_KEY);
  json_object_set_string_member (row, "Кабинет_Key", EMPTY_KEY);
  json_object_set_string_member (row, "Комментарий",
                                 record->comment != NULL ? record->comment : "");
  set_version (row);
  set_time (row, "ДатаИзменения", record->changed);
  json_object_set_string_member (row, "Изменил", by);

  return row;
}

JsonObject *
demo_mis_doctor_row (const DemoUser *user)
{
  JsonObject *row = json_object_new ();
  g_autofree char *key = demo_mis_doctor_key (user->id);
  g_autofree char *code = g_strdup_printf ("%09d", user->id);
  g_autofree char *name =
    g_strdup_printf ("%s %s %s", user->last_name, user->name, user->second_name);

  json_object_set_string_member (row, "Ref_Key", key);
  json_object_set_boolean_member (row, "DeletionMark", FALSE);
  json_object_set_string_member (row, "Code", code);
  json_object_set_string_member (row, "Description", name);
  json_object_set_string_member (row, "Должность", user->position);
  set_version (row);

  return row;
}

static const char *
get_text (JsonObject *item, const char *member)
{
  JsonNode *node = json_object_get_member (item, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : "";
}

static char *
dup_name (JsonObject *item)
{
  g_autofree char *name = g_strjoin (" ", get_text (item, "lastName"), get_text (item, "name"),
                                     get_text (item, "secondName"), NULL);

  return g_strdup (g_strstrip (name));
}

JsonObject *
demo_mis_patient_row (const char *key, const DemoMisRecord *own, JsonObject *item)
{
  JsonObject *row = json_object_new ();
  g_autofree char *name = own != NULL ? g_strdup (own->name) : dup_name (item);
  const char *birth = own != NULL ? own->birth : get_text (item, "birthdate");
  g_autofree char *day =
    birth != NULL && birth[0] != '\0' ? g_strdup_printf ("%.10sT00:00:00", birth) : NULL;

  json_object_set_string_member (row, "Ref_Key", key);
  json_object_set_boolean_member (row, "DeletionMark", FALSE);
  json_object_set_string_member (row, "Code", key + strlen (key) - 6);
  json_object_set_string_member (row, "Description", name);
  json_object_set_string_member (row, "ДатаРождения", day != NULL ? day : EMPTY_TIME);
  set_version (row);

  return row;
}

static void
add_contact_row (GPtrArray *rows, const char *key, guint line, const char *kind, const char *text)
{
  JsonObject *row = json_object_new ();
  g_autofree char *number = g_strdup_printf ("%u", line);

  json_object_set_string_member (row, "Ref_Key", key);
  json_object_set_string_member (row, "LineNumber", number);
  json_object_set_string_member (row, "Тип", kind);
  json_object_set_string_member (row, "Представление", text);
  g_ptr_array_add (rows, row);
}

void
demo_mis_add_phone_rows (GPtrArray *rows,
                         const char *key,
                         const DemoMisRecord *own,
                         JsonObject *item)
{
  JsonArray *fields = own == NULL ? json_object_get_array_member (item, "fm") : NULL;

  if (own != NULL && own->phone != NULL)
    add_contact_row (rows, key, 1, "Телефон", own->phone);
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      gboolean is_phone = g_str_equal (get_text (field, "typeId"), "PHONE");

      add_contact_row (rows, key, i + 1, is_phone ? "Телефон" : "АдресЭлектроннойПочты",
                       get_text (field, "value"));
    }
}
