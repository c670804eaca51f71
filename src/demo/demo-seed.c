/* demo-seed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the planned visits and their history into the tables. Ids follow the time of creation, as in
 * a portal that grew day by day.
 */

#define G_LOG_DOMAIN "demo-seed"

#include "demo-seed.h"

#include "demo-mis.h"
#include "demo-random.h"
#include "demo-work.h"

#define FIRST_DEAL 4001
#define ROWS_AT_ONCE 64u
#define FIRST_HISTORY 90001

typedef struct
{
  gint64 when;
  const char *stage; /* unowned, static */
  guint32 deal;
  gboolean created;
} History;

static gint
compare_visits (gconstpointer a, gconstpointer b)
{
  const DemoVisit *first = a;
  const DemoVisit *second = b;

  if (first->created != second->created)
    return first->created < second->created ? -1 : 1;

  return (first->number > second->number) - (first->number < second->number);
}

static gint
compare_history (gconstpointer a, gconstpointer b)
{
  const History *first = a;
  const History *second = b;

  if (first->when != second->when)
    return first->when < second->when ? -1 : 1;

  return (first->deal > second->deal) - (first->deal < second->deal);
}

/* One statement for all deals, its parameters by their names. */
static sqlite3_stmt *
prepare_insert (DemoWorld *self)
{
  return demo_schema_prepare (
    self,
    "INSERT INTO deal (ID, TITLE, CATEGORY_ID, STAGE_ID, PREVIOUS_STAGE_ID, STAGE_SEMANTIC_ID,"
    " IS_NEW, IS_RECURRING, IS_RETURN_CUSTOMER, IS_REPEATED_APPROACH, CLOSED, CLOSEDATE, BEGINDATE,"
    " CONTACT_ID, CONTACT_IDS, COMPANY_ID, ASSIGNED_BY_ID, CREATED_BY, UPDATED_BY, MOVED_BY,"
    " LAST_ACTIVITY_BY, CREATED_TIME, UPDATED_TIME, MOVED_TIME, LAST_ACTIVITY_TIME, SOURCE_ID,"
    " TYPE_ID, OPPORTUNITY, CURRENCY_ID, IS_MANUAL_OPPORTUNITY, COMMENTS, OBSERVERS,"
    " ORIGINATOR_ID, ORIGIN_ID, OPENED, WEBFORM_ID, UF_CRM_VISIT_TIME, UF_CRM_VISIT_MINUTES,"
    " UF_CRM_DOCTOR, UF_CRM_SPECIALTY, UF_CRM_CHAIR, UF_CRM_CONFIRM, UF_CRM_LOSS_REASON,"
    " UF_CRM_MIS_STATUS, UF_CRM_FIRST_VISIT, UF_CRM_68A1B2C3D4E5F, UF_CRM_1751364000123, "
    "UF_CRM_VISIT_MOVES,"
    " UF_CRM_WAITING, LEAD_ID)"
    " VALUES (?1, ?2, 5, ?3, ?4, ?5, ?6, 'N', ?7, 'N', ?8, ?9, ?10, ?11, ?12, 0, ?13, ?13, ?13,"
    " ?13, ?13, ?14, ?15, ?15, ?15, ?16, 'SALE', ?17, 'RUB', 'Y', ?18, '[]', 'HELIX', ?19, 'Y', 0,"
    " ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, '', ?30, ?31, ?32)");
}

static void
bind_text (sqlite3_stmt *statement, int at, const char *text)
{
  sqlite3_bind_text (statement, at, text, -1, SQLITE_TRANSIENT);
}

static void
bind_stage (sqlite3_stmt *statement, const DemoVisit *visit)
{
  const DemoStep *last = &visit->steps[visit->n_steps - 1];
  const DemoStatus *stage = demo_directory_find_status ("DEAL_STAGE_5", last->stage);
  char semantics[2] = { demo_status_get_semantics (stage), '\0' };
  gboolean closed = semantics[0] != 'P';
  char day[DEMO_TIME_SIZE];

  bind_text (statement, 3, last->stage);
  if (visit->n_steps > 1)
    bind_text (statement, 4, visit->steps[visit->n_steps - 2].stage);
  bind_text (statement, 5, semantics);
  bind_text (statement, 6, visit->n_steps == 1 ? "Y" : "N");
  bind_text (statement, 8, closed ? "Y" : "N");
  demo_time_format_day (closed ? last->when : visit->created + 7 * DEMO_DAY, day);
  bind_text (statement, 9, day);
  sqlite3_bind_int64 (statement, 15, last->when);
}

