/* sync-invoice-map-task.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What waits for somebody: tasks of business processes, and items on their stages.
 */

#define G_LOG_DOMAIN "sync-invoice-map-task"

#include "sync-invoice-map.h"

#include <string.h>

#include "bx-json.h"
#include "sync-invoice-role.h"
#include "sync-invoice-ways.h"

/* "/bizproc/processes/?livefeed=y&list_id=34&element_id=2249" */
static gint64
read_list_id (const char *address)
{
  const char *at = address != NULL ? strstr (address, "list_id=") : NULL;

  return at != NULL ? g_ascii_strtoll (at + strlen ("list_id="), NULL, 10) : 0;
}

/* An element by its number, an item by DYNAMIC_1036_15. */
static gboolean
read_document (JsonObject *row, gboolean *smart, gint64 *holder, gint64 *id)
{
  const char *document = bx_json_get_string (row, "DOCUMENT_ID");
  g_auto (GStrv) parts = NULL;

  if (document != NULL && g_str_has_prefix (document, "DYNAMIC_"))
    {
      parts = g_strsplit (document, "_", -1);
      *smart = TRUE;
      if (g_strv_length (parts) != 3)
        return FALSE;
      *holder = g_ascii_strtoll (parts[1], NULL, 10);
      *id = g_ascii_strtoll (parts[2], NULL, 10);
    }
  else
    {
      *smart = FALSE;
      *holder = read_list_id (bx_json_get_string (row, "DOCUMENT_URL"));
      *id = bx_json_get_int (row, "DOCUMENT_ID", 0);
    }

  return *holder > 0 && *id > 0;
}

char *
sync_invoice_map_dup_document (JsonObject *row)
{
  gboolean smart;
  gint64 holder = 0, id = 0;

  if (!read_document (row, &smart, &holder, &id))
    return NULL;

  return g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, smart ? "item" : "list",
                          holder, id);
}

static gboolean
has_no_invoice (SyncInvoiceScheme *scheme, JsonObject *row)
{
  gboolean smart = FALSE;
  gint64 holder = 0, id = 0;
  const char *module = bx_json_get_string (row, "MODULE_ID");

  if (read_document (row, &smart, &holder, &id))
    return sync_invoice_scheme_is_other (scheme, smart, holder);

  /* deals, leads and files of the portal have processes of their own */
  return g_strcmp0 (module, "lists") != 0 && module != NULL && *module != '\0' &&
         !sync_invoice_is_invoice (bx_json_get_string (row, "NAME"), NULL) &&
         !sync_invoice_is_invoice (bx_json_get_string (row, "DOCUMENT_NAME"), NULL);
}

/* what the task says of its document, until the document itself is read */
static ClinicInvoice *
new_stand_in (JsonObject *row, gint64 me)
{
  ClinicInvoice *invoice = clinic_invoice_new ();
  g_autofree char *id = sync_invoice_map_dup_document (row);
  g_autofree char *own = g_strdup_printf ("task:%" G_GINT64_FORMAT, bx_json_get_int (row, "ID", 0));
  const char *state = bx_json_get_string (row, "WORKFLOW_STATE");
  gboolean smart = FALSE;
  gint64 holder = 0, row_id = 0;
  g_autofree char *bill = read_document (row, &smart, &holder, &row_id) && !smart
                            ? sync_invoice_map_dup_element_bill (row_id)
                            : NULL;

  clinic_invoice_set_id (invoice, id != NULL ? id : own);
  clinic_invoice_set_bill (invoice, bill != NULL ? bill : clinic_invoice_get_id (invoice));
  clinic_invoice_set_title (invoice, bx_json_get_string (row, "DOCUMENT_NAME"));
  clinic_invoice_set_state_name (invoice, state);
  clinic_invoice_set_state (invoice, sync_invoice_guess_state (state, NULL));
  clinic_invoice_set_initiator_id (invoice, bx_json_get_int (row, "WORKFLOW_STARTED_BY", 0));
  clinic_invoice_set_created (invoice, bx_json_get_unix (row, "WORKFLOW_STARTED"));
  clinic_invoice_set_holder_id (invoice, me);

  return invoice;
}

