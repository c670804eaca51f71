/* demo-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-work"

#include "demo-work.h"

#define MANAGER 1
#define SENIOR 5
#define ACCOUNTS 9
/* the time clock and the calendar have been in use for so long */
#define HISTORY_DAYS 760

/* work_day: the days that are not as they were made, whole; gone: there is none on that day.
 * work_plan: likewise the shifts of a user on a day; finish 0: he is off. */
static const char schema[] =
  "CREATE TABLE IF NOT EXISTS work_day (id INTEGER PRIMARY KEY, user INTEGER, start INTEGER,"
  " finish INTEGER, leaks INTEGER, paused INTEGER, approved INTEGER, gone INTEGER);"
  "CREATE TABLE IF NOT EXISTS work_plan (user INTEGER, day INTEGER, start INTEGER, finish INTEGER,"
  " kind INTEGER, changed INTEGER, PRIMARY KEY (user, day)) WITHOUT ROWID;";

gboolean
demo_work_prepare (DemoWorld *self, GError **error)
{
  return demo_schema_exec (self, schema, error);
}

gint64
demo_work_make_id (int user, gint64 start)
{
  return (demo_time_day_start (start) + DEMO_PORTAL_OFFSET) / DEMO_DAY * 100 + user;
}

/* --- the plan --- */

static void
drop_shifts_of (GArray *shifts, int user, gint64 day)
{
  for (guint i = shifts->len; i-- > 0;)
    {
      const DemoShift *shift = &g_array_index (shifts, DemoShift, i);

      if (shift->user == user && shift->kind == DEMO_SHIFT_WORK &&
          demo_time_day_start (shift->start) == day)
        g_array_remove_index (shifts, i);
    }
}

/* What somebody has changed in the plan. */
static void
apply_plan (DemoWorld *self, int user, gint64 from, gint64 to, GArray *shifts)
{
  sqlite3_stmt *row =
    demo_schema_reuse (self, "SELECT day, start, finish, kind, changed FROM work_plan"
                             " WHERE user = ? AND day >= ? AND day < ? ORDER BY day");

  sqlite3_bind_int (row, 1, user);
  sqlite3_bind_int64 (row, 2, from);
  sqlite3_bind_int64 (row, 3, to);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 day = sqlite3_column_int64 (row, 0);
      DemoShift shift = {
        .id = demo_work_make_id (user, day),
        .start = sqlite3_column_int64 (row, 1),
        .end = sqlite3_column_int64 (row, 2),
        .kind = (DemoShiftKind) sqlite3_column_int (row, 3),
        .changed = sqlite3_column_int64 (row, 4),
        .user = user,
      };

      drop_shifts_of (shifts, user, day);
      if (shift.end != 0)
        g_array_append_val (shifts, shift);
    }
  sqlite3_reset (row);
}

static gint64
get_end (const DemoShift *shift)
{
  return shift->kind == DEMO_SHIFT_WORK ? shift->end : shift->end + DEMO_DAY;
}

/* those of one user in whole months around */
static GArray *
list_shifts_of (DemoWorld *self, const DemoUser *user, gint64 from, gint64 to)
{
  GArray *shifts = g_array_new (FALSE, TRUE, sizeof (DemoShift));
  /* a night belongs to the month before */
  gint64 begin = demo_work_month_begin (from - DEMO_DAY, 0);
  gint64 end = demo_work_month_begin (to, 1);

  for (gint64 month = begin; month < end; month = demo_work_month_begin (month, 1))
    demo_work_make_month (user, self->seed, month, 0, shifts, NULL);
  apply_plan (self, user->id, begin, end, shifts);

  return shifts;
}

GArray *
demo_work_list_shifts (DemoWorld *self, gint64 from, gint64 to)
{
  GArray *found = g_array_new (FALSE, TRUE, sizeof (DemoShift));

  from = MAX (from, self->today - HISTORY_DAYS * (gint64) DEMO_DAY);
  to = MIN (to, from + HISTORY_DAYS * (gint64) DEMO_DAY);
  for (const DemoUser *user = demo_directory_users (); user->id != -1; user++)
    {
      g_autoptr (GArray) shifts = NULL;

      if (!demo_work_has_shifts (user))
        continue;
      shifts = list_shifts_of (self, user, from, to);
      for (guint i = 0; i < shifts->len; i++)
        {
          const DemoShift *shift = &g_array_index (shifts, DemoShift, i);

          if (shift->start < to && get_end (shift) > from)
            g_array_append_val (found, *shift);
        }
    }

  return found;
}

void
demo_work_put_shift (DemoWorld *self, int user, gint64 start, gint64 end, DemoShiftKind kind)
{
  sqlite3_stmt *row =
    demo_schema_reuse (self, "INSERT OR REPLACE INTO work_plan VALUES (?, ?, ?, ?, ?, ?)");

  sqlite3_bind_int (row, 1, user);
  sqlite3_bind_int64 (row, 2, demo_time_day_start (start));
  sqlite3_bind_int64 (row, 3, start);
  sqlite3_bind_int64 (row, 4, end);
  sqlite3_bind_int (row, 5, kind);
  sqlite3_bind_int64 (row, 6, demo_world_get_now (self));
  demo_schema_step (self, row);
}

/* --- the days --- */

static void
drop_day (GArray *days, gint64 id)
{
  for (guint i = days->len; i-- > 0;)
    {
      if (g_array_index (days, DemoWorkDay, i).id == id)
        g_array_remove_index (days, i);
    }
}

