/* demo-contacts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-contacts"

#include "demo-contacts.h"

#include <string.h>

struct _DemoContacts
{
  sqlite3 *db;        /* unowned */
  DemoPeople *people; /* unowned, the world outlives us */
  DemoFields *fields; /* unowned */
  GArray *kept;       /* owned: gint64, ascending */
  GHashTable *gone;   /* owned: ids of made patients that were deleted */
};

typedef struct
{
  sqlite3_vtab base;
  DemoContacts *contacts; /* unowned */
} Table;

typedef struct
{
  sqlite3_vtab_cursor base;
  sqlite3_stmt *row; /* owned (nullable): reads contact_row */
  gint64 low;
  gint64 high;
  gint64 next_made; /* the made patient to look at next */
  gint64 made_low;
  gint64 made_high;
  guint next_kept; /* index in kept; counted down when descending, G_MAXUINT at the end */
  gint64 id;       /* the current row, 0 at the end */
  gboolean is_kept;
  gboolean descending;
} Cursor;

/* What xBestIndex tells xFilter: which bounds come as arguments, in this order. */
typedef enum
{
  PLAN_EQ = 1 << 0,
  PLAN_GT = 1 << 1,
  PLAN_GE = 1 << 2,
  PLAN_LT = 1 << 3,
  PLAN_LE = 1 << 4,
  PLAN_SINCE = 1 << 5,
  PLAN_MIS = 1 << 6,
  PLAN_DESCENDING = 1 << 7,
} Plan;

#define PLAN_BITS 7

static guint
lower_bound (GArray *ids, gint64 id)
{
  guint low = 0;
  guint high = ids->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (ids, gint64, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_gone (DemoContacts *self, gint64 id)
{
  return g_hash_table_size (self->gone) > 0 && g_hash_table_contains (self->gone, &id);
}

gboolean
demo_contacts_is_kept (DemoContacts *self, gint64 id)
{
  guint at;

  if (self->kept->len == 0)
    return FALSE;
  at = lower_bound (self->kept, id);

  return at < self->kept->len && g_array_index (self->kept, gint64, at) == id;
}

gboolean
demo_contacts_exists (DemoContacts *self, gint64 id)
{
  return demo_contacts_is_kept (self, id) ||
         (id >= 1 && id <= (gint64) demo_people_get_count (self->people) && !is_gone (self, id));
}

void
demo_contacts_add_kept (DemoContacts *self, gint64 id)
{
  guint at = lower_bound (self->kept, id);

  if (!demo_contacts_is_kept (self, id))
    g_array_insert_val (self->kept, at, id);
}

void
demo_contacts_remove (DemoContacts *self, gint64 id)
{
  if (demo_contacts_is_kept (self, id))
    g_array_remove_index (self->kept, lower_bound (self->kept, id));
  if (id <= (gint64) demo_people_get_count (self->people))
    g_hash_table_add (self->gone, g_memdup2 (&id, sizeof id));
}

gint64
demo_contacts_count_above (DemoContacts *self, gint64 id)
{
  gint64 made = (gint64) demo_people_get_count (self->people);
  gint64 count = MAX (0, made - MAX (id, 0));
  GHashTableIter iter;
  gpointer key;

  for (guint i = lower_bound (self->kept, id + 1); i < self->kept->len; i++)
    {
      if (g_array_index (self->kept, gint64, i) > made)
        count++;
    }
  g_hash_table_iter_init (&iter, self->gone);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (*(gint64 *) key > id)
        count--;
    }

  return count;
}

static GArray *
read_multifields (DemoContacts *self, gint64 id)
{
  GArray *fields = g_array_new (FALSE, TRUE, sizeof (DemoMultifield));
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (self->db,
                      "SELECT id, kind, value_type, value FROM multifield"
                      " WHERE type = 3 AND owner = ? ORDER BY id",
                      -1, &statement, NULL);
  sqlite3_bind_int64 (statement, 1, id);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      DemoMultifield field = { 0 };

      field.id = sqlite3_column_int64 (statement, 0);
      field.kind = g_intern_string ((const char *) sqlite3_column_text (statement, 1));
      field.value_type = g_intern_string ((const char *) sqlite3_column_text (statement, 2));
      g_strlcpy (field.value, (const char *) sqlite3_column_text (statement, 3),
                 sizeof field.value);
      g_array_append_val (fields, field);
    }
  sqlite3_finalize (statement);

  return fields;
}

