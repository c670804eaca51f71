/* sync-audience.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-audience"

#include "sync-audience.h"

#include "bx-json.h"
#include "clinic-colleague.h"
#include "sync-ballot.h"

#include <string.h>

/* the portal names no more readers: who is missing cannot be said then */
#define MOST_READERS 500

static GHashTable *
new_id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_id (GHashTable *ids, gint64 id)
{
  if (id > 0)
    g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

SyncAudience *
sync_audience_new (SyncContext *context,
                   SyncStaff *staff,
                   ClinicReadership *readership,
                   ClinicPost *post)
{
  SyncAudience *audience = g_new0 (SyncAudience, 1);

  audience->context = g_object_ref (context);
  audience->staff = g_object_ref (staff);
  audience->readership = g_object_ref (readership);
  audience->readers = new_id_set ();
  audience->polled = new_id_set ();
  audience->recipients = new_id_set ();
  audience->departments = new_id_set ();
  audience->groups = g_ptr_array_new_with_free_func (g_free);
  audience->strangers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  audience->noticed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  audience->post = clinic_post_get_id (post);
  audience->author = clinic_post_get_author_id (post);

  return audience;
}

void
sync_audience_free (SyncAudience *audience)
{
  g_clear_object (&audience->context);
  g_clear_object (&audience->staff);
  g_clear_object (&audience->readership);
  g_clear_pointer (&audience->readers, g_hash_table_unref);
  g_clear_pointer (&audience->polled, g_hash_table_unref);
  g_clear_pointer (&audience->recipients, g_hash_table_unref);
  g_clear_pointer (&audience->departments, g_hash_table_unref);
  g_clear_pointer (&audience->groups, g_ptr_array_unref);
  g_clear_pointer (&audience->strangers, g_hash_table_unref);
  g_clear_pointer (&audience->noticed, g_hash_table_unref);
  g_free (audience);
}

void
sync_audience_fail (SyncAudience *audience, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  clinic_readership_set_problem (audience->readership, error->message);
  clinic_readership_set_state (audience->readership, CLINIC_LOAD_MISSING);
}

/* --- who got it, who has read it --- */

void
sync_audience_take_readers (SyncAudience *audience, BxAnswer *answer)
{
  JsonArray *ids = bx_answer_get_array (answer);

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    add_id (audience->readers, bx_json_node_int (json_array_get_element (ids, i), 0));
}

void
sync_audience_take_voters (SyncAudience *audience, BxAnswer *answer)
{
  g_autoptr (GArray) ids = sync_ballot_read_voters (bx_answer_get_object (answer));

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!g_hash_table_contains (audience->readers, &id))
        add_id (audience->polled, id);
      add_id (audience->readers, id);
    }
}

/* "DR" and "5", "UA" and "" */
static void
take_code (SyncAudience *audience, const char *type, const char *id)
{
  gint64 number = g_ascii_strtoll (id, NULL, 10);

  if (g_str_equal (type, "UA") || (g_str_equal (type, "U") && g_str_equal (id, "A")))
    audience->is_everybody = TRUE;
  else if (g_str_equal (type, "DR") || g_str_equal (type, "D"))
    add_id (audience->departments, number);
  else if (g_str_equal (type, "SG"))
    g_ptr_array_add (audience->groups, g_strdup (id));
  else if (g_str_equal (type, "U"))
    add_id (audience->recipients, number);
}

/* {"TYPE":"DR","ID":"5"}, or "DR5" */
void
sync_audience_take_destination (SyncAudience *audience, JsonNode *node)
{
  JsonObject *object = bx_json_node_object (node);
  g_autofree char *id = object != NULL ? bx_json_dup_string (object, "ID") : NULL;
  g_autofree char *kind = NULL;
  const char *type = bx_json_get_string (object, "TYPE");
  gint64 number = bx_json_get_int (object, "ID", 0);
  const char *code;
  gsize letters = 0;

  if (type != NULL)
    {
      if (id == NULL && number > 0)
        id = g_strdup_printf ("%" G_GINT64_FORMAT, number);
      take_code (audience, type, id != NULL ? id : "");
      return;
    }
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return;
  code = json_node_get_string (node);
  while (g_ascii_isalpha (code[letters]))
    letters++;
  kind = g_strndup (code, letters);
  take_code (audience, kind, code + letters);
}

/* socialnetwork.api.livefeed.blogpost.getBlogPostMobileFullData: PostDestination is there for the
 * author and for administrators alone. */
void
sync_audience_take_destinations (SyncAudience *audience, BxAnswer *answer)
{
  JsonObject *data = bx_answer_get_object (answer);
  JsonArray *list = bx_json_get_array (data, "PostDestination");
  JsonObject *named = bx_json_get_object (data, "PostDestination");
  g_autoptr (GList) members = named != NULL ? json_object_get_values (named) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    sync_audience_take_destination (audience, json_array_get_element (list, i));
  for (GList *l = members; l != NULL; l = l->next)
    sync_audience_take_destination (audience, l->data);
  audience->is_told = (list != NULL && json_array_get_length (list) > 0) || members != NULL;
}

