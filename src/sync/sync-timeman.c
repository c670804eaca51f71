/* sync-timeman.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-timeman"

#include "sync-timeman.h"

#include "bx-auth.h"
#include "bx-error.h"
#include "bx-json.h"
#include "clinic-days.h"

#define PAGE 50
/* a day is begun and ended a few times at most */
#define MOST_PAGES 10

/* A stretch of the users whose records are still to be asked for. */
typedef struct
{
  guint first;
  guint count;
  guint page; /* from 1 */
} Stretch;

typedef struct
{
  SyncContext *context; /* owned */
  GArray *users;        /* owned, of gint64 */
  GQueue stretches;     /* owned, of Stretch (owned) */
  Stretch asking;
  gint64 from;
  gint64 to;
  int month;
  JsonObject *answer; /* owned */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->context);
  g_clear_pointer (&self->users, g_array_unref);
  g_queue_clear_full (&self->stretches, g_free);
  g_clear_pointer (&self->answer, json_object_unref);
  g_free (self);
}

static void
push (Reading *self, guint first, guint count, guint page)
{
  Stretch *stretch = g_new (Stretch, 1);

  *stretch = (Stretch){ first, count, page };
  g_queue_push_tail (&self->stretches, stretch);
}

static char *
dup_key (Reading *self, guint place)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (self->users, gint64, place));
}

static JsonObject *
get_part (Reading *self, const char *name)
{
  if (!json_object_has_member (self->answer, name))
    json_object_set_object_member (self->answer, name, json_object_new ());

  return json_object_get_object_member (self->answer, name);
}

static void
deny (Reading *self, guint place)
{
  if (!json_object_has_member (self->answer, SYNC_TIMEMAN_DENIED))
    json_object_set_array_member (self->answer, SYNC_TIMEMAN_DENIED, json_array_new ());
  json_array_add_int_element (json_object_get_array_member (self->answer, SYNC_TIMEMAN_DENIED),
                              g_array_index (self->users, gint64, place));
}

static void
return_answer (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  g_task_return_pointer (task, json_object_ref (self->answer), (GDestroyNotify) json_object_unref);
}

/* --- months of the time control --- */

static void
take_report (Reading *self, BxBatchAnswer *answers, guint place)
{
  g_autofree char *user = dup_key (self, place);
  g_autofree char *key = g_strconcat ("u", user, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, key, &error);
  JsonArray *days = NULL;

  if (answer == NULL)
    {
      g_debug ("The time of %s is not told: %s", user, error->message);
      deny (self, place);
      return;
    }
  days = bx_json_get_array (bx_json_get_object (bx_answer_get_object (answer), "report"), "days");
  json_object_set_array_member (get_part (self, SYNC_TIMEMAN_REPORTS), user,
                                days != NULL ? json_array_ref (days) : json_array_new ());
}

static void
on_reports_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < MIN (self->users->len, BX_BATCH_MAX); i++)
    take_report (self, answers, i);
  return_answer (task);
}

/* docs: timeman/timecontrol/timeman-timecontrol-reports-get */
static void
ask_for_reports (GTask *task)
{
  Reading *self = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  int year = 0, month = 0, day = 0;

  clinic_days_to_date (self->month, &year, &month, &day);
  json_object_set_boolean_member (self->answer, SYNC_TIMEMAN_NO_V3, TRUE);
  for (guint i = 0; i < MIN (self->users->len, BX_BATCH_MAX); i++)
    {
      g_autofree char *user = dup_key (self, i);
      g_autofree char *key = g_strconcat ("u", user, NULL);

      bx_batch_ask (batch, key, "timeman.timecontrol.reports.get",
                    bx_json_build ("{'USER_ID': %s, 'MONTH': %d, 'YEAR': %d}", user, month, year));
    }
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, g_task_get_cancellable (task), on_reports_cb, task);
}

/* --- records --- */

static void ask_for_records (GTask *task);