GArray *
demo_contacts_get_multifields (DemoContacts *self, gint64 id)
{
  GArray *fields;

  if (demo_contacts_is_kept (self, id) || id > (gint64) demo_people_get_count (self->people))
    return read_multifields (self, id);

  fields = g_array_sized_new (FALSE, FALSE, sizeof (DemoMultifield), DEMO_MAX_MULTIFIELDS);
  g_array_set_size (fields, DEMO_MAX_MULTIFIELDS);
  g_array_set_size (fields, demo_people_get_multifields (self->people, id,
                                                         (DemoMultifield *) (void *) fields->data));

  return fields;
}

static int
connect_table (sqlite3 *db,
               void *data,
               int argc,
               const char *const *argv,
               sqlite3_vtab **table,
               char **message)
{
  DemoContacts *self = data;
  g_autofree char *columns = demo_fields_build_columns (self->fields, FALSE);
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE contact (%s)", columns);
  Table *made;
  int result = sqlite3_declare_vtab (db, sql);

  if (result != SQLITE_OK)
    return result;
  made = g_new0 (Table, 1);
  made->contacts = self;
  *table = &made->base;

  return SQLITE_OK;
}

static int
disconnect_table (sqlite3_vtab *table)
{
  g_free (table);

  return SQLITE_OK;
}

static int
plan_of (const struct sqlite3_index_constraint *constraint)
{
  if (constraint->iColumn == DEMO_C_MIS_PATIENT)
    return constraint->op == SQLITE_INDEX_CONSTRAINT_EQ ? PLAN_MIS : 0;
  if (constraint->iColumn == DEMO_C_UPDATED_TIME)
    return constraint->op == SQLITE_INDEX_CONSTRAINT_GE ||
               constraint->op == SQLITE_INDEX_CONSTRAINT_GT
             ? PLAN_SINCE
             : 0;
  if (constraint->iColumn > 0)
    return 0;

  switch (constraint->op)
    {
    case SQLITE_INDEX_CONSTRAINT_EQ:
      return PLAN_EQ;
    case SQLITE_INDEX_CONSTRAINT_GT:
      return PLAN_GT;
    case SQLITE_INDEX_CONSTRAINT_GE:
      return PLAN_GE;
    case SQLITE_INDEX_CONSTRAINT_LT:
      return PLAN_LT;
    case SQLITE_INDEX_CONSTRAINT_LE:
      return PLAN_LE;
    default:
      return 0;
    }
}

static int
best_index (sqlite3_vtab *table, sqlite3_index_info *info)
{
  int chosen[PLAN_BITS] = { -1, -1, -1, -1, -1, -1, -1 };
  int argument = 1;
  int plan = 0;

  for (int i = 0; i < info->nConstraint; i++)
    {
      int bit = info->aConstraint[i].usable ? plan_of (&info->aConstraint[i]) : 0;

      if (bit != 0 && (plan & bit) == 0)
        {
          plan |= bit;
          chosen[g_bit_nth_lsf ((gulong) bit, -1)] = i;
        }
    }
  for (int i = 0; i < PLAN_BITS; i++)
    {
      if (chosen[i] >= 0)
        info->aConstraintUsage[chosen[i]].argvIndex = argument++;
    }

  if (info->nOrderBy == 1 && info->aOrderBy[0].iColumn <= 0)
    {
      info->orderByConsumed = 1;
      if (info->aOrderBy[0].desc)
        plan |= PLAN_DESCENDING;
    }
  info->idxNum = plan;
  info->estimatedCost = plan & (PLAN_EQ | PLAN_MIS)  ? 1
                        : plan & PLAN_SINCE          ? 1e4
                        : plan & (PLAN_GT | PLAN_GE) ? 1e5
                                                     : 1e6;
  info->estimatedRows = (sqlite3_int64) info->estimatedCost;

  return SQLITE_OK;
}

