/* clinic-facts-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"
#include "clinic-fact-names.h"

G_BEGIN_DECLS

/**
 * ClinicFacts:
 *
 * The rows that reports are counted from. It is filled by one loader, sealed, and from then on
 * never changes: whoever holds a reference may read it from any thread. Rows are kept sorted, and
 * linked where a measure follows them (a lead to the first visit made of it).
 */
struct _ClinicFacts
{
  GObject parent_instance;

  GTimeZone *zone;                        /* (owned) */
  ClinicFactNames *names[CLINIC_N_NAMES]; /* (owned) */
  GArray *rows[CLINIC_N_FACT_SETS];       /* (owned) */
  gint64 known_from[CLINIC_N_FACT_SETS];
  gint64 known_to[CLINIC_N_FACT_SETS]; /* <= from: nothing is known */
  GArray *by_patient;                  /* (owned) of guint32: indices of visits */
  GArray *by_number;                   /* (owned) of guint32: indices of calls */
  GArray *by_id;                       /* (owned) of guint32: indices of visits */
  gboolean sealed;
};

G_END_DECLS
