/* dummy-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-services"

#include "dummy-services.h"

struct _DummyServices
{
  GObject parent_instance;

  ClinicSession *session;  /* owned, nullable */
  DummyExporter *exporter; /* owned */
  GError *error;           /* owned, nullable */
  char *address;           /* owned, nullable: the keyring */
  char *mis_password;      /* owned, nullable: likewise */
  char *opened;            /* owned, nullable */
  GHashTable *shown;       /* owned: ids of calls that have a notification */
  char *title;             /* owned, nullable */
  char *body;              /* owned, nullable */
  guint n_notified;
  guint n_rings;
  guint n_diagnoses;
  gboolean ringing;
};

static void dummy_services_iface_init (ClinicServicesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummyServices,
                               dummy_services,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_SERVICES,
                                                      dummy_services_iface_init))

static void
set_text (char **field, const char *text)
{
  char *copy = g_strdup (text);

  g_clear_pointer (field, g_free);
  *field = copy;
}

static void
check_async (ClinicServices *services,
             const char *address,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  DummyServices *self = DUMMY_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  ClinicLink *link = NULL;

  g_task_set_source_tag (task, check_async);
  set_text (&self->opened, address);

  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }

  link = clinic_link_new ();
  clinic_link_set_portal (link, "dummy.example");
  clinic_link_set_user_name (link, "Ольга П.");
  clinic_link_set_state (link, CLINIC_LINK_ONLINE);
  g_task_return_pointer (task, link, g_object_unref);
}

static void
open_async (ClinicServices *services,
            const char *address,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  DummyServices *self = DUMMY_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, open_async);
  set_text (&self->opened, address);

  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else if (self->session == NULL)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID, "no session was given");
  else
    g_task_return_pointer (task, g_object_ref (self->session), g_object_unref);
}

static void
load_address_async (ClinicServices *services,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  DummyServices *self = DUMMY_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_address_async);

  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_pointer (task, g_strdup (self->address), g_free);
}

static void
store_address_async (ClinicServices *services,
                     const char *address,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  DummyServices *self = DUMMY_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_address_async);

  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }

  set_text (&self->address, address);
  g_task_return_boolean (task, TRUE);
}

static void
load_mis_password_async (ClinicServices *services,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  DummyServices *self = DUMMY_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_mis_password_async);

  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_pointer (task, g_strdup (self->mis_password), g_free);
}

static void
store_mis_password_async (ClinicServices *services,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  DummyServices *self = DUMMY_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_mis_password_async);

  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }

  set_text (&self->mis_password, password);
  g_task_return_boolean (task, TRUE);
}

static void
start_demo_async (ClinicServices *services,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  DummyServices *self = DUMMY_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, start_demo_async);

  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_pointer (task, g_strdup ("http://127.0.0.1/rest/1/demo/"), g_free);
}

static gpointer
finish_pointer (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static ClinicLink *
check_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return finish_pointer (result, error);
}

static ClinicSession *
open_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return finish_pointer (result, error);
}

static char *
finish_text (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return finish_pointer (result, error);
}

static gboolean
store_address_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
notify_call (ClinicServices *services, ClinicCall *call, const char *title, const char *body)
{
  DummyServices *self = DUMMY_SERVICES (services);

  self->n_notified++;
  set_text (&self->title, title);
  set_text (&self->body, body);
  g_hash_table_add (self->shown, g_strdup (clinic_call_get_id (call)));
}

static void
withdraw_call (ClinicServices *services, ClinicCall *call)
{
  g_hash_table_remove (DUMMY_SERVICES (services)->shown, clinic_call_get_id (call));
}

static void
notify_page (ClinicServices *services, const char *page, const char *title, const char *body)
{
  DummyServices *self = DUMMY_SERVICES (services);

  self->n_notified++;
  set_text (&self->title, title);
  set_text (&self->body, body);
  g_hash_table_add (self->shown, g_strdup (page));
}

static void
withdraw_page (ClinicServices *services, const char *page)
{
  g_hash_table_remove (DUMMY_SERVICES (services)->shown, page);
}

static void
set_ringing (ClinicServices *services, gboolean ringing)
{
  DummyServices *self = DUMMY_SERVICES (services);

  if (self->ringing != !!ringing)
    {
      self->ringing = !!ringing;
      self->n_rings++;
    }
}

static ClinicExporter *
get_exporter (ClinicServices *services)
{
  return CLINIC_EXPORTER (DUMMY_SERVICES (services)->exporter);
}

/* as on a computer without systemd */
static void
set_monthly_async (ClinicServices *services,
                   gboolean on,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (services, cancellable, callback, user_data);

  g_task_set_source_tag (task, set_monthly_async);
  g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "no systemd");
}