static int
open_cursor (sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
  Cursor *made = g_new0 (Cursor, 1);

  *cursor = &made->base;

  return SQLITE_OK;
}

static int
close_cursor (sqlite3_vtab_cursor *base)
{
  Cursor *cursor = (Cursor *) base;

  sqlite3_finalize (cursor->row);
  g_free (cursor);

  return SQLITE_OK;
}

static void
skip_hidden_made (DemoContacts *self, Cursor *cursor)
{
  int step = cursor->descending ? -1 : 1;

  while (cursor->next_made >= cursor->made_low && cursor->next_made <= cursor->made_high &&
         (demo_contacts_is_kept (self, cursor->next_made) || is_gone (self, cursor->next_made)))
    cursor->next_made += step;
}

static gint64
peek_kept (DemoContacts *self, Cursor *cursor)
{
  gint64 id;

  if (cursor->next_kept >= self->kept->len)
    return 0;
  id = g_array_index (self->kept, gint64, cursor->next_kept);

  return id >= cursor->low && id <= cursor->high ? id : 0;
}

static int
load_row (DemoContacts *self, Cursor *cursor)
{
  if (cursor->row == NULL)
    {
      int result = sqlite3_prepare_v2 (self->db, "SELECT * FROM contact_row WHERE \"ID\" = ?", -1,
                                       &cursor->row, NULL);
      if (result != SQLITE_OK)
        return result;
    }
  sqlite3_reset (cursor->row);
  sqlite3_bind_int64 (cursor->row, 1, cursor->id);

  return sqlite3_step (cursor->row) == SQLITE_ROW ? SQLITE_OK : SQLITE_CORRUPT;
}

static int
next_row (sqlite3_vtab_cursor *base)
{
  Cursor *cursor = (Cursor *) base;
  DemoContacts *self = ((Table *) base->pVtab)->contacts;
  int step = cursor->descending ? -1 : 1;
  gint64 kept;
  gint64 made;

  skip_hidden_made (self, cursor);
  made = cursor->next_made >= cursor->made_low && cursor->next_made <= cursor->made_high
           ? cursor->next_made
           : 0;
  kept = peek_kept (self, cursor);

  cursor->is_kept = kept != 0 && (made == 0 || (cursor->descending ? kept > made : kept < made));
  cursor->id = cursor->is_kept ? kept : made;
  if (cursor->id == 0)
    return SQLITE_OK;
  if (!cursor->is_kept)
    {
      cursor->next_made += step;
      return SQLITE_OK;
    }
  cursor->next_kept += (guint) step;

  return load_row (self, cursor);
}

static void
apply_bound (DemoContacts *self, Cursor *cursor, int bit, sqlite3_value *value)
{
  gint64 number = sqlite3_value_int64 (value);

  switch (bit)
    {
    case PLAN_EQ:
      cursor->low = MAX (cursor->low, number);
      cursor->high = MIN (cursor->high, number);
      break;
    case PLAN_GT:
      cursor->low = MAX (cursor->low, number < G_MAXINT64 ? number + 1 : number);
      break;
    case PLAN_GE:
      cursor->low = MAX (cursor->low, number);
      break;
    case PLAN_LT:
      cursor->high = MIN (cursor->high, number > G_MININT64 ? number - 1 : number);
      break;
    case PLAN_LE:
      cursor->high = MIN (cursor->high, number);
      break;
    case PLAN_SINCE:
      cursor->made_low =
        MAX (cursor->made_low, demo_people_first_updated_since (self->people, number));
      break;
    default:
      {
        const char *code = (const char *) sqlite3_value_text (value);
        gint64 id = code != NULL ? demo_people_find_mis (self->people, code) : 0;

        cursor->made_low = MAX (cursor->made_low, id);
        cursor->made_high = MIN (cursor->made_high, id);
      }
    }
}

