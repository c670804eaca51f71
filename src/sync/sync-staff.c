/* sync-staff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-staff"

#include "sync-staff.h"

#include "bx-batch.h"
#include "bx-json.h"
#include "sync-dictionaries.h"
#include "sync-shifts.h"

/* seconds for which an answer is good enough */
#define FRESH 300
/* a clinic with more employees is told of as many */
#define MOST_PAGES 40
#define DEEPEST 20

struct _SyncStaff
{
  GObject parent_instance;

  SyncContext *context;    /* owned */
  GListStore *departments; /* owned: ClinicDepartment */
  GListStore *colleagues;  /* owned: ClinicColleague */
  GHashTable *parents;     /* owned: department id -> parent's id */
  GPtrArray *waiting;      /* owned: GTask that wait for the answer that is on its way */
  gint64 as_of;            /* unix seconds, 0 never */
  gint64 calendar;         /* section of the plan, 0 none */
  guint pages;
};

G_DEFINE_FINAL_TYPE (SyncStaff, sync_staff, G_TYPE_OBJECT)

static void ask_page (SyncStaff *self, gint64 start);

int
sync_staff_compare_users (ClinicUser *one, ClinicUser *other)
{
  const char *first = clinic_user_get_last_name (one);
  const char *second = clinic_user_get_last_name (other);
  int order = g_utf8_collate (first != NULL ? first : "", second != NULL ? second : "");

  if (order != 0)
    return order;
  first = clinic_user_get_first_name (one);
  second = clinic_user_get_first_name (other);

  return g_utf8_collate (first != NULL ? first : "", second != NULL ? second : "");
}

static int
compare_colleagues (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return sync_staff_compare_users (clinic_colleague_get_user (CLINIC_COLLEAGUE ((gpointer) a)),
                                   clinic_colleague_get_user (CLINIC_COLLEAGUE ((gpointer) b)));
}

ClinicUser *
sync_staff_map_user (JsonObject *row)
{
  gint64 id = bx_json_get_int (row, "ID", 0);
  ClinicUser *user = NULL;

  if (id <= 0)
    return NULL;
  user = clinic_user_new ();
  clinic_user_set_id (user, id);
  clinic_user_set_first_name (user, bx_json_get_string (row, "NAME"));
  clinic_user_set_last_name (user, bx_json_get_string (row, "LAST_NAME"));
  clinic_user_set_position (user, bx_json_get_string (row, "WORK_POSITION"));
  clinic_user_set_inner_phone (user, bx_json_get_string (row, "UF_PHONE_INNER"));
  clinic_user_set_active (user, bx_json_get_bool (row, "ACTIVE", TRUE));

  return user;
}

/* --- departments --- */

static void
add_below (SyncStaff *self, JsonArray *rows, gint64 parent, int depth)
{
  for (guint i = 0; depth < DEEPEST && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      gint64 id = bx_json_get_int (row, "ID", 0);
      g_autoptr (ClinicDepartment) department = NULL;

      if (id <= 0 || bx_json_get_int (row, "PARENT", 0) != parent)
        continue;
      department = clinic_department_new ();
      clinic_department_set_id (department, id);
      clinic_department_set_parent_id (department, parent);
      clinic_department_set_name (department, bx_json_get_string (row, "NAME"));
      clinic_department_set_depth (department, depth);
      g_list_store_append (self->departments, department);
      g_hash_table_insert (self->parents, g_memdup2 (&id, sizeof id),
                           g_memdup2 (&parent, sizeof parent));
      add_below (self, rows, id, depth + 1);
    }
}

/* docs: departments/department-get. The portal lists them in no order. */
static void
take_departments (SyncStaff *self, BxAnswer *answer)
{
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;

  g_clear_object (&self->departments);
  self->departments = g_list_store_new (CLINIC_TYPE_DEPARTMENT);
  g_hash_table_remove_all (self->parents);
  if (rows != NULL)
    add_below (self, rows, 0, 0);
}

static ClinicDepartment *
find_department (SyncStaff *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->departments)); i++)
    {
      g_autoptr (ClinicDepartment) department =
        g_list_model_get_item (G_LIST_MODEL (self->departments), i);

      if (clinic_department_get_id (department) == id)
        return department;
    }

  return NULL;
}

