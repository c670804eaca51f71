/* dummy-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-news"

#include "dummy-news.h"

#include "clinic-error.h"

struct _DummyNews
{
  GObject parent_instance;

  GListStore *posts;            /* owned */
  ClinicReadership *readership; /* owned (nullable) */
  ClinicAddressees *addressees; /* owned (nullable) */
  GBytes *file;                 /* owned (nullable) */
  GBytes *photo;                /* owned (nullable) */
  guint n_photos;
  ClinicLoadState state;
  gint64 as_of;
  guint n_more;
  guint n_refreshed;
  gboolean has_more;
};

static void dummy_news_iface_init (ClinicNewsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummyNews,
                               dummy_news,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_NEWS, dummy_news_iface_init))

static GListModel *
get_posts (ClinicNews *news)
{
  return G_LIST_MODEL (DUMMY_NEWS (news)->posts);
}

static ClinicLoadState
get_state (ClinicNews *news)
{
  return DUMMY_NEWS (news)->state;
}

static gint64
get_as_of (ClinicNews *news)
{
  return DUMMY_NEWS (news)->as_of;
}

static gboolean
has_more (ClinicNews *news)
{
  return DUMMY_NEWS (news)->has_more;
}

static void
load_more (ClinicNews *news)
{
  DUMMY_NEWS (news)->n_more++;
}

static void
refresh (ClinicNews *news)
{
  DUMMY_NEWS (news)->n_refreshed++;
}

static ClinicReadership *
open_readership (ClinicNews *news, ClinicPost *post)
{
  DummyNews *self = DUMMY_NEWS (news);

  if (self->readership != NULL)
    return g_object_ref (self->readership);

  return g_object_new (CLINIC_TYPE_READERSHIP, "post-id", clinic_post_get_id (post), NULL);
}

static ClinicAddressees *
open_addressees (ClinicNews *news)
{
  DummyNews *self = DUMMY_NEWS (news);

  return self->addressees != NULL ? g_object_ref (self->addressees) : clinic_addressees_new ();
}

static void
open_file_async (ClinicNews *news,
                 ClinicFile *file,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  DummyNews *self = DUMMY_NEWS (news);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, open_file_async);
  if (self->file == NULL)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_OFFLINE, "no file");
  else
    g_task_return_pointer (task, g_memory_input_stream_new_from_bytes (self->file), g_object_unref);
}

static GInputStream *
open_file_finish (ClinicNews *news, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
open_photo_async (ClinicNews *news,
                  gint64 user,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  DummyNews *self = DUMMY_NEWS (news);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, open_photo_async);
  self->n_photos++;
  if (self->photo == NULL)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "no photo");
  else
    g_task_return_pointer (task, g_memory_input_stream_new_from_bytes (self->photo),
                           g_object_unref);
}

static void
dummy_news_iface_init (ClinicNewsInterface *iface)
{
  iface->get_posts = get_posts;
  iface->get_state = get_state;
  iface->get_as_of = get_as_of;
  iface->has_more = has_more;
  iface->load_more = load_more;
  iface->refresh = refresh;
  iface->open_readership = open_readership;
  iface->open_addressees = open_addressees;
  iface->open_file_async = open_file_async;
  iface->open_file_finish = open_file_finish;
  iface->open_photo_async = open_photo_async;
  iface->open_photo_finish = open_file_finish;
}

static void
dummy_news_finalize (GObject *object)
{
  DummyNews *self = DUMMY_NEWS (object);

  g_clear_object (&self->posts);
  g_clear_object (&self->readership);
  g_clear_object (&self->addressees);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->photo, g_bytes_unref);

  G_OBJECT_CLASS (dummy_news_parent_class)->finalize (object);
}

static void
dummy_news_class_init (DummyNewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dummy_news_finalize;
}

static void
dummy_news_init (DummyNews *self)
{
  self->posts = g_list_store_new (CLINIC_TYPE_POST);
  self->state = CLINIC_LOAD_READY;
}

DummyNews *
dummy_news_new (void)
{
  return g_object_new (DUMMY_TYPE_NEWS, NULL);
}

GListStore *
dummy_news_posts (DummyNews *self)
{
  g_return_val_if_fail (DUMMY_IS_NEWS (self), NULL);

  return self->posts;
}

void
dummy_news_set_state (DummyNews *self, ClinicLoadState state, gint64 as_of)
{
  g_return_if_fail (DUMMY_IS_NEWS (self));

  self->state = state;
  self->as_of = as_of;
  clinic_news_emit_state_changed (CLINIC_NEWS (self));
}

void
dummy_news_set_has_more (DummyNews *self, gboolean more)
{
  g_return_if_fail (DUMMY_IS_NEWS (self));

  self->has_more = more;
  clinic_news_emit_state_changed (CLINIC_NEWS (self));
}

void
dummy_news_set_readership (DummyNews *self, ClinicReadership *readership)
{
  g_return_if_fail (DUMMY_IS_NEWS (self));

  g_set_object (&self->readership, readership);
}

void
dummy_news_set_addressees (DummyNews *self, ClinicAddressees *addressees)
{
  g_return_if_fail (DUMMY_IS_NEWS (self));

  g_set_object (&self->addressees, addressees);
}

void
dummy_news_set_file (DummyNews *self, GBytes *bytes)
{
  g_return_if_fail (DUMMY_IS_NEWS (self));

  g_clear_pointer (&self->file, g_bytes_unref);
  self->file = bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

void
dummy_news_set_photo (DummyNews *self, GBytes *bytes)
{
  g_return_if_fail (DUMMY_IS_NEWS (self));

  g_clear_pointer (&self->photo, g_bytes_unref);
  self->photo = bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

guint
dummy_news_n_photos (DummyNews *self)
{
  g_return_val_if_fail (DUMMY_IS_NEWS (self), 0);

  return self->n_photos;
}

guint
dummy_news_n_more (DummyNews *self)
{
  g_return_val_if_fail (DUMMY_IS_NEWS (self), 0);

  return self->n_more;
}

guint
dummy_news_n_refreshed (DummyNews *self)
{
  g_return_val_if_fail (DUMMY_IS_NEWS (self), 0);

  return self->n_refreshed;
}