/* What somebody has changed, and the days that were begun by hand. */
static void
apply_days (DemoWorld *self, int user, gint64 from, gint64 to, GArray *days)
{
  sqlite3_stmt *row =
    demo_schema_reuse (self, "SELECT id, start, finish, leaks, paused, approved, gone FROM work_day"
                             " WHERE user = ?");

  sqlite3_bind_int (row, 1, user);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      DemoWorkDay day = {
        .id = sqlite3_column_int64 (row, 0),
        .start = sqlite3_column_int64 (row, 1),
        .finish = sqlite3_column_int64 (row, 2),
        .leaks = sqlite3_column_int64 (row, 3),
        .paused = sqlite3_column_int64 (row, 4),
        .approved = sqlite3_column_int (row, 5) != 0,
        .user = user,
      };

      drop_day (days, day.id);
      if (sqlite3_column_int (row, 6) == 0 && day.start >= from && day.start < to)
        g_array_append_val (days, day);
    }
  sqlite3_reset (row);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const DemoWorkDay *first = a;
  const DemoWorkDay *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

GArray *
demo_work_list_days (DemoWorld *self, int user, gint64 from, gint64 to)
{
  GArray *days = g_array_new (FALSE, TRUE, sizeof (DemoWorkDay));
  const DemoUser *found = demo_directory_find_user (user);
  gint64 now = demo_world_get_now (self);

  if (found == NULL)
    return days;
  from = MAX (from, self->today - HISTORY_DAYS * (gint64) DEMO_DAY);
  to = MIN (to, now + 1);
  if (demo_work_has_shifts (found))
    {
      g_autoptr (GArray) plan = g_array_new (FALSE, TRUE, sizeof (DemoShift));

      /* before its first day somebody may have come early */
      for (gint64 month = demo_work_month_begin (from, 0); month < to + DEMO_DAY;
           month = demo_work_month_begin (month, 1))
        demo_work_make_month (found, self->seed, month, now, plan, days);
    }
  for (guint i = days->len; i-- > 0;)
    {
      const DemoWorkDay *day = &g_array_index (days, DemoWorkDay, i);

      if (day->start < from || day->start >= to)
        g_array_remove_index (days, i);
    }
  apply_days (self, user, from, to, days);
  g_array_sort (days, compare_days);

  return days;
}

gboolean
demo_work_get_last (DemoWorld *self, int user, DemoWorkDay *day)
{
  gint64 now = demo_world_get_now (self);
  g_autoptr (GArray) days = demo_work_list_days (self, user, now - 45 * DEMO_DAY, now + 1);

  if (days->len > 0)
    *day = g_array_index (days, DemoWorkDay, days->len - 1);

  return days->len > 0;
}

DemoWorkState
demo_work_get_state (DemoWorld *self, const DemoWorkDay *day)
{
  if (day->finish != 0)
    return DEMO_WORK_CLOSED;
  if (day->start < demo_time_day_start (demo_world_get_now (self)))
    return DEMO_WORK_EXPIRED;

  return day->paused != 0 ? DEMO_WORK_PAUSED : DEMO_WORK_OPENED;
}

const char *
demo_work_state_to_text (DemoWorkState state)
{
  static const char *const texts[] = { "OPENED", "CLOSED", "PAUSED", "EXPIRED" };

  return texts[state];
}

gint64
demo_work_get_duration (const DemoWorkDay *day)
{
  return day->finish != 0 ? MAX (day->finish - day->start - day->leaks, 0) : 0;
}

gint64
demo_work_get_planned_end (DemoWorld *self, const DemoWorkDay *day)
{
  g_autoptr (GArray) shifts = demo_work_list_shifts (self, day->start, day->start + 4 * 3600);

  for (guint i = 0; i < shifts->len; i++)
    {
      const DemoShift *shift = &g_array_index (shifts, DemoShift, i);

      if (shift->user == day->user && shift->kind == DEMO_SHIFT_WORK)
        return shift->end;
    }

  return 0;
}

static void
write_day (DemoWorld *self, const DemoWorkDay *day, gboolean is_gone)
{
  sqlite3_stmt *row =
    demo_schema_reuse (self, "INSERT OR REPLACE INTO work_day VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

  sqlite3_bind_int64 (row, 1, day->id);
  sqlite3_bind_int (row, 2, day->user);
  sqlite3_bind_int64 (row, 3, day->start);
  sqlite3_bind_int64 (row, 4, day->finish);
  sqlite3_bind_int64 (row, 5, day->leaks);
  sqlite3_bind_int64 (row, 6, day->paused);
  sqlite3_bind_int (row, 7, day->approved);
  sqlite3_bind_int (row, 8, is_gone);
  demo_schema_step (self, row);
}

void
demo_work_put_day (DemoWorld *self, const DemoWorkDay *day)
{
  write_day (self, day, FALSE);
}

void
demo_work_delete_day (DemoWorld *self, gint64 id)
{
  DemoWorkDay day = { .id = id, .user = (int) (id % 100) };

  write_day (self, &day, TRUE);
}

/* --- rights --- */

/* The manager, the senior receptionist and the accountant read everybody's records, others their
 * own. */
gboolean
demo_work_may_read (DemoWorld *self, gint64 reader, gint64 user)
{
  const DemoUser *found = demo_directory_find_employee (reader);

  return found != NULL &&
         (reader == user || reader == MANAGER || reader == SENIOR ||
          found->department == ACCOUNTS || demo_rights_is_admin (self->rights, reader));
}
