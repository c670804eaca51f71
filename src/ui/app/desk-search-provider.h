/* desk-search-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskSearchProvider:
 *
 * Finds patients from the desktop's own search (org.gnome.Shell.SearchProvider2). Answers only
 * while a person has allowed it (the setting search-provider, off by default) and the desk runs
 * with a session; knows what this computer has stored and asks the portal nothing. The phone is
 * masked unless another setting allows it: the search is open on a screen that visitors may see.
 *
 * Signals: "open" (gint64 patient_id), "search" (const char *text): what the person chose.
 */
#define DESK_TYPE_SEARCH_PROVIDER (desk_search_provider_get_type ())

G_DECLARE_FINAL_TYPE (DeskSearchProvider, desk_search_provider, DESK, SEARCH_PROVIDER, GObject)

DeskSearchProvider *desk_search_provider_new (GSettings *settings);
/* where it answers: path/SearchProvider */
gboolean desk_search_provider_export (DeskSearchProvider *self,
                                      GDBusConnection *bus,
                                      const char *path,
                                      GError **error);
void desk_search_provider_unexport (DeskSearchProvider *self);
/* (nullable) */
void desk_search_provider_set_session (DeskSearchProvider *self, ClinicSession *session);

G_END_DECLS
