/* sync-pay-round.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-round"

#include "sync-pay-round.h"

#include "bx-json.h"
#include "clinic-days.h"
#include "sync-pay-discover.h"
#include "sync-pay-map.h"
#include "sync-pay-plan.h"
#include "sync-timeman.h"

#define DAY (24 * 3600)
/* pages of a list that are read: more rows are no list of a clinic */
#define MOST_PAGES 40

/* the parts that are rows of lists */
static const struct
{
  SyncPayListKind kind;
  const char *part;
  gboolean of_month;
} lists[] = {
  { SYNC_PAY_RATES, SYNC_PAY_MONTH_RATES, FALSE },
  { SYNC_PAY_EXTRAS, SYNC_PAY_MONTH_EXTRAS, TRUE },
  { SYNC_PAY_SIGNATURES, SYNC_PAY_MONTH_SIGNATURES, TRUE },
  { SYNC_PAY_SCALES, SYNC_PAY_MONTH_SCALES, FALSE },
};

typedef struct
{
  SyncContext *context;              /* owned */
  SyncPayScheme *scheme;             /* owned */
  JsonObject *month;                 /* owned */
  GArray *users;                     /* owned, of gint64 */
  gint64 next[G_N_ELEMENTS (lists)]; /* pages that are still to be read, -1 none */
  guint pages;
  int from;
  int to;
  gboolean old;
} Round;

static void
round_free (gpointer data)
{
  Round *self = data;

  g_clear_object (&self->context);
  g_clear_pointer (&self->scheme, sync_pay_scheme_unref);
  g_clear_pointer (&self->month, json_object_unref);
  g_clear_pointer (&self->users, g_array_unref);
  g_free (self);
}

static void
note_failure (Round *self, const char *part, const char *words)
{
  if (!json_object_has_member (self->month, SYNC_PAY_MONTH_FAILED))
    json_object_set_object_member (self->month, SYNC_PAY_MONTH_FAILED, json_object_new ());
  json_object_set_string_member (json_object_get_object_member (self->month, SYNC_PAY_MONTH_FAILED),
                                 part, words);
}

/* (transfer full) (nullable): NULL: refused, which is noted */
static BxAnswer *
take_answer (Round *self, BxBatchAnswer *answers, const char *part)
{
  g_autoptr (GError) error = NULL;
  BxAnswer *answer = bx_batch_answer_dup (answers, part, &error);

  if (answer == NULL)
    {
      g_debug ("%s of the month is not told: %s", part, error->message);
      note_failure (self, part, error->message);
    }

  return answer;
}

static void
append_rows (Round *self, const char *part, JsonArray *rows)
{
  if (!json_object_has_member (self->month, part))
    json_object_set_array_member (self->month, part, json_array_new ());
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    json_array_add_element (json_object_get_array_member (self->month, part),
                            json_node_copy (json_array_get_element (rows, i)));
}

static void
send_batch (GTask *task, BxBatch *batch, GAsyncReadyCallback callback)
{
  Round *self = g_task_get_task_data (task);

  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, g_task_get_cancellable (task), callback, task);
}

/* --- working time --- */

static void
return_month (GTask *task)
{
  Round *self = g_task_get_task_data (task);

  json_object_set_int_member (self->month, SYNC_PAY_MONTH_AS_OF,
                              sync_context_get_now (self->context));
  g_task_return_pointer (task, json_object_ref (self->month), (GDestroyNotify) json_object_unref);
}

static void
on_hours_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Round *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  JsonObject *hours = NULL;

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  hours = json_object_new ();
  for (guint i = 0; i < MIN (self->users->len, BX_BATCH_MAX); i++)
    {
      g_autofree char *key =
        g_strdup_printf ("h%" G_GINT64_FORMAT, g_array_index (self->users, gint64, i));
      JsonNode *settings = bx_batch_answer_dup_result (answers, key);

      if (settings != NULL)
        json_object_set_member (hours, key + 1, settings);
    }
  json_object_set_object_member (self->month, SYNC_PAY_MONTH_HOURS, hours);
  return_month (task);
}