static int
filter_rows (sqlite3_vtab_cursor *base, int plan, const char *text, int argc, sqlite3_value **argv)
{
  Cursor *cursor = (Cursor *) base;
  DemoContacts *self = ((Table *) base->pVtab)->contacts;
  int argument = 0;

  cursor->low = 1;
  cursor->high = G_MAXINT64;
  cursor->made_low = 1;
  cursor->made_high = (gint64) demo_people_get_count (self->people);
  cursor->descending = (plan & PLAN_DESCENDING) != 0;
  for (int i = 0; i < PLAN_BITS; i++)
    {
      if (plan & (1 << i))
        apply_bound (self, cursor, 1 << i, argv[argument++]);
    }
  cursor->made_low = MAX (cursor->made_low, cursor->low);
  cursor->made_high = MIN (cursor->made_high, cursor->high);
  cursor->next_made = cursor->descending ? cursor->made_high : cursor->made_low;
  cursor->next_kept = lower_bound (self->kept, cursor->low);
  if (cursor->descending)
    cursor->next_kept =
      (cursor->high == G_MAXINT64 ? self->kept->len : lower_bound (self->kept, cursor->high + 1)) -
      1;

  return next_row (base);
}

static int
is_at_end (sqlite3_vtab_cursor *base)
{
  return ((Cursor *) base)->id == 0;
}

static const char *
has_kind (DemoContacts *self, gint64 id, const char *kind)
{
  DemoMultifield fields[DEMO_MAX_MULTIFIELDS];
  guint count = demo_people_get_multifields (self->people, id, fields);

  for (guint i = 0; i < count; i++)
    {
      if (g_str_equal (fields[i].kind, kind))
        return "Y";
    }

  return "N";
}

static int
get_column (sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
  Cursor *cursor = (Cursor *) base;
  DemoContacts *self = ((Table *) base->pVtab)->contacts;
  char buffer[DEMO_TEXT_SIZE];
  const char *text;

  if (cursor->is_kept)
    {
      sqlite3_result_value (context, sqlite3_column_value (cursor->row, column));
      return SQLITE_OK;
    }

  if (column == DEMO_C_HAS_PHONE || column == DEMO_C_HAS_EMAIL)
    text = has_kind (self, cursor->id, column == DEMO_C_HAS_PHONE ? "PHONE" : "EMAIL");
  else
    text = demo_people_get_text (self->people, cursor->id, column, buffer);

  if (text != NULL)
    sqlite3_result_text (context, text, -1, SQLITE_TRANSIENT);
  else if (column != DEMO_C_LEAD_ID)
    sqlite3_result_int64 (context, demo_people_get_int (self->people, cursor->id, column));

  return SQLITE_OK;
}

static int
get_rowid (sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
  *rowid = ((Cursor *) base)->id;

  return SQLITE_OK;
}

static const sqlite3_module contact_module = {
  .xConnect = connect_table,
  .xBestIndex = best_index,
  .xDisconnect = disconnect_table,
  .xOpen = open_cursor,
  .xClose = close_cursor,
  .xFilter = filter_rows,
  .xNext = next_row,
  .xEof = is_at_end,
  .xColumn = get_column,
  .xRowid = get_rowid,
};

static void
read_overlay (DemoContacts *self)
{
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (self->db, "SELECT \"ID\" FROM contact_row ORDER BY \"ID\"", -1, &statement,
                      NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    demo_contacts_add_kept (self, sqlite3_column_int64 (statement, 0));
  sqlite3_finalize (statement);

  sqlite3_prepare_v2 (self->db, "SELECT id FROM contact_gone", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    demo_contacts_remove (self, sqlite3_column_int64 (statement, 0));
  sqlite3_finalize (statement);
}

/* The tables contact_row and contact_gone must be there. */
DemoContacts *
demo_contacts_new (sqlite3 *db, DemoPeople *people, DemoFields *fields)
{
  DemoContacts *self = g_new0 (DemoContacts, 1);

  self->db = db;
  self->people = people;
  self->fields = fields;
  self->kept = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  read_overlay (self);
  sqlite3_create_module_v2 (db, "contact", &contact_module, self, NULL);

  return self;
}

void
demo_contacts_free (DemoContacts *self)
{
  g_array_unref (self->kept);
  g_hash_table_unref (self->gone);
  g_free (self);
}
