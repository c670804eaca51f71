/* clinic-news.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-addressees.h"
#include "clinic-file.h"
#include "clinic-post.h"
#include "clinic-readership.h"

G_BEGIN_DECLS

/**
 * ClinicNews:
 *
 * The portal's feed as this person may read it, from the store at once, then as the portal has it,
 * with what waits in the outbox over it. What a person does goes through the outbox: READ_POST and
 * COMMENT_POST, REMIND_READERS and PUBLISH_POST.
 */
#define CLINIC_TYPE_NEWS (clinic_news_get_type ())

G_DECLARE_INTERFACE (ClinicNews, clinic_news, CLINIC, NEWS, GObject)

struct _ClinicNewsInterface
{
  GTypeInterface parent;

  GListModel *(*get_posts) (ClinicNews *self);
  ClinicLoadState (*get_state) (ClinicNews *self);
  gint64 (*get_as_of) (ClinicNews *self);
  gboolean (*has_more) (ClinicNews *self);
  void (*load_more) (ClinicNews *self);
  void (*refresh) (ClinicNews *self);
  ClinicReadership *(*open_readership) (ClinicNews *self, ClinicPost *post);
  ClinicAddressees *(*open_addressees) (ClinicNews *self);
  void (*open_file_async) (ClinicNews *self,
                           ClinicFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  GInputStream *(*open_file_finish) (ClinicNews *self, GAsyncResult *result, GError **error);
  void (*open_photo_async) (ClinicNews *self,
                            gint64 user,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  GInputStream *(*open_photo_finish) (ClinicNews *self, GAsyncResult *result, GError **error);
};

/* (transfer none): ClinicPost, newest first; one object per id, alive as long as the session */
GListModel *clinic_news_get_posts (ClinicNews *self);
/* LOADING: nothing yet, not even from this computer; STALE: the portal could not be asked; MISSING:
 * the webhook may not read the feed (scope log). Signal "state-changed". */
ClinicLoadState clinic_news_get_state (ClinicNews *self);
/* unix seconds: how old what is shown is; 0 never read */
gint64 clinic_news_get_as_of (ClinicNews *self);
/* whether the portal has older posts than those listed; load_more() reads the next of them */
gboolean clinic_news_has_more (ClinicNews *self);
void clinic_news_load_more (ClinicNews *self);
/* asks the portal now */
void clinic_news_refresh (ClinicNews *self);
/* (transfer full): at once, then filled */
ClinicReadership *clinic_news_open_readership (ClinicNews *self, ClinicPost *post);
/* (transfer full): at once, then filled */
ClinicAddressees *clinic_news_open_addressees (ClinicNews *self);
/* A file's bytes; not kept on this computer. finish: (transfer full). CLINIC_ERROR. */
void clinic_news_open_file_async (ClinicNews *self,
                                  ClinicFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GInputStream *clinic_news_open_file_finish (ClinicNews *self, GAsyncResult *result, GError **error);
/* The photo of an employee; not kept on this computer. finish: (transfer full). CLINIC_ERROR:
 * NOT_FOUND: she has none, or the portal does not tell. */
void clinic_news_open_photo_async (ClinicNews *self,
                                   gint64 user,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GInputStream *
clinic_news_open_photo_finish (ClinicNews *self, GAsyncResult *result, GError **error);

/* for the implementations */
void clinic_news_emit_state_changed (ClinicNews *self);

G_END_DECLS