/* docs: timeman/base/timeman-settings; takes the task over */
static void
ask_for_hours (GTask *task)
{
  Round *self = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  for (guint i = 0; i < MIN (self->users->len, BX_BATCH_MAX); i++)
    {
      gint64 user = g_array_index (self->users, gint64, i);
      g_autofree char *key = g_strdup_printf ("h%" G_GINT64_FORMAT, user);

      bx_batch_ask (batch, key, "timeman.settings",
                    bx_json_build ("{'USER_ID': %" G_GINT64_FORMAT "}", user));
    }
  send_batch (task, batch, on_hours_cb);
}

static void
on_time_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Round *self = g_task_get_task_data (task);
  GError *error = NULL;
  JsonObject *time = sync_timeman_read_finish (result, &error);

  if (time == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  json_object_set_object_member (self->month, SYNC_PAY_MONTH_TIME, time);
  if (sync_pay_scheme_get_calendar (self->scheme) == 0 ||
      !json_object_has_member (self->month, SYNC_PAY_MONTH_EVENTS))
    ask_for_hours (g_steal_pointer (&task));
  else
    return_month (task);
}

/* takes the task over; a day around the month: a shift belongs to the day it began on by the
 * schedule, and somebody may be there a little earlier or later */
static void
ask_for_time (GTask *task)
{
  Round *self = g_task_get_task_data (task);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  if (self->users->len == 0 || !sync_context_has_scope (self->context, "timeman"))
    {
      return_month (task);
      g_object_unref (task);
      return;
    }
  sync_timeman_read_async (self->context, self->users, clinic_days_begin (zone, self->from) - DAY,
                           clinic_days_begin (zone, self->to) + DAY, self->from, self->old,
                           g_task_get_cancellable (task), on_time_cb, task);
}

/* --- people --- */

static void
add_user (Round *self, gint64 user)
{
  for (guint i = 0; i < self->users->len; i++)
    if (g_array_index (self->users, gint64, i) == user)
      return;
  if (user > 0)
    g_array_append_val (self->users, user);
}

static void
on_users_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Round *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) answer = NULL;
  JsonArray *rows = NULL;

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  answer = take_answer (self, answers, SYNC_PAY_MONTH_USERS);
  rows = answer != NULL ? bx_answer_get_array (answer) : NULL;
  append_rows (self, SYNC_PAY_MONTH_USERS, rows);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    add_user (self,
              bx_json_get_int (bx_json_node_object (json_array_get_element (rows, i)), "ID", 0));
  ask_for_time (g_steal_pointer (&task));
}

/* Who has a rate in the month, by the list. */
static void
collect_paid (Round *self)
{
  const SyncPayList *list = sync_pay_scheme_get_list (self->scheme, SYNC_PAY_RATES);
  JsonArray *rows = bx_json_get_array (self->month, SYNC_PAY_MONTH_RATES);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      int day = sync_pay_map_day (list, row);

      if (day == CLINIC_DAYS_NONE || day < self->to)
        add_user (self, sync_pay_map_employee (list, row));
    }
}

/* docs: user/user-get; dismissed ones too; takes the task over */
static void
ask_for_users (GTask *task)
{
  Round *self = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  gint64 department = sync_pay_scheme_get_department (self->scheme);
  JsonNode *params = NULL;
  JsonArray *ids = NULL;

  if (!sync_pay_scheme_may_manage (self->scheme))
    add_user (self, sync_pay_scheme_get_me (self->scheme));
  else
    collect_paid (self);
  if (self->users->len == 0 && department == 0)
    {
      return_month (task);
      g_object_unref (task);
      return;
    }
  params = bx_json_build ("{'FILTER': {}}");
  if (self->users->len > 0)
    {
      ids = json_array_new ();
      for (guint i = 0; i < self->users->len; i++)
        json_array_add_int_element (ids, g_array_index (self->users, gint64, i));
      json_object_set_array_member (json_object_get_object_member (json_node_get_object (params),
                                                                   "FILTER"),
                                    "ID", ids);
    }
  else
    json_object_set_int_member (json_object_get_object_member (json_node_get_object (params),
                                                               "FILTER"),
                                "UF_DEPARTMENT", department);
  bx_batch_ask (batch, SYNC_PAY_MONTH_USERS, "user.get", params);
  send_batch (task, batch, on_users_cb);
}

