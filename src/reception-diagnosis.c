/* reception-diagnosis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-diagnosis"

#include "reception-diagnosis.h"

#include "plat-probe.h"
#include "plat-secrets.h"
#include "sync-diagnosis.h"

/* What one run needs until its last part ends. */
typedef struct
{
  ClinicDiagnosis *diagnosis; /* owned */
  BxClient *client;           /* owned, (nullable): of the session */
  GSettings *settings;        /* owned */
  GCancellable *cancellable;  /* owned, (nullable) */
  gboolean has_address;
} Run;

static Run *
run_ref (Run *run)
{
  clinic_diagnosis_hold (run->diagnosis);

  return g_rc_box_acquire (run);
}

static void
run_clear (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->diagnosis);
  g_clear_object (&run->client);
  g_clear_object (&run->settings);
  g_clear_object (&run->cancellable);
}

static void
run_unref (Run *run)
{
  clinic_diagnosis_release (run->diagnosis);
  g_rc_box_release_full (run, run_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_unref)

static void
on_portal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;

  if (!sync_diagnose_finish (result, &error))
    clinic_diagnosis_give_up (run->diagnosis, CLINIC_CHECK_ADDRESS, CLINIC_CHECK_MAPPING);
}

static void
ask_portal (Run *run, const char *address)
{
  sync_diagnose_async (address, run->client, run->settings, run->diagnosis, run->cancellable,
                       on_portal_cb, run_ref (run));
}

/* The keyring is asked in any case: the next start needs it. */
static void
on_secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = plat_secrets_load_finish (result, &error);

  if (error != NULL)
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_KEYRING, CLINIC_CHECK_ATTENTION,
                             g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN)
                               ? CLINIC_CHECK_BECAUSE_REFUSED
                               : CLINIC_CHECK_BECAUSE_NONE,
                             error->message);
  else
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_KEYRING, CLINIC_CHECK_FINE,
                             address == NULL ? CLINIC_CHECK_BECAUSE_NONE
                                             : CLINIC_CHECK_BECAUSE_NOTHING,
                             NULL);
  if (!run->has_address)
    ask_portal (run, address);
  if (address != NULL)
    memset (address, 0, strlen (address));
}

static void
on_notifications_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = plat_probe_notifications_finish (result, &error);
  ClinicCheck *check = clinic_diagnosis_get (run->diagnosis, CLINIC_CHECK_NOTIFICATIONS, NULL);

  clinic_check_set_text (check, name);
  if (name == NULL)
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_NOTIFICATIONS, CLINIC_CHECK_ATTENTION,
                             CLINIC_CHECK_BECAUSE_NONE, error->message);
  else if (!g_settings_get_boolean (run->settings, "notify-calls"))
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_NOTIFICATIONS, CLINIC_CHECK_UNCHECKED,
                             CLINIC_CHECK_BECAUSE_OFF, NULL);
  else
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_NOTIFICATIONS, CLINIC_CHECK_FINE,
                             CLINIC_CHECK_BECAUSE_NOTHING, NULL);
}

static ClinicCheckReason
reason_of (const GError *error)
{
  static const struct
  {
    ClinicError code;
    ClinicCheckReason reason;
  } reasons[] = {
    { CLINIC_ERROR_OFFLINE, CLINIC_CHECK_BECAUSE_UNREACHABLE },
    { CLINIC_ERROR_FORBIDDEN, CLINIC_CHECK_BECAUSE_REFUSED },
    { CLINIC_ERROR_INVALID, CLINIC_CHECK_BECAUSE_INVALID },
    { CLINIC_ERROR_UNTRUSTED, CLINIC_CHECK_BECAUSE_UNTRUSTED },
    { CLINIC_ERROR_NOT_FOUND, CLINIC_CHECK_BECAUSE_MISSING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_error_matches (error, CLINIC_ERROR, (int) reasons[i].code))
      return reasons[i].reason;

  return CLINIC_CHECK_BECAUSE_STRANGE;
}

static void
on_mis_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  int visits = reception_mis_try_finish (RECEPTION_MIS (source), result, &name, &error);
  ClinicCheck *check = clinic_diagnosis_get (run->diagnosis, CLINIC_CHECK_MEDICAL_SYSTEM, NULL);

  clinic_check_set_text (check, name);
  clinic_check_set_number (check, MAX (visits, 0));
  if (error == NULL)
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_FINE,
                             CLINIC_CHECK_BECAUSE_NOTHING, NULL);
  else if (name == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_UNCHECKED,
                             CLINIC_CHECK_BECAUSE_NONE, NULL);
  else
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_BROKEN,
                             reason_of (error), error->message);
}

ClinicDiagnosis *
reception_diagnose (const char *address,
                    SyncSession *session,
                    GSettings *settings,
                    ReceptionMis *mis,
                    GCancellable *cancellable)
{
  ClinicDiagnosis *diagnosis = clinic_diagnosis_new ();
  g_autoptr (Run) run = g_rc_box_new0 (Run);

  run->diagnosis = g_object_ref (diagnosis);
  clinic_diagnosis_hold (diagnosis);
  run->settings = g_object_ref (settings);
  g_set_object (&run->cancellable, cancellable);
  if (address == NULL && session != NULL)
    g_set_object (&run->client, sync_context_get_client (sync_session_get_context (session)));
  run->has_address = address != NULL || run->client != NULL;
  for (guint kind = CLINIC_CHECK_ADDRESS; kind <= CLINIC_CHECK_NOTIFICATIONS; kind++)
    clinic_diagnosis_set_running (diagnosis, (ClinicCheckKind) kind);

  if (run->has_address)
    ask_portal (run, address);
  plat_secrets_load_async (PLAT_SECRET_WEBHOOK, cancellable, on_secret_cb, run_ref (run));
  plat_probe_notifications_async (cancellable, on_notifications_cb, run_ref (run));
  reception_mis_try_async (mis, cancellable, on_mis_cb, run_ref (run));

  return diagnosis;
}
