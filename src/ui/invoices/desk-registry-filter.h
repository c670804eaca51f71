/* desk-registry-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskRegistryFilter:
 *
 * Which invoices the registry shows, as a sentence of choices: the days, the kind of expense, who
 * pays, who is paid, the state, whether the act is missing; and words to search for. What there is
 * to choose from comes from the invoices themselves. Emits "period-changed" and "changed".
 */
#define DESK_TYPE_REGISTRY_FILTER (desk_registry_filter_get_type ())

G_DECLARE_FINAL_TYPE (DeskRegistryFilter, desk_registry_filter, DESK, REGISTRY_FILTER, GtkWidget)

GtkWidget *desk_registry_filter_new (ClinicSession *session);
/* The choices are made anew from these ClinicInvoice; what is chosen stays chosen. */
void desk_registry_filter_set_invoices (DeskRegistryFilter *self, GListModel *invoices);
gboolean desk_registry_filter_matches (DeskRegistryFilter *self, ClinicInvoice *invoice);
/* (transfer full): YYYY-MM-DD, inclusive */
void desk_registry_filter_dup_days (DeskRegistryFilter *self, char **from, char **to);
/* something but the days is chosen */
gboolean desk_registry_filter_is_narrow (DeskRegistryFilter *self);
/* all but the days as it was at first */
void desk_registry_filter_clear (DeskRegistryFilter *self);
/* (transfer full): the sentence, for a file: "from 01.11.2026 to 30.11.2026 · Rent · No act" */
char *desk_registry_filter_dup_words (DeskRegistryFilter *self);
void desk_registry_filter_focus_search (DeskRegistryFilter *self);

G_END_DECLS
