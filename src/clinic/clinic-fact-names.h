/* clinic-fact-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keys of one kind as small numbers, with their names: for ClinicFacts. 0 is "not said". */
typedef struct _ClinicFactNames ClinicFactNames;

ClinicFactNames *clinic_fact_names_new (void);
void clinic_fact_names_free (ClinicFactNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicFactNames, clinic_fact_names_free)

/* made when it is new; name: (nullable), the last one told counts */
guint32 clinic_fact_names_add (ClinicFactNames *self, const char *key, const char *name);
/* 0 when there is none */
guint32 clinic_fact_names_find (ClinicFactNames *self, const char *key);
guint clinic_fact_names_get_n (ClinicFactNames *self);
const char *clinic_fact_names_get_key (ClinicFactNames *self, guint32 number);
/* (nullable) */
const char *clinic_fact_names_get_name (ClinicFactNames *self, guint32 number);
/* bytes, about */
gsize clinic_fact_names_get_size (ClinicFactNames *self);

G_END_DECLS