/* --- lists and the schedule --- */

static void ask_for_rows (GTask *task);

static void
on_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Round *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  gboolean more = FALSE;

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (BxAnswer) answer = NULL;

      if (self->next[i] < 0)
        continue;
      answer = take_answer (self, answers, lists[i].part);
      if (answer != NULL)
        append_rows (self, lists[i].part, bx_answer_get_array (answer));
      self->next[i] = answer != NULL ? bx_answer_get_next (answer) : -1;
      more = more || self->next[i] >= 0;
    }
  if (bx_batch_answer_has (answers, SYNC_PAY_MONTH_EVENTS))
    {
      g_autoptr (BxAnswer) answer = take_answer (self, answers, SYNC_PAY_MONTH_EVENTS);

      if (answer != NULL)
        append_rows (self, SYNC_PAY_MONTH_EVENTS, bx_answer_get_array (answer));
    }
  if (more && ++self->pages < MOST_PAGES)
    ask_for_rows (g_steal_pointer (&task));
  else
    ask_for_users (g_steal_pointer (&task));
}

/* (transfer full) (nullable): FILTER of a list whose rows have a day; a day in the portal's own
 * format is the only one that is compared right (office.md 4.2) */
static JsonNode *
new_filter (Round *self, const SyncPayList *list)
{
  const char *field = list->fields[SYNC_PAY_DATE];
  JsonNode *node = NULL;

  if (field == NULL)
    return NULL;
  node = bx_json_build ("{}");
  for (guint i = 0; i < 2; i++)
    {
      int year = 0, month = 0, day = 0;
      g_autofree char *key = g_strconcat (i == 0 ? ">=" : "<=", field, NULL);
      g_autofree char *text = NULL;

      clinic_days_to_date (i == 0 ? self->from : self->to - 1, &year, &month, &day);
      text = g_strdup_printf ("%02d.%02d.%04d", day, month, year);
      json_object_set_string_member (json_node_get_object (node), key, text);
    }

  return node;
}

/* docs: lists/elements/lists-element-get, calendar/calendar-event/calendar-event-get; takes the
 * task over */
static void
ask_for_rows (GTask *task)
{
  Round *self = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  gint64 calendar = sync_pay_scheme_get_calendar (self->scheme);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const SyncPayList *list = sync_pay_scheme_get_list (self->scheme, lists[i].kind);
      g_autoptr (JsonNode) where = lists[i].of_month ? new_filter (self, list) : NULL;

      if (list->id == 0)
        self->next[i] = -1;
      if (self->next[i] >= 0)
        bx_batch_ask (batch, lists[i].part, "lists.element.get",
                      sync_pay_new_list_params (list, where, self->next[i]));
    }
  if (calendar != 0 && self->pages == 0)
    bx_batch_ask (batch, SYNC_PAY_MONTH_EVENTS, "calendar.event.get",
                  sync_pay_plan_new_params (calendar, self->from - 1, self->to + 1));
  if (bx_batch_get_size (batch) > 0)
    send_batch (task, batch, on_rows_cb);
  else
    ask_for_users (task);
}

void
sync_pay_round_async (SyncContext *context,
                      SyncPayScheme *scheme,
                      int month,
                      gboolean old,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Round *self = g_new0 (Round, 1);

  g_task_set_source_tag (task, sync_pay_round_async);
  self->context = g_object_ref (context);
  self->scheme = sync_pay_scheme_ref (scheme);
  self->month = json_object_new ();
  self->users = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->from = clinic_days_month (month);
  self->to = clinic_days_add_months (self->from, 1);
  self->old = old;
  g_task_set_task_data (task, self, round_free);
  ask_for_rows (task);
}

JsonObject *
sync_pay_round_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