/* a desk whose medical system is away, and that has no keyring */
static ClinicDiagnosis *
diagnose (ClinicServices *services, const char *address, GCancellable *cancellable)
{
  static const char *const families[] = { "patients", "news", NULL };
  static const char *const items[] = { "log.blogpost.get", NULL };
  ClinicDiagnosis *diagnosis = clinic_diagnosis_new ();
  ClinicCheck *check;

  DUMMY_SERVICES (services)->n_diagnoses++;
  clinic_diagnosis_set_families (diagnosis, families);
  for (guint kind = CLINIC_CHECK_ADDRESS; kind <= CLINIC_CHECK_NOTIFICATIONS; kind++)
    clinic_diagnosis_settle (diagnosis, (ClinicCheckKind) kind, CLINIC_CHECK_FINE,
                             CLINIC_CHECK_BECAUSE_NOTHING, NULL);
  clinic_check_set_text (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_ADDRESS, NULL),
                         "clinic.example");
  clinic_check_set_number (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_LATENCY, NULL), 120);
  clinic_check_set_number (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_BUDGET, NULL), 30);
  check = clinic_diagnosis_get (diagnosis, CLINIC_CHECK_METHODS, "news");
  clinic_check_set_items (check, items);
  clinic_check_set_reason (check, CLINIC_CHECK_BECAUSE_MISSING);
  clinic_check_set_state (check, CLINIC_CHECK_ATTENTION);
  clinic_check_set_text (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_MEDICAL_SYSTEM, NULL),
                         "1c.clinic.example");
  clinic_diagnosis_settle (diagnosis, CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_BROKEN,
                           CLINIC_CHECK_BECAUSE_UNREACHABLE, "connection refused");
  clinic_diagnosis_settle (diagnosis, CLINIC_CHECK_KEYRING, CLINIC_CHECK_ATTENTION,
                           CLINIC_CHECK_BECAUSE_NONE, NULL);
  clinic_diagnosis_settle (diagnosis, CLINIC_CHECK_CLOCK, CLINIC_CHECK_UNCHECKED,
                           CLINIC_CHECK_BECAUSE_EARLIER, NULL);
  clinic_diagnosis_hold (diagnosis);
  clinic_diagnosis_release (diagnosis);

  return diagnosis;
}

static void
dummy_services_iface_init (ClinicServicesInterface *iface)
{
  iface->check_async = check_async;
  iface->check_finish = check_finish;
  iface->open_async = open_async;
  iface->open_finish = open_finish;
  iface->load_address_async = load_address_async;
  iface->load_address_finish = finish_text;
  iface->store_address_async = store_address_async;
  iface->store_address_finish = store_address_finish;
  iface->load_mis_password_async = load_mis_password_async;
  iface->load_mis_password_finish = finish_text;
  iface->store_mis_password_async = store_mis_password_async;
  iface->store_mis_password_finish = store_address_finish;
  iface->start_demo_async = start_demo_async;
  iface->start_demo_finish = finish_text;
  iface->notify_call = notify_call;
  iface->withdraw_call = withdraw_call;
  iface->notify_page = notify_page;
  iface->withdraw_page = withdraw_page;
  iface->set_ringing = set_ringing;
  iface->get_exporter = get_exporter;
  iface->set_monthly_async = set_monthly_async;
  iface->set_monthly_finish = store_address_finish;
  iface->diagnose = diagnose;
}

static void
dummy_services_finalize (GObject *object)
{
  DummyServices *self = DUMMY_SERVICES (object);

  g_clear_object (&self->session);
  g_clear_error (&self->error);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->mis_password, g_free);
  g_clear_pointer (&self->opened, g_free);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->body, g_free);

  g_clear_object (&self->exporter);
  G_OBJECT_CLASS (dummy_services_parent_class)->finalize (object);
}

static void
dummy_services_class_init (DummyServicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = dummy_services_finalize;
}

static void
dummy_services_init (DummyServices *self)
{
  self->exporter = dummy_exporter_new ();
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

DummyExporter *
dummy_services_exporter (DummyServices *self)
{
  return self->exporter;
}

DummyServices *
dummy_services_new (ClinicSession *session)
{
  DummyServices *self = g_object_new (DUMMY_TYPE_SERVICES, NULL);

  g_set_object (&self->session, session);

  return self;
}

void
dummy_services_set_error (DummyServices *self, const GError *error)
{
  g_clear_error (&self->error);

  if (error != NULL)
    self->error = g_error_copy (error);
}

void
dummy_services_set_address (DummyServices *self, const char *address)
{
  set_text (&self->address, address);
}

const char *
dummy_services_address (DummyServices *self)
{
  return self->address;
}

const char *
dummy_services_opened (DummyServices *self)
{
  return self->opened;
}

gboolean
dummy_services_ringing (DummyServices *self)
{
  return self->ringing;
}

guint
dummy_services_n_rings (DummyServices *self)
{
  return self->n_rings;
}

guint
dummy_services_n_notified (DummyServices *self)
{
  return self->n_notified;
}

guint
dummy_services_n_shown (DummyServices *self)
{
  return g_hash_table_size (self->shown);
}

const char *
dummy_services_title (DummyServices *self)
{
  return self->title;
}

const char *
dummy_services_body (DummyServices *self)
{
  return self->body;
}

const char *
dummy_services_mis_password (DummyServices *self)
{
  return self->mis_password;
}

guint
dummy_services_n_diagnoses (DummyServices *self)
{
  return self->n_diagnoses;
}