ClinicTask *
sync_invoice_map_task (SyncInvoiceScheme *scheme, JsonObject *row, gint64 me, const char *origin)
{
  gint64 task_id = bx_json_get_int (row, "ID", 0);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, task_id);
  const char *path = bx_json_get_string (row, "DOCUMENT_URL");
  g_autofree char *address = NULL;
  g_autoptr (ClinicInvoice) invoice = NULL;
  gint64 since = bx_json_get_unix (row, "MODIFIED");
  ClinicTask *task;

  if (task_id <= 0 || bx_json_get_int (row, "STATUS", 0) > 0 ||
      bx_json_get_int (row, "USER_STATUS", 0) > 0 || has_no_invoice (scheme, row))
    return NULL;
  task = clinic_task_new ();
  invoice = new_stand_in (row, me);
  clinic_task_set_id (task, id);
  clinic_task_set_task_id (task, task_id);
  clinic_task_set_name (task, bx_json_get_string (row, "NAME"));
  clinic_task_set_text (task, bx_json_get_string (row, "DESCRIPTION"));
  clinic_task_set_since (task, since > 0 ? since : bx_json_get_unix (row, "WORKFLOW_STARTED"));
  clinic_task_set_due (task, bx_json_get_unix (row, "OVERDUE_DATE"));
  /* only a path of the portal itself */
  if (origin != NULL && path != NULL && path[0] == '/' && path[1] != '/')
    address = g_strconcat (origin, path, NULL);
  clinic_task_set_address (task, address);
  clinic_task_set_invoice (task, invoice);
  sync_invoice_ways_build (task, row, me);

  return task;
}

/* Whom a stage waits for: who is responsible for the item; where that is who put it forward, those
 * who decide and pay for the clinic. */
static gboolean
waits_for (SyncInvoiceScheme *scheme, ClinicInvoice *invoice, gint64 me)
{
  gint64 initiator = clinic_invoice_get_initiator_id (invoice);
  gint64 holder = clinic_invoice_get_holder_id (invoice);
  gboolean nobody = holder == 0;

  switch (clinic_invoice_get_state (invoice))
    {
    case CLINIC_INVOICE_REWORK:
      return initiator == me;
    case CLINIC_INVOICE_APPROVAL:
      return nobody ? sync_invoice_scheme_is_head (scheme) && initiator != me : holder == me;
    case CLINIC_INVOICE_TO_PAY:
      return nobody ? sync_invoice_scheme_may_pay (scheme) : holder == me;
    case CLINIC_INVOICE_UNKNOWN:
    case CLINIC_INVOICE_PAID:
    case CLINIC_INVOICE_REJECTED:
    case CLINIC_INVOICE_WITHDRAWN:
    default:
      return FALSE;
    }
}

ClinicTask *
sync_invoice_map_stage_task (SyncInvoiceScheme *scheme,
                             const SyncInvoiceSource *source,
                             ClinicInvoice *invoice,
                             gint64 me)
{
  ClinicTask *task;
  gint64 since = clinic_invoice_get_held_since (invoice);

  if (!waits_for (scheme, invoice, me))
    return NULL;
  task = clinic_task_new ();
  clinic_task_set_id (task, clinic_invoice_get_id (invoice));
  clinic_task_set_name (task, clinic_invoice_get_state_name (invoice));
  clinic_task_set_since (task, since > 0 ? since : clinic_invoice_get_created (invoice));
  clinic_task_set_address (task, clinic_invoice_get_address (invoice));
  clinic_task_set_invoice (task, invoice);
  sync_invoice_ways_build_stage (task, source, clinic_invoice_get_state (invoice));

  return task;
}