static guint
add_records (Reading *self, guint place, JsonArray *items)
{
  g_autofree char *user = dup_key (self, place);
  JsonObject *records = get_part (self, SYNC_TIMEMAN_RECORDS);
  guint length = items != NULL ? json_array_get_length (items) : 0;

  if (!json_object_has_member (records, user))
    json_object_set_array_member (records, user, json_array_new ());
  for (guint i = 0; i < length; i++)
    json_array_add_element (json_object_get_array_member (records, user),
                            json_node_copy (json_array_get_element (items, i)));

  return length;
}

/* A batch of REST 3 gives its results in the order of the calls. */
static gboolean
take_records (Reading *self, BxAnswer *answer)
{
  JsonArray *results = bx_answer_get_array (answer);
  Stretch asked = self->asking;

  if (results == NULL || json_array_get_length (results) < asked.count)
    return FALSE;
  for (guint i = 0; i < asked.count; i++)
    {
      JsonObject *result = bx_json_node_object (json_array_get_element (results, i));
      guint n = add_records (self, asked.first + i, bx_json_get_array (result, "items"));

      if (n >= PAGE && asked.page < MOST_PAGES)
        push (self, asked.first + i, 1, asked.page + 1);
    }

  return TRUE;
}

/* A batch is refused as a whole when she may not see one of them: by halves it comes out who that
 * is. */
static void
split (Reading *self)
{
  Stretch asked = self->asking;
  guint half = asked.count / 2;

  if (asked.count == 1)
    {
      deny (self, asked.first);
      return;
    }
  push (self, asked.first, half, asked.page);
  push (self, asked.first + half, asked.count - half, asked.page);
}

/* asking another way would end the same */
static gboolean
is_unreachable (const GError *error)
{
  return error->domain != BX_ERROR || error->code == BX_ERROR_NETWORK ||
         error->code == BX_ERROR_UNTRUSTED || error->code == BX_ERROR_SERVER ||
         error->code == BX_ERROR_THROTTLED;
}

