/* reception-report-clinic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-report-clinic"

#include "reception-report-clinic.h"

#include "clinic-days.h"
#include "clinic-error.h"
#include "plat-secrets.h"
#include "reception-config.h"
#include "reception-store.h"

#include <glib/gi18n.h>

/* how often what is waited for is looked at */
#define TICK_MS 100
/* per cent from one line of the progress to the next */
#define STEP 20
/* seconds by which the portal's clock, as we know it, may be put back */
#define CLOCK_SLACK 5

struct _ReceptionReportClinic
{
  SyncOffice *office;  /* owned */
  GSettings *settings; /* owned */
  gint64 deadline;     /* monotonic */
  int told;            /* per cent that stderr says are read */
  gboolean told_away;  /* stderr says that there is no connection */
};

/* --- waiting --- */

void
reception_report_clinic_on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
reception_report_clinic_wait_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
tell_away (ReceptionReportClinic *self)
{
  if (self->told_away)
    return;
  self->told_away = TRUE;
  g_printerr ("%s\n", _ ("The portal does not answer; trying again…"));
}

/* FALSE: it makes no sense to wait any longer */
static gboolean
may_wait (ReceptionReportClinic *self, GError **error)
{
  ClinicLink *link = sync_office_get_link (self->office);
  ClinicLinkState state = clinic_link_get_state (link);

  if (state == CLINIC_LINK_DENIED)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                           _ ("The portal does not accept the address of this desk any more. Open "
                              "Reception and connect it anew."));
      return FALSE;
    }
  if (g_get_monotonic_time () > self->deadline)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE,
                           state == CLINIC_LINK_ONLINE
                             ? _ ("The portal took too long. What was read is kept: try again.")
                             : _ ("There is no connection to the portal. Try again later."));
      return FALSE;
    }
  if (state == CLINIC_LINK_OFFLINE)
    tell_away (self);

  return TRUE;
}

gboolean
reception_report_clinic_wait (ReceptionReportClinic *self,
                              ReceptionReportTest is_so,
                              gpointer data,
                              GError **error)
{
  guint tick = g_timeout_add (TICK_MS, on_tick_cb, NULL);
  gboolean waits = TRUE;

  while (!is_so (self, data) && (waits = may_wait (self, error)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);

  return waits;
}

/* --- opening and closing --- */

/* (transfer full) (nullable) */
static char *
load_address (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) refusal = NULL;
  char *address = NULL;

  plat_secrets_load_async (PLAT_SECRET_WEBHOOK, NULL, reception_report_clinic_on_result_cb,
                           &result);
  reception_report_clinic_wait_result (&result);
  address = plat_secrets_load_finish (result, &refusal);
  if (refusal != NULL)
    g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                 _ ("The keyring, where the portal’s address is kept, does not answer: %s"),
                 refusal->message);
  else if (address == NULL)
    g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND,
                         _ ("Reception is not connected with a portal yet. Open it and connect it, "
                            "or give --portal."));

  return address;
}

/* (transfer full) (nullable) */
static StoreRepository *
open_store (const char *address, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (BxWebhook) webhook = bx_webhook_new (address, &refusal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *path = NULL;
  StoreRepository *store = NULL;

  if (webhook == NULL)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                           _ ("That is not the address of an inbound webhook."));
      return NULL;
    }
  path = reception_store_dup_path (webhook);
  store_repository_open_async (path, NULL, reception_report_clinic_on_result_cb, &result);
  reception_report_clinic_wait_result (&result);
  store = store_repository_open_finish (result, &refusal);
  if (store == NULL)
    g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN,
                 _ ("What this computer keeps of the portal cannot be opened: %s"),
                 refusal->message);

  return store;
}

static gboolean
is_ready (ReceptionReportClinic *self, gpointer data)
{
  return sync_office_is_ready (self->office) &&
         clinic_link_get_user_id (sync_office_get_link (self->office)) != 0;
}

