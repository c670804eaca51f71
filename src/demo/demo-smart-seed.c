/* demo-smart-seed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Invoices in the smart process: one that is brought, and what has become of those of the last
 * months.
 */

#define G_LOG_DOMAIN "demo-smart-seed"

#include "demo-office.h"

#include "demo-items.h"
#include "demo-json.h"
#include "demo-smart.h"

/* the name in crm.item.*, and the column */
#define KEY(number) "ufCrm7_17510000" number
#define COLUMN(number) "UF_CRM_7_17510000" number

static void
set_day (JsonObject *fields, const char *name, gint64 when)
{
  char day[DEMO_TIME_SIZE];

  demo_time_format_day (when, day);
  json_object_set_string_member (fields, name, day);
}

static JsonObject *
make_fields (const DemoBill *bill, const char *stage)
{
  JsonObject *fields = json_object_new ();
  g_autofree char *title = demo_bill_dup_title (bill);

  json_object_set_string_member (fields, "title", title);
  json_object_set_double_member (fields, "opportunity", (double) bill->sum / 100);
  json_object_set_string_member (fields, "currencyId", bill->currency);
  json_object_set_string_member (fields, "isManualOpportunity", "Y");
  json_object_set_string_member (fields, "stageId", stage);
  json_object_set_int_member (fields, KEY ("02"), DEMO_SMART_FIRST_CATEGORY + bill->category);
  json_object_set_int_member (fields, KEY ("03"), DEMO_SMART_FIRST_PAYER + bill->payer);
  json_object_set_string_member (fields, KEY ("04"), demo_bill_get_contractor (bill));
  json_object_set_string_member (fields, KEY ("07"), bill->number);
  set_day (fields, KEY ("08"), bill->billed);
  set_day (fields, KEY ("09"), bill->billed + 10 * DEMO_DAY);
  json_object_set_string_member (fields, KEY ("10"), demo_bill_get_inn (bill));
  json_object_set_string_member (fields, KEY ("12"), bill->purpose);
  if (bill->contractor % 3 != 0)
    json_object_set_double_member (fields, KEY ("13"), (double) (bill->sum / 6) / 100);

  return fields;
}

/* The last move of an item happened then. */
static void
date_back (DemoWorld *self, gint64 item, gint64 when, gboolean is_new)
{
  g_autofree char *created =
    is_new ? g_strdup_printf ("CREATED_TIME = %" G_GINT64_FORMAT ", ", when) : g_strdup ("");
  g_autofree char *sql =
    g_strdup_printf ("UPDATE dynamic SET %1$sUPDATED_TIME = %2$" G_GINT64_FORMAT
                     ", MOVED_TIME = %2$" G_GINT64_FORMAT
                     ", LAST_ACTIVITY_TIME = %2$" G_GINT64_FORMAT " WHERE ID = %3$" G_GINT64_FORMAT
                     "; UPDATE stage_history SET created = %2$" G_GINT64_FORMAT
                     " WHERE id = (SELECT max (id) FROM stage_history WHERE type = 4 AND owner = "
                     "%3$" G_GINT64_FORMAT ")",
                     created, when, item);

  demo_schema_exec (self, sql, NULL);
}

static void
set_file (DemoWorld *self, gint64 item, const char *column, gint64 file)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE dynamic SET %s = '[%" G_GINT64_FORMAT
                                          "]' WHERE ID = %" G_GINT64_FORMAT,
                                          column, file, item);

  demo_schema_exec (self, sql, NULL);
}

gint64
demo_smart_submit (const DemoBill *bill, DemoWorld *self, int paper, gint64 user, gint64 when)
{
  g_autoptr (JsonObject) fields = make_fields (bill, DEMO_SMART_STAGE ("UC_APPROVE"));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gint64 item = demo_items_add (self, DEMO_SMART, fields, user, FALSE, &error);

  if (item == 0)
    {
      g_critical ("cannot bring an invoice: %s", error->message);
      return 0;
    }
  set_file (self, item, COLUMN ("05"), demo_bill_draw_file (bill, self, paper, &name));
  date_back (self, item, when, TRUE);

  return item;
}

void
demo_smart_move (DemoWorld *self,
                 gint64 item,
                 const char *stage,
                 const char *reason,
                 gint64 user,
                 gint64 when)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (fields, "stageId", stage);
  if (reason != NULL)
    json_object_set_string_member (fields, KEY ("11"), reason);
  if (g_str_has_suffix (stage, ":SUCCESS"))
    set_day (fields, KEY ("01"), when);
  else
    json_object_set_int_member (fields, KEY ("14"), user);
  if (!demo_items_edit (self, DEMO_SMART, item, fields, user, &error))
    g_critical ("cannot move an invoice: %s", error->message);
  date_back (self, item, when, FALSE);
}

void
demo_smart_set_act (DemoWorld *self, gint64 item, const DemoBill *bill)
{
  g_autofree char *name = NULL;

  set_file (self, item, COLUMN ("06"), demo_bill_draw_file (bill, self, 0, &name));
}

void
demo_smart_clear_day (DemoWorld *self, gint64 item)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE dynamic SET " COLUMN ("01") " = '' WHERE ID = %" G_GINT64_FORMAT,
                     item);

  demo_schema_exec (self, sql, NULL);
}