static void
on_records_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (g_error_matches (error, BX_ERROR, BX_ERROR_DENIED))
    {
      split (self);
      ask_for_records (g_steal_pointer (&task));
    }
  else if (answer != NULL && take_records (self, answer))
    {
      ask_for_records (g_steal_pointer (&task));
    }
  else if (error != NULL && is_unreachable (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    {
      /* older portals answer there in many ways, that nobody is let in among them */
      g_debug ("There are no records of REST 3: %s", error != NULL ? error->message : "-");
      ask_for_reports (g_steal_pointer (&task));
    }
}

static char *
dup_moment (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00");
}

static JsonNode *
new_call (Reading *self, guint place)
{
  g_autofree char *from = dup_moment (self->from);
  g_autofree char *to = dup_moment (self->to - 1);

  return bx_json_build (
    "{'method': 'timeman.record.list', 'query': {'filter': [['userId', %" G_GINT64_FORMAT "],"
    " ['startTime', 'between', [%s, %s]]], 'select': ['id', 'userId', 'startTime', 'endTime',"
    " 'duration', 'breakLength', 'state', 'isApproved'], 'order': {'startTime': 'ASC'},"
    " 'pagination': {'page': %u, 'limit': %d}}}",
    g_array_index (self->users, gint64, place), from, to, self->asking.page, PAGE);
}

/* docs: timeman/record/timeman-record-list, rest-v3; takes the task over */
static void
ask_for_records (GTask *task)
{
  Reading *self = g_task_get_task_data (task);
  g_autofree Stretch *next = g_queue_pop_head (&self->stretches);
  g_autoptr (JsonNode) calls = NULL;
  JsonArray *list = NULL;

  if (next == NULL)
    {
      return_answer (task);
      g_object_unref (task);
      return;
    }
  self->asking = *next;
  calls = json_node_new (JSON_NODE_ARRAY);
  list = json_array_new ();
  for (guint i = 0; i < next->count; i++)
    json_array_add_element (list, new_call (self, next->first + i));
  json_node_take_array (calls, list);
  bx_client_call_async (sync_context_get_client (self->context), BX_METHOD_V3 "batch", calls,
                        BX_PRIORITY_BACKGROUND, BX_CALL_READ, g_task_get_cancellable (task),
                        on_records_cb, task);
}

void
sync_timeman_read_async (SyncContext *context,
                         GArray *users,
                         gint64 from,
                         gint64 to,
                         int month,
                         gboolean old,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *self = g_new0 (Reading, 1);

  g_task_set_source_tag (task, sync_timeman_read_async);
  self->context = g_object_ref (context);
  self->users = g_array_ref (users);
  self->from = from;
  self->to = to;
  self->month = month;
  self->answer = json_object_new ();
  g_queue_init (&self->stretches);
  g_task_set_task_data (task, self, reading_free);
  for (guint i = 0; i < users->len; i += BX_BATCH_MAX)
    push (self, i, MIN (users->len - i, BX_BATCH_MAX), 1);
  if (old && users->len > 0)
    ask_for_reports (task);
  else
    ask_for_records (task);
}

JsonObject *
sync_timeman_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- what it says --- */

/* whether a record with this state is over; those of the reports say it another way */
static gboolean
is_closed (JsonObject *item)
{
  const char *state = bx_json_get_string (item, "state");

  return state == NULL ||
         (g_ascii_strcasecmp (state, "opened") != 0 && g_ascii_strcasecmp (state, "paused") != 0 &&
          g_ascii_strcasecmp (state, "expired") != 0);
}

static ClinicFactWork
map_record (JsonObject *item)
{
  return (ClinicFactWork){
    .record_id = bx_json_get_int (item, "id", 0),
    .fact_start = bx_json_get_unix (item, "startTime"),
    .fact_end = is_closed (item) ? bx_json_get_unix (item, "endTime") : 0,
    .fact_break = (gint32) bx_json_get_int (item, "breakLength", -1),
    .approved = bx_json_get_bool (item, "isApproved", TRUE),
  };
}

/* the day's number stands for a record where the portal does not name one */
static ClinicFactWork
map_day (JsonObject *day)
{
  JsonArray *reports = bx_json_get_array (day, "reports");
  JsonObject *first = reports != NULL && json_array_get_length (reports) > 0
                        ? bx_json_node_object (json_array_get_element (reports, 0))
                        : NULL;
  gint64 entry = bx_json_get_int (first, "entry_id", 0);

  return (ClinicFactWork){
    .record_id = entry > 0 ? entry : bx_json_get_int (day, "index", 0),
    .fact_start = bx_json_get_unix (day, "workday_date_start"),
    .fact_end = bx_json_get_bool (day, "workday_complete", FALSE)
                  ? bx_json_get_unix (day, "workday_date_finish")
                  : 0,
    .fact_break = (gint32) bx_json_get_int (day, "workday_time_leaks_user", -1),
    .approved = TRUE,
  };
}

GArray *
sync_timeman_map (JsonObject *answer, gint64 user, guint32 number)
{
  GArray *works = g_array_new (FALSE, TRUE, sizeof (ClinicFactWork));
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, user);
  JsonArray *records = bx_json_get_array (bx_json_get_object (answer, SYNC_TIMEMAN_RECORDS), key);
  JsonArray *rows = records != NULL
                      ? records
                      : bx_json_get_array (bx_json_get_object (answer, SYNC_TIMEMAN_REPORTS), key);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      ClinicFactWork work = records != NULL ? map_record (row) : map_day (row);

      work.user = number;
      if (work.fact_start > 0 && work.record_id != 0)
        g_array_append_val (works, work);
    }

  return works;
}

gboolean
sync_timeman_is_denied (JsonObject *answer, gint64 user)
{
  JsonArray *denied = bx_json_get_array (answer, SYNC_TIMEMAN_DENIED);

  for (guint i = 0; denied != NULL && i < json_array_get_length (denied); i++)
    if (bx_json_node_int (json_array_get_element (denied, i), 0) == user)
      return TRUE;

  return FALSE;
}