ReceptionReportClinic *
reception_report_clinic_open (const char *address, guint seconds, GError **error)
{
  g_autoptr (ReceptionReportClinic) self = g_new0 (ReceptionReportClinic, 1);
  g_autofree char *kept = address == NULL ? load_address (error) : g_strdup (address);
  g_autoptr (StoreRepository) store = kept != NULL ? open_store (kept, error) : NULL;

  if (store != NULL)
    {
      self->settings = g_settings_new (RECEPTION_APP_ID);
      self->deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
      self->office = sync_office_new (kept, store, self->settings, error);
    }
  if (kept != NULL)
    memset (kept, 0, strlen (kept));
  if (self->office == NULL || !reception_report_clinic_wait (self, is_ready, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
reception_report_clinic_close (ReceptionReportClinic *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (self->office != NULL)
    {
      sync_office_close_async (self->office, reception_report_clinic_on_result_cb, &result);
      reception_report_clinic_wait_result (&result);
      sync_office_close_finish (self->office, result, NULL);
    }
  g_clear_object (&self->office);
  g_clear_object (&self->settings);
  g_free (self);
}

SyncOffice *
reception_report_clinic_get_office (ReceptionReportClinic *self)
{
  return self->office;
}

GSettings *
reception_report_clinic_get_settings (ReceptionReportClinic *self)
{
  return self->settings;
}

int
reception_report_clinic_get_today (ReceptionReportClinic *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return clinic_days_of (zone, sync_office_get_now (self->office), NULL);
}

/* --- the past --- */

static gboolean
has_patients (ReceptionReportClinic *self, gpointer data)
{
  return sync_office_has_patients (self->office);
}

gboolean
reception_report_clinic_load_patients (ReceptionReportClinic *self, GError **error)
{
  sync_office_want_patients (self->office);

  return reception_report_clinic_wait (self, has_patients, NULL, error);
}

static void
tell_progress (ReceptionReportClinic *self, ClinicArchive *archive)
{
  int percent = (int) (100 * CLAMP (clinic_archive_get_progress (archive), 0.0, 1.0));

  if (percent < self->told + STEP)
    return;
  self->told = percent - percent % STEP;
  g_printerr (_ ("Reading the past from the portal: %d%%\n"), self->told);
}

/* What is waited for. */
typedef struct
{
  ClinicArchive *archive; /* unowned */
  gint64 since;           /* the portal must have been asked from then on */
  gint64 before;          /* as of when it was read before that */
} Reading;

static gboolean
is_read (ReceptionReportClinic *self, gpointer data)
{
  const Reading *reading = data;
  ClinicArchive *archive = reading->archive;
  ClinicLoadState state = clinic_archive_get_state (archive);

  if (state == CLINIC_LOAD_MISSING)
    return TRUE;
  if (state == CLINIC_LOAD_STALE)
    tell_away (self);
  tell_progress (self, archive);

  /* A slow answer puts back the portal's clock as we know it: what is new may seem older. */
  return state == CLINIC_LOAD_READY && (clinic_archive_get_as_of (archive) >= reading->since ||
                                        clinic_archive_get_as_of (archive) != reading->before);
}

ClinicFacts *
reception_report_clinic_load_facts (ReceptionReportClinic *self,
                                    ClinicArchive *archive,
                                    int from,
                                    GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) refusal = NULL;
  Reading reading = { archive, sync_office_get_now (self->office) - CLOCK_SLACK,
                      clinic_archive_get_as_of (archive) };
  ClinicFacts *facts = NULL;

  clinic_archive_want (archive, clinic_days_begin (zone, from));
  clinic_archive_refresh (archive);
  if (!reception_report_clinic_wait (self, is_read, &reading, error))
    return NULL;
  if (clinic_archive_get_state (archive) == CLINIC_LOAD_MISSING)
    {
      g_set_error_literal (
        error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
        archive != sync_office_get_archive (self->office)
          ? _ ("The portal has no registry of invoices that this desk may read.")
          : _ ("The portal does not let this desk read visits (scope “crm”), or the "
               "funnel of the appointments is not chosen in the preferences."));
      return NULL;
    }
  clinic_archive_load_facts_async (archive, NULL, reception_report_clinic_on_result_cb, &result);
  reception_report_clinic_wait_result (&result);
  facts = clinic_archive_load_facts_finish (archive, result, &refusal);
  if (facts == NULL)
    g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN,
                 _ ("What this computer keeps of the portal cannot be read: %s"), refusal->message);

  return facts;
}