static const char *
mis_status_of (const DemoVisit *visit)
{
  const char *stage = visit->steps[visit->n_steps - 1].stage;

  if (g_str_equal (stage, "C5:WON"))
    return "COMPLETED";
  if (g_str_equal (stage, "C5:UC_ARRIVED"))
    return "ARRIVED";
  if (g_str_equal (stage, "C5:UC_INCHAIR"))
    return "IN_CHAIR";
  if (g_str_equal (stage, "C5:UC_CONFIRM"))
    return "CONFIRMED";
  if (g_str_equal (stage, "C5:UC_NEYAVKA"))
    return "NO_SHOW";

  return visit->loss != 0 || g_str_equal (stage, "C5:UC_CANCEL") ? "CANCELLED" : "SCHEDULED";
}

static void
bind_or_null (sqlite3_stmt *statement, int at, int number)
{
  if (number != 0)
    sqlite3_bind_int (statement, at, number);
}

/* What the example's employee has booked in her month is counted, so there is nothing else. */
int
demo_seed_get_user (DemoWorld *self, const DemoVisit *visit)
{
  static const int staff[] = { 5, 7, 8, 9, 11, 12, 14 };
  int user = staff[(visit->number >> 16) % G_N_ELEMENTS (staff)];
  gint64 begin = demo_seed_example_begin ();

  if (visit->user != 0)
    return visit->user;
  if (user == DEMO_EXAMPLE_USER && demo_seed_has_example (self) && visit->start >= begin &&
      visit->created < begin + 31 * (gint64) DEMO_DAY)
    return staff[1 + (visit->number >> 24) % 3];

  return user;
}

const char *
demo_seed_get_source (const DemoVisit *visit)
{
  static const char *const sources[] = { "CALL",    "CALL",        "CALL",
                                         "WEB",     "WEB",         "RECOMMENDATION",
                                         "UC_MAPS", "UC_WHATSAPP", "ADVERTISING" };

  return sources[(visit->number >> 18) % G_N_ELEMENTS (sources)];
}

static void
bind_visit (DemoWorld *self, sqlite3_stmt *statement, const DemoVisit *visit, gint64 id)
{
  g_autofree char *name = demo_people_dup_short_name (self->people, visit->contact);
  g_autofree char *title = g_strdup_printf ("%s — %s", visit->service->name, name);
  g_autofree char *contacts = g_strdup_printf ("[%" G_GINT64_FORMAT "]", visit->contact);
  g_autofree char *origin = demo_mis_key (id, visit->number);
  char day[DEMO_TIME_SIZE];

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  sqlite3_bind_int64 (statement, 1, id);
  bind_text (statement, 2, title);
  bind_stage (statement, visit);
  bind_text (statement, 7, visit->first ? "N" : "Y");
  demo_time_format_day (visit->created, day);
  bind_text (statement, 10, day);
  sqlite3_bind_int64 (statement, 11, visit->contact);
  bind_text (statement, 12, contacts);
  sqlite3_bind_int (statement, 13, demo_seed_get_user (self, visit));
  sqlite3_bind_int64 (statement, 14, visit->created);
  bind_text (statement, 16, demo_seed_get_source (visit));
  sqlite3_bind_double (statement, 17, visit->service->price);
  bind_text (statement, 18, demo_service_pick_comment (visit->number >> 3));
  bind_text (statement, 19, origin);
  sqlite3_bind_int64 (statement, 20, visit->start);
  sqlite3_bind_int (statement, 21, visit->service->minutes);
  sqlite3_bind_int (statement, 22, visit->doctor);
  sqlite3_bind_int (statement, 23, visit->service->specialty);
  sqlite3_bind_int (statement, 24, visit->chair);
  bind_or_null (statement, 25, visit->confirm);
  bind_or_null (statement, 26, visit->loss);
  bind_text (statement, 27, mis_status_of (visit));
  sqlite3_bind_int (statement, 28, visit->first);
  sqlite3_bind_int (statement, 29, DEMO_REMINDER_FIRST + (int) (visit->number % 3));
  bind_or_null (statement, 30, visit->moves);
  sqlite3_bind_int (statement, 31, visit->waiting);
  if (visit->lead != 0)
    sqlite3_bind_int64 (statement, 32, visit->lead);
}

