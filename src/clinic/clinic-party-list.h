/* clinic-party-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-form-option.h"
#include "clinic-types.h"

G_BEGIN_DECLS

/**
 * ClinicPartyList:
 *
 * The companies, and contacts, that a field of a form can name: a GListModel of ClinicFormOption by
 * name, one object per company for as long as it is there. It says how far it is filled ("state"),
 * and is filled when somebody wants it (signal "wanted"). Values are the options' ids: "CO_12", or
 * "12" of a bare field, which can name things of one kind alone.
 */
#define CLINIC_TYPE_PARTY_LIST (clinic_party_list_get_type ())

G_DECLARE_FINAL_TYPE (ClinicPartyList, clinic_party_list, CLINIC, PARTY_LIST, GObject)

/* bare_kind: (nullable): "CO" or "C": what a number alone means */
ClinicPartyList *clinic_party_list_new (const char *bare_kind);
/* Adds it, or says what it is called now. key: "CO_12"; first: it stands before the others. */
void
clinic_party_list_put (ClinicPartyList *self, const char *key, const char *name, gboolean first);
/* forgets all others; keys: a set of char *. Their names are still found. */
void clinic_party_list_keep_only (ClinicPartyList *self, GHashTable *keys);
/* whatever the letters are that it comes with: as this field writes it. (transfer full) */
char *clinic_party_list_dup_value (ClinicPartyList *self, const char *value);
/* (nullable): not known */
const char *clinic_party_list_find_name (ClinicPartyList *self, const char *value);
/* LOADING: none of them yet; READY: these are all; STALE: as they are known here, until the portal
 * answers; MISSING: this person may not read them */
ClinicLoadState clinic_party_list_get_state (ClinicPartyList *self);
void clinic_party_list_set_state (ClinicPartyList *self, ClinicLoadState state);
/* somebody is going to choose */
void clinic_party_list_want (ClinicPartyList *self);

G_END_DECLS