gboolean
sync_staff_is_in_department (SyncStaff *self, ClinicColleague *colleague, gint64 department)
{
  GListModel *own = NULL;

  g_return_val_if_fail (SYNC_IS_STAFF (self), FALSE);

  own = clinic_colleague_get_departments (colleague);
  for (guint i = 0; own != NULL && i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (ClinicDepartment) item = g_list_model_get_item (own, i);
      gint64 id = clinic_department_get_id (item);
      const gint64 *parent = NULL;

      for (guint depth = 0; depth < DEEPEST && id != 0; depth++)
        {
          if (id == department)
            return TRUE;
          parent = g_hash_table_lookup (self->parents, &id);
          id = parent != NULL ? *parent : 0;
        }
    }

  return FALSE;
}

/* --- people --- */

/* docs: user/user-get */
static void
take_employee (SyncStaff *self, JsonObject *row)
{
  g_autoptr (ClinicUser) user = sync_staff_map_user (row);
  JsonArray *ids = bx_json_get_array (row, "UF_DEPARTMENT");
  g_autoptr (ClinicColleague) colleague = NULL;
  g_autoptr (GListStore) departments = NULL;

  if (user == NULL || sync_staff_find (self, clinic_user_get_id (user)) != NULL)
    return;
  departments = g_list_store_new (CLINIC_TYPE_DEPARTMENT);
  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      ClinicDepartment *department =
        find_department (self, bx_json_node_int (json_array_get_element (ids, i), 0));

      if (department != NULL)
        g_list_store_append (departments, department);
    }
  colleague = clinic_colleague_new ();
  clinic_colleague_set_user (colleague, user);
  clinic_colleague_set_departments (colleague, G_LIST_MODEL (departments));
  g_list_store_append (self->colleagues, colleague);
}

static void
take_employees (SyncStaff *self, BxAnswer *answer)
{
  JsonArray *rows = bx_answer_get_array (answer);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    take_employee (self, bx_json_node_object (json_array_get_element (rows, i)));
}

ClinicColleague *
sync_staff_find (SyncStaff *self, gint64 user_id)
{
  g_return_val_if_fail (SYNC_IS_STAFF (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->colleagues)); i++)
    {
      g_autoptr (ClinicColleague) colleague =
        g_list_model_get_item (G_LIST_MODEL (self->colleagues), i);

      if (clinic_user_get_id (clinic_colleague_get_user (colleague)) == user_id)
        return colleague;
    }

  return NULL;
}

/* --- the answers --- */

static void
return_to_all (SyncStaff *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      if (error != NULL)
        g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    }
}

static void
finish (SyncStaff *self)
{
  g_list_store_sort (self->colleagues, compare_colleagues, NULL);
  self->as_of = sync_context_get_now (self->context);
  return_to_all (self, NULL);
}

static void
on_plan_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncStaff) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer != NULL)
    sync_shifts_apply (bx_answer_get_array (answer), G_LIST_MODEL (self->colleagues),
                       sync_context_get_now (self->context));
  else
    g_debug ("The plan of the shifts did not come: %s", error->message);
  finish (self);
}

/* when everybody is known: who works today */
static void
ask_for_plan (SyncStaff *self)
{
  g_autoptr (JsonNode) params = NULL;

  if (self->calendar == 0)
    {
      finish (self);
      return;
    }
  params = sync_shifts_new_params (self->calendar, sync_context_get_now (self->context));
  bx_client_call_async (sync_context_get_client (self->context), "calendar.event.get", params,
                        BX_PRIORITY_PERSON, BX_CALL_READ,
                        sync_context_get_cancellable (self->context), on_plan_cb,
                        g_object_ref (self));
}

static void
on_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncStaff) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) people = NULL;

  people = answers != NULL ? bx_batch_answer_dup (answers, "people", &error) : NULL;
  if (people == NULL)
    {
      return_to_all (self, error);
      return;
    }
  if (bx_batch_answer_has (answers, "departments"))
    {
      g_autoptr (BxAnswer) departments = bx_batch_answer_dup (answers, "departments", NULL);

      take_departments (self, departments);
    }
  if (bx_batch_answer_has (answers, "calendars"))
    {
      g_autoptr (BxAnswer) calendars = bx_batch_answer_dup (answers, "calendars", NULL);

      self->calendar =
        calendars != NULL ? sync_shifts_find_calendar (bx_answer_get_array (calendars)) : 0;
    }
  take_employees (self, people);
  if (bx_answer_get_next (people) > 0 && ++self->pages < MOST_PAGES)
    ask_page (self, bx_answer_get_next (people));
  else
    ask_for_plan (self);
}