/* --- the outcome --- */

/* (transfer full) (nullable): who she is, and of a reader since when she is known to be one */
static ClinicColleague *
new_colleague (SyncAudience *audience, gint64 id)
{
  ClinicColleague *known = sync_staff_find (audience->staff, id);
  ClinicUser *stranger = g_hash_table_lookup (audience->strangers, &id);
  const gint64 *noticed = g_hash_table_lookup (audience->noticed, &id);
  ClinicColleague *colleague = NULL;

  if (stranger == NULL)
    stranger = sync_context_find_user (audience->context, id);
  if (known == NULL && stranger == NULL)
    return NULL;
  colleague = clinic_colleague_new ();
  if (known != NULL)
    clinic_colleague_update (colleague, known);
  else
    clinic_colleague_set_user (colleague, stranger);
  if (noticed != NULL)
    clinic_colleague_set_noticed (colleague, *noticed);
  clinic_colleague_set_polled (colleague, g_hash_table_contains (audience->polled, &id));

  return colleague;
}

static const char *
get_department (ClinicColleague *colleague)
{
  GListModel *departments = clinic_colleague_get_departments (colleague);
  g_autoptr (ClinicDepartment) first =
    departments != NULL ? g_list_model_get_item (departments, 0) : NULL;
  const char *name = first != NULL ? clinic_department_get_name (first) : NULL;

  return name != NULL ? name : "";
}

static int
compare_colleagues (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ClinicColleague *one = CLINIC_COLLEAGUE ((gpointer) a);
  ClinicColleague *other = CLINIC_COLLEAGUE ((gpointer) b);
  int order = g_utf8_collate (get_department (one), get_department (other));

  return order != 0 ? order
                    : sync_staff_compare_users (clinic_colleague_get_user (one),
                                                clinic_colleague_get_user (other));
}

/* (transfer full): those of the ids who are known, by department and name */
static GListStore *
list_colleagues (SyncAudience *audience, GHashTable *ids)
{
  GListStore *list = g_list_store_new (CLINIC_TYPE_COLLEAGUE);
  GHashTableIter iter;
  gint64 *id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      g_autoptr (ClinicColleague) colleague = new_colleague (audience, *id);

      if (colleague != NULL)
        g_list_store_append (list, colleague);
    }
  g_list_store_sort (list, compare_colleagues, NULL);

  return list;
}

static void
add_missing (SyncAudience *audience, GHashTable *missing, gint64 id)
{
  if (id != audience->author && !g_hash_table_contains (audience->readers, &id))
    add_id (missing, id);
}

static gboolean
is_addressed (SyncAudience *audience, ClinicColleague *colleague)
{
  GHashTableIter iter;
  gint64 *id;

  if (audience->is_everybody)
    return TRUE;
  g_hash_table_iter_init (&iter, audience->departments);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      if (sync_staff_is_in_department (audience->staff, colleague, *id))
        return TRUE;
    }

  return FALSE;
}

/* who got it, has not read it, still works here, and did not write it */
static GHashTable *
list_missing (SyncAudience *audience)
{
  GHashTable *missing = new_id_set ();
  GListModel *colleagues = sync_staff_get_colleagues (audience->staff);
  GHashTableIter iter;
  gint64 *id;

  for (guint i = 0; i < g_list_model_get_n_items (colleagues); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (colleagues, i);

      if (is_addressed (audience, colleague))
        add_missing (audience, missing, clinic_user_get_id (clinic_colleague_get_user (colleague)));
    }
  g_hash_table_iter_init (&iter, audience->recipients);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      ClinicUser *stranger = g_hash_table_lookup (audience->strangers, id);

      if (sync_staff_find (audience->staff, *id) != NULL ||
          (stranger != NULL && clinic_user_get_active (stranger)))
        add_missing (audience, missing, *id);
    }

  return missing;
}

void
sync_audience_finish (SyncAudience *audience)
{
  g_autoptr (GListStore) readers = NULL;

  /* nobody says who is in a department */
  if (g_hash_table_size (audience->departments) > 0 &&
      g_list_model_get_n_items (sync_staff_get_departments (audience->staff)) == 0)
    audience->is_told = FALSE;
  audience->is_told = audience->is_told && g_hash_table_size (audience->readers) < MOST_READERS;
  /* the portal counts who wrote it as a reader: of those who got it she is none */
  if (audience->is_told)
    g_hash_table_remove (audience->readers, &audience->author);
  readers = list_colleagues (audience, audience->readers);
  clinic_readership_set_readers (audience->readership, G_LIST_MODEL (readers));
  if (audience->is_told)
    {
      g_autoptr (GHashTable) ids = list_missing (audience);
      g_autoptr (GListStore) missing = list_colleagues (audience, ids);

      clinic_readership_set_missing (audience->readership, G_LIST_MODEL (missing));
    }
  clinic_readership_set_state (audience->readership, CLINIC_LOAD_READY);
}

void
sync_audience_add_recipient (SyncAudience *audience, gint64 id)
{
  add_id (audience->recipients, id);
}
