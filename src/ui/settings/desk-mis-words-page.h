/* desk-mis-words-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMisWordsPage:
 *
 * What the statuses of the medical system mean: those that nobody knows first. A row stays where it
 * is while somebody decides about it.
 */
#define DESK_TYPE_MIS_WORDS_PAGE (desk_mis_words_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskMisWordsPage,
                      desk_mis_words_page,
                      DESK,
                      MIS_WORDS_PAGE,
                      AdwPreferencesPage)

GtkWidget *desk_mis_words_page_new (void);
/* session: (nullable) */
void desk_mis_words_page_set_session (DeskMisWordsPage *self, ClinicSession *session);

G_END_DECLS