static void
ask_page (SyncStaff *self, gint64 start)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (JsonNode) people = bx_json_build (
    "{'FILTER': {'ACTIVE': true, 'USER_TYPE': 'employee'}, 'start': %" G_GINT64_FORMAT "}", start);
  g_autoptr (JsonNode) nothing = bx_json_build ("{}");
  g_autoptr (JsonNode) company = bx_json_build ("{'type': 'company_calendar', 'ownerId': 0}");

  if (start == 0)
    {
      bx_batch_add (batch, "departments", "department.get", nothing, NULL);
      if (sync_context_has_scope (self->context, "calendar"))
        bx_batch_add (batch, "calendars", "calendar.section.get", company, NULL);
    }
  bx_batch_add (batch, "people", "user.get", people, NULL);
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, sync_context_get_cancellable (self->context), on_page_cb,
                         g_object_ref (self));
}

void
sync_staff_load_async (SyncStaff *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SYNC_IS_STAFF (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sync_staff_load_async);
  if (self->as_of > 0 && sync_context_get_now (self->context) < self->as_of + FRESH)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->waiting->len > 1)
    return;
  /* who has the lists of last time keeps them as they are */
  g_clear_object (&self->colleagues);
  self->colleagues = g_list_store_new (CLINIC_TYPE_COLLEAGUE);
  self->calendar = 0;
  self->pages = 0;
  ask_page (self, 0);
}

gboolean
sync_staff_load_finish (SyncStaff *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

GListModel *
sync_staff_get_departments (SyncStaff *self)
{
  g_return_val_if_fail (SYNC_IS_STAFF (self), NULL);

  return G_LIST_MODEL (self->departments);
}

GListModel *
sync_staff_get_colleagues (SyncStaff *self)
{
  g_return_val_if_fail (SYNC_IS_STAFF (self), NULL);

  return G_LIST_MODEL (self->colleagues);
}

/* --- to whom a post can be addressed --- */

/* Without the portal: who worked here when it answered last. Some guests of a portal are users. */
static gboolean
take_known (SyncStaff *self)
{
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (self->context);
  JsonArray *rows = bx_json_node_array (sync_dictionaries_get (dictionaries, SYNC_PART_USERS));

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      const char *type = bx_json_get_string (row, "USER_TYPE");

      if (type == NULL || g_str_equal (type, "employee"))
        take_employee (self, row);
    }
  g_list_store_sort (self->colleagues, compare_colleagues, NULL);

  return g_list_model_get_n_items (G_LIST_MODEL (self->colleagues)) > 0;
}

static void
on_addressees_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SyncStaff *self = SYNC_STAFF (source);
  g_autoptr (ClinicAddressees) addressees = user_data;
  g_autoptr (GError) error = NULL;

  if (!sync_staff_load_finish (self, result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      clinic_addressees_set_problem (addressees, error->message);
      if (!take_known (self))
        {
          clinic_addressees_set_state (addressees, CLINIC_LOAD_MISSING);
          return;
        }
    }
  clinic_addressees_set_departments (addressees, G_LIST_MODEL (self->departments));
  clinic_addressees_set_colleagues (addressees, G_LIST_MODEL (self->colleagues));
  clinic_addressees_set_state (addressees, CLINIC_LOAD_READY);
}

ClinicAddressees *
sync_staff_open_addressees (SyncStaff *self)
{
  ClinicAddressees *addressees = NULL;

  g_return_val_if_fail (SYNC_IS_STAFF (self), NULL);

  addressees = clinic_addressees_new ();
  sync_staff_load_async (self, NULL, on_addressees_cb, g_object_ref (addressees));

  return addressees;
}

/* --- the type --- */

static void
sync_staff_finalize (GObject *object)
{
  SyncStaff *self = SYNC_STAFF (object);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->parents, g_hash_table_unref);
  g_clear_object (&self->colleagues);
  g_clear_object (&self->departments);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_staff_parent_class)->finalize (object);
}

static void
sync_staff_class_init (SyncStaffClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_staff_finalize;
}

static void
sync_staff_init (SyncStaff *self)
{
  self->departments = g_list_store_new (CLINIC_TYPE_DEPARTMENT);
  self->colleagues = g_list_store_new (CLINIC_TYPE_COLLEAGUE);
  self->parents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

SyncStaff *
sync_staff_new (SyncContext *context)
{
  SyncStaff *self = g_object_new (SYNC_TYPE_STAFF, NULL);

  self->context = g_object_ref (context);

  return self;
}