/* The stages of the table are few, and each has its place in memory. */
static char
get_semantics (GHashTable *known, const char *stage)
{
  gpointer found = g_hash_table_lookup (known, stage);

  if (found == NULL)
    {
      found = GINT_TO_POINTER (
        demo_status_get_semantics (demo_directory_find_status ("DEAL_STAGE_5", stage)));
      g_hash_table_insert (known, (gpointer) stage, found);
    }

  return (char) GPOINTER_TO_INT (found);
}

/* (transfer full): so many rows in one step */
static sqlite3_stmt *
prepare_history (DemoWorld *self, guint n_rows)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO stage_history VALUES");

  for (guint i = 0; i < n_rows; i++)
    g_string_append (sql, i == 0 ? " (?, 2, ?, ?, ?, 5, ?, ?)" : ", (?, 2, ?, ?, ?, 5, ?, ?)");

  return demo_schema_prepare (self, sql->str);
}

static void
bind_history (sqlite3_stmt *statement, int at, GHashTable *known, const History *row, gint64 id)
{
  /* of texts that stay where they are */
  char semantics = get_semantics (known, row->stage);
  const char *name = semantics == 'S' ? "S" : semantics == 'F' ? "F" : "P";

  sqlite3_bind_int64 (statement, at + 1, id);
  sqlite3_bind_int (statement, at + 2, row->created ? 1 : semantics == 'P' ? 2 : 3);
  sqlite3_bind_int64 (statement, at + 3, row->deal);
  sqlite3_bind_int64 (statement, at + 4, row->when);
  sqlite3_bind_text (statement, at + 5, name, 1, SQLITE_STATIC);
  sqlite3_bind_text (statement, at + 6, row->stage, -1, SQLITE_STATIC);
}

/* By many at once: each step of a statement looks the next number of the table up. */
static void
insert_history (DemoWorld *self, GArray *history)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (sqlite3_stmt) statement = NULL;
  guint n_rows = 0;

  g_array_sort (history, compare_history);
  for (guint i = 0; i < history->len; i += n_rows)
    {
      guint n = MIN (ROWS_AT_ONCE, history->len - i);

      if (n != n_rows)
        {
          g_clear_pointer (&statement, sqlite3_finalize);
          statement = prepare_history (self, n);
        }
      n_rows = n;
      for (guint k = 0; k < n; k++)
        bind_history (statement, (int) k * 6, known, &g_array_index (history, History, i + k),
                      FIRST_HISTORY + i + k);
      demo_schema_step (self, statement);
    }
}

void
demo_seed_visits (DemoWorld *self)
{
  g_autoptr (GArray) visits = demo_seed_plan (self);
  g_autoptr (GArray) history = g_array_new (FALSE, FALSE, sizeof (History));
  g_autoptr (sqlite3_stmt) statement = prepare_insert (self);

  g_array_sort (visits, compare_visits);
  if (self->history != 0)
    {
      g_autoptr (GArray) enquiries = demo_seed_has_example (self)
                                       ? demo_seed_example_enquiries (self, visits)
                                       : g_array_new (FALSE, TRUE, sizeof (DemoEnquiry));

      demo_seed_settle (self, visits);
      demo_seed_enquiries (self, visits, enquiries);
    }
  for (guint i = 0; i < visits->len; i++)
    {
      const DemoVisit *visit = &g_array_index (visits, DemoVisit, i);

      bind_visit (self, statement, visit, FIRST_DEAL + i);
      demo_schema_step (self, statement);
      for (guint j = 0; j < visit->n_steps; j++)
        {
          History row = { visit->steps[j].when, visit->steps[j].stage, FIRST_DEAL + i, j == 0 };

          g_array_append_val (history, row);
        }
    }
  insert_history (self, history);
  demo_seed_messages (self, visits, FIRST_DEAL);
}
