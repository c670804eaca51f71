/* desk-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"
#include "desk-tally.h"

G_BEGIN_DECLS

/**
 * DeskPage:
 * @id: name in actions, settings and --page; never shown
 * @title: (untranslated): in the sidebar
 * @icon_name: in the sidebar
 * @create: makes the page over a session; called when it is first shown
 * @tally: (nullable): makes the counter behind the badge
 * @key: (nullable): its own key, besides Ctrl and its number
 * @russian_key: (nullable): the same key where it is a letter of a Russian layout
 * @is_available: (nullable): whether this clinic and this person have it; changes with the link's
 *   simple-crm and the state of the payroll only
 *
 * A page of the sidebar. Adding one is one entry in desk-pages.c; the rest is in CONTRIBUTING.md.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon_name;
  GtkWidget *(*create) (ClinicSession *session);
  DeskTally *(*tally) (ClinicSession *session);
  const char *key;
  const char *russian_key;
  gboolean (*is_available) (ClinicSession *session);
} DeskPage;

/* (array length=n_pages) (transfer none) */
const DeskPage *desk_pages (guint *n_pages);
/* (nullable): NULL when there is no such page */
const DeskPage *desk_pages_find (const char *id);
gboolean desk_pages_is_available (const DeskPage *page, ClinicSession *session);
/* important messages that wait for «I have read it» */
DeskTally *desk_pages_tally_news (ClinicSession *session);

G_END_DECLS
