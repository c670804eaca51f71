/* dummy-news.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-news.h"

G_BEGIN_DECLS

/**
 * DummyNews:
 *
 * A feed made of a list that a test fills by hand.
 */
#define DUMMY_TYPE_NEWS (dummy_news_get_type ())

G_DECLARE_FINAL_TYPE (DummyNews, dummy_news, DUMMY, NEWS, GObject)

DummyNews *dummy_news_new (void);
/* ClinicPost; (transfer none) */
GListStore *dummy_news_posts (DummyNews *self);
void dummy_news_set_state (DummyNews *self, ClinicLoadState state, gint64 as_of);
void dummy_news_set_has_more (DummyNews *self, gboolean has_more);
/* what open_readership() gives, whatever the post */
void dummy_news_set_readership (DummyNews *self, ClinicReadership *readership);
/* what open_file_async() answers with; NULL: it fails */
void dummy_news_set_addressees (DummyNews *self, ClinicAddressees *addressees);
void dummy_news_set_file (DummyNews *self, GBytes *bytes);
/* what open_photo_async() answers with, whoever it is; NULL: nobody has one */
void dummy_news_set_photo (DummyNews *self, GBytes *bytes);
guint dummy_news_n_photos (DummyNews *self);
/* how often more was asked for, and how often it was refreshed */
guint dummy_news_n_more (DummyNews *self);
guint dummy_news_n_refreshed (DummyNews *self);

G_END_DECLS
