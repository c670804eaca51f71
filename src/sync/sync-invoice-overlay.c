/* sync-invoice-overlay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-overlay"

#include "sync-invoice-overlay.h"

#include "clinic-file.h"
#include "sync-parties.h"
#include "sync-queue.h"
#include "sync-send.h"

gboolean
sync_invoice_is_command (ClinicCommand *command)
{
  ClinicCommandKind kind = clinic_command_get_kind (command);

  return kind == CLINIC_COMMAND_DECIDE_INVOICE || kind == CLINIC_COMMAND_DELEGATE_TASK ||
         kind == CLINIC_COMMAND_SUBMIT_INVOICE || kind == CLINIC_COMMAND_CHANGE_INVOICE;
}

char *
sync_invoice_dup_task_of (ClinicCommand *command)
{
  gint64 task = sync_command_peek_int (command, "task");

  if (!sync_invoice_is_command (command))
    return NULL;
  if (task > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, task);

  /* of a stage it is the item */
  return sync_command_peek (command, "stage") != NULL
           ? g_strdup (sync_command_peek (command, "invoice"))
           : NULL;
}

static gboolean
waits (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_WAITING || state == CLINIC_COMMAND_SENDING ||
         state == CLINIC_COMMAND_CHECKING;
}

void
sync_invoice_apply (ClinicInvoice *invoice, ClinicCommand *command)
{
  const char *paid = sync_command_peek (command, "paid");

  if (clinic_command_get_kind (command) != CLINIC_COMMAND_CHANGE_INVOICE || paid == NULL)
    return;
  clinic_invoice_set_paid (invoice, paid);
  clinic_invoice_set_state (invoice, CLINIC_INVOICE_PAID);
  clinic_invoice_set_state_name (invoice, NULL);
}

void
sync_invoice_overlay (ClinicInvoice *invoice, ClinicCommand *command)
{
  clinic_invoice_set_pending (invoice, command != NULL && waits (command));
  clinic_invoice_set_problem (invoice, command != NULL && sync_command_needs_decision (command)
                                         ? clinic_command_get_problem (command)
                                         : NULL);
  if (command != NULL && waits (command))
    sync_invoice_apply (invoice, command);
}

void
sync_invoice_overlay_task (ClinicTask *task, ClinicCommand *command)
{
  clinic_task_set_pending (task, command != NULL && waits (command));
  clinic_task_set_problem (task, command != NULL && sync_command_needs_decision (command)
                                   ? clinic_command_get_problem (command)
                                   : NULL);
}

/* --- what is put forward --- */

static void
set_field (ClinicInvoice *invoice, const SyncInvoiceField *field, const char *value)
{
  const char *words = sync_invoice_field_find_option (field, value);
  /* of a company, by which its name is found */
  g_autofree char *key = field->party != NULL ? sync_parties_dup_key (value, field->party) : NULL;

  switch (field->role)
    {
    case CLINIC_FIELD_ROLE_TITLE:
      clinic_invoice_set_title (invoice, value);
      break;
    case CLINIC_FIELD_ROLE_NUMBER:
      clinic_invoice_set_number (invoice, value);
      break;
    case CLINIC_FIELD_ROLE_AMOUNT:
      clinic_invoice_set_amount (invoice, g_ascii_strtoll (value, NULL, 10));
      break;
    case CLINIC_FIELD_ROLE_DUE:
      clinic_invoice_set_due (invoice, value);
      break;
    case CLINIC_FIELD_ROLE_CATEGORY:
      clinic_invoice_set_category_id (invoice, value);
      clinic_invoice_set_category (invoice, words != NULL ? words : value);
      break;
    case CLINIC_FIELD_ROLE_PAYER:
      clinic_invoice_set_payer_id (invoice, key != NULL ? key : value);
      clinic_invoice_set_payer (invoice, words != NULL ? words : value);
      break;
    case CLINIC_FIELD_ROLE_COUNTERPARTY:
      if (sync_parties_is_key (key))
        clinic_invoice_set_counterparty_id (invoice, key);
      clinic_invoice_set_counterparty (invoice, words != NULL ? words : value);
      break;
    case CLINIC_FIELD_ROLE_PURPOSE:
      clinic_invoice_set_purpose (invoice, value);
      break;
    default:
      break;
    }
}

static void
set_fields (ClinicInvoice *invoice, ClinicCommand *command, const SyncInvoiceSource *source)
{
  g_autoptr (GVariant) fields = NULL;
  GVariantIter iter;
  const char *id, *value;

  if (!g_variant_lookup (clinic_command_get_payload (command), "fields", "@a{ss}", &fields))
    return;
  g_variant_iter_init (&iter, fields);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, &value))
    {
      const SyncInvoiceField *field = sync_invoice_source_find_field (source, id);

      if (field != NULL && *value != '\0')
        set_field (invoice, field, value);
    }
}

ClinicInvoice *
sync_invoice_new_outgoing (ClinicCommand *command, SyncInvoiceScheme *scheme, gint64 me)
{
  ClinicInvoice *invoice = clinic_invoice_new ();
  const SyncInvoiceSource *source = scheme != NULL ? sync_invoice_scheme_find_form (scheme) : NULL;
  g_autofree char *id = g_strconcat ("new:", clinic_command_get_id (command), NULL);

  clinic_invoice_set_id (invoice, id);
  clinic_invoice_set_title (invoice, sync_command_peek (command, "title"));
  clinic_invoice_set_state (invoice, CLINIC_INVOICE_APPROVAL);
  clinic_invoice_set_created (invoice, clinic_command_get_created (command));
  clinic_invoice_set_initiator_id (invoice, me);
  if (source != NULL)
    set_fields (invoice, command, source);
  sync_invoice_overlay (invoice, command);

  return invoice;
}
