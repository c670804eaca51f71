/* clinic-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-news"

#include "clinic-news.h"

G_DEFINE_INTERFACE (ClinicNews, clinic_news, G_TYPE_OBJECT)

static guint state_changed_signal;

static void
clinic_news_default_init (ClinicNewsInterface *iface)
{
  state_changed_signal = g_signal_new ("state-changed", CLINIC_TYPE_NEWS, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

GListModel *
clinic_news_get_posts (ClinicNews *self)
{
  g_return_val_if_fail (CLINIC_IS_NEWS (self), NULL);

  return CLINIC_NEWS_GET_IFACE (self)->get_posts (self);
}

ClinicLoadState
clinic_news_get_state (ClinicNews *self)
{
  g_return_val_if_fail (CLINIC_IS_NEWS (self), CLINIC_LOAD_LOADING);

  return CLINIC_NEWS_GET_IFACE (self)->get_state (self);
}

gint64
clinic_news_get_as_of (ClinicNews *self)
{
  g_return_val_if_fail (CLINIC_IS_NEWS (self), 0);

  return CLINIC_NEWS_GET_IFACE (self)->get_as_of (self);
}

gboolean
clinic_news_has_more (ClinicNews *self)
{
  g_return_val_if_fail (CLINIC_IS_NEWS (self), FALSE);

  return CLINIC_NEWS_GET_IFACE (self)->has_more (self);
}

void
clinic_news_load_more (ClinicNews *self)
{
  g_return_if_fail (CLINIC_IS_NEWS (self));

  CLINIC_NEWS_GET_IFACE (self)->load_more (self);
}

void
clinic_news_refresh (ClinicNews *self)
{
  g_return_if_fail (CLINIC_IS_NEWS (self));

  CLINIC_NEWS_GET_IFACE (self)->refresh (self);
}

ClinicReadership *
clinic_news_open_readership (ClinicNews *self, ClinicPost *post)
{
  g_return_val_if_fail (CLINIC_IS_NEWS (self), NULL);

  return CLINIC_NEWS_GET_IFACE (self)->open_readership (self, post);
}

ClinicAddressees *
clinic_news_open_addressees (ClinicNews *self)
{
  g_return_val_if_fail (CLINIC_IS_NEWS (self), NULL);

  return CLINIC_NEWS_GET_IFACE (self)->open_addressees (self);
}

void
clinic_news_open_file_async (ClinicNews *self,
                             ClinicFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_NEWS (self));

  CLINIC_NEWS_GET_IFACE (self)->open_file_async (self, file, cancellable, callback, user_data);
}

GInputStream *
clinic_news_open_file_finish (ClinicNews *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_NEWS (self), NULL);

  return CLINIC_NEWS_GET_IFACE (self)->open_file_finish (self, result, error);
}

void
clinic_news_open_photo_async (ClinicNews *self,
                              gint64 user,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_NEWS (self));

  CLINIC_NEWS_GET_IFACE (self)->open_photo_async (self, user, cancellable, callback, user_data);
}

GInputStream *
clinic_news_open_photo_finish (ClinicNews *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_NEWS (self), NULL);

  return CLINIC_NEWS_GET_IFACE (self)->open_photo_finish (self, result, error);
}

void
clinic_news_emit_state_changed (ClinicNews *self)
{
  g_return_if_fail (CLINIC_IS_NEWS (self));

  g_signal_emit (self, state_changed_signal, 0);
}
