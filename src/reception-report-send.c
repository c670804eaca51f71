/* reception-report-send.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-report-send"

#include "reception-report-send.h"

#include "clinic-error.h"
#include "plat-mail.h"

#include <glib/gi18n.h>

#define DOCUMENT "reports-sent"
#define DAY (24 * 3600)
/* seconds after which what was sent may be forgotten */
#define LONG_AGO (800 * DAY)
/* key -> first tried at (unix seconds by the portal's clock), done */
#define NOTES_TYPE "a{s(xb)}"

/* --- what was sent --- */

/* (transfer full): as a dictionary to change */
static GVariantDict *
load_notes (ReceptionReportClinic *clinic)
{
  StoreRepository *store = sync_office_get_store (reception_report_clinic_get_office (clinic));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) notes = NULL;
  g_autofree char *text = NULL;
  GVariantDict *dict = g_variant_dict_new (NULL);
  GVariantIter iter;
  const char *key = NULL;
  gint64 at = 0;
  gboolean done = FALSE;

  store_repository_get_document_async (store, DOCUMENT, NULL, reception_report_clinic_on_result_cb,
                                       &result);
  reception_report_clinic_wait_result (&result);
  text = store_repository_get_document_finish (store, result, NULL);
  notes =
    text != NULL ? g_variant_parse (G_VARIANT_TYPE (NOTES_TYPE), text, NULL, NULL, NULL) : NULL;
  if (notes == NULL)
    return dict;
  g_variant_iter_init (&iter, notes);
  while (g_variant_iter_next (&iter, "{&s(xb)}", &key, &at, &done))
    g_variant_dict_insert (dict, key, "(xb)", at, done);

  return dict;
}

/* notes: taken over */
static gboolean
keep_notes (ReceptionReportClinic *clinic, GVariantDict *notes, GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_dict_end (notes));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GVariant) kept = NULL;
  g_autofree char *text = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  GVariant *value = NULL;
  const char *key = NULL;

  g_variant_dict_unref (notes);
  g_variant_builder_init (&builder, G_VARIANT_TYPE (NOTES_TYPE));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      gint64 at = 0;
      gboolean done = FALSE;

      g_variant_get (value, "(xb)", &at, &done);
      if (at > sync_office_get_now (office) - LONG_AGO)
        g_variant_builder_add (&builder, "{s(xb)}", key, at, done);
    }
  kept = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_print (kept, TRUE);
  store_repository_put_document_async (sync_office_get_store (office), DOCUMENT, text, NULL,
                                       reception_report_clinic_on_result_cb, &result);
  reception_report_clinic_wait_result (&result);
  if (store_repository_put_document_finish (sync_office_get_store (office), result, &refusal))
    return TRUE;
  g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN,
               _ ("What was sent cannot be noted, so nothing is sent: %s"), refusal->message);

  return FALSE;
}

/* 0: not yet tried */
static gint64
find_note (ReceptionReportClinic *clinic, const char *key, gboolean *done)
{
  GVariantDict *notes = load_notes (clinic);
  gint64 at = 0;

  *done = FALSE;
  g_variant_dict_lookup (notes, key, "(xb)", &at, done);
  g_variant_dict_unref (notes);

  return at;
}

/* at: 0: it was not sent, and nothing came of it */
static gboolean
note (ReceptionReportClinic *clinic, const char *key, gint64 at, gboolean done, GError **error)
{
  GVariantDict *notes = load_notes (clinic);

  if (at != 0)
    g_variant_dict_insert (notes, key, "(xb)", at, done);
  else
    g_variant_dict_remove (notes, key);

  return keep_notes (clinic, notes, error);
}

gboolean
reception_report_was_sent (ReceptionReportClinic *clinic, const char *key)
{
  gboolean done = FALSE;

  find_note (clinic, key, &done);

  return done;
}

/* --- in the portal --- */

static ClinicCommand *
new_command (const ReceptionReportLetter *letter)
{
  ClinicCommand *command = clinic_command_new ();
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "title", "s", letter->title);
  g_variant_dict_insert (&dict, "text", "s", letter->text);
  g_variant_dict_insert (&dict, "dest", "^as", letter->people);
  g_variant_dict_insert (&dict, "files", "^as", letter->files);
  clinic_command_set_id (command, uuid);
  clinic_command_set_kind (command, CLINIC_COMMAND_PUBLISH_POST);
  clinic_command_set_entity (command, CLINIC_ENTITY_NONE);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));

  return command;
}

gboolean
reception_report_send (ReceptionReportClinic *clinic,
                       const ReceptionReportLetter *letter,
                       GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  g_autoptr (ClinicCommand) command = new_command (letter);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) refusal = NULL;
  gboolean done = FALSE;
  gint64 before = find_note (clinic, letter->key, &done);

  if (done && !letter->again)
    return TRUE;
  /* an attempt that was cut off is looked for in the feed first */
  if (done)
    before = 0;
  if (before == 0 && !note (clinic, letter->key, sync_office_get_now (office), FALSE, error))
    return FALSE;
  sync_office_send_async (office, command, before, NULL, reception_report_clinic_on_result_cb,
                          &result);
  reception_report_clinic_wait_result (&result);
  if (sync_office_send_finish (office, result, &refusal) >= 0)
    return note (clinic, letter->key, sync_office_get_now (office), TRUE, error);

  if (!g_error_matches (refusal, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN))
    {
      g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE,
                   _ (
                     "It is not certain that the message was sent; the next attempt finds out: %s"),
                   refusal->message);
      return FALSE;
    }
  g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
               _ ("The portal does not take the message: %s"), refusal->message);
  note (clinic, letter->key, 0, FALSE, NULL);

  return FALSE;
}

/* --- by mail --- */

gboolean
reception_report_mail (ReceptionReportClinic *clinic,
                       const ReceptionReportLetter *letter,
                       const char *address,
                       GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) refusal = NULL;

  if (reception_report_was_sent (clinic, letter->key) && !letter->again)
    return TRUE;
  plat_mail_compose_async (address, letter->title, letter->text, letter->files, NULL,
                           reception_report_clinic_on_result_cb, &result);
  reception_report_clinic_wait_result (&result);
  if (plat_mail_compose_finish (result, &refusal))
    return note (clinic, letter->key, sync_office_get_now (office), TRUE, error);
  g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN, _ ("The mail program does not open: %s"),
               refusal->message);

  return FALSE;
}
