/* naive-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "naive-count.h"

#define PART (1u << CLINIC_FIGURE_PART)
#define WHOLE (1u << CLINIC_FIGURE_WHOLE)
#define UNKNOWN (1u << CLINIC_FIGURE_UNKNOWN)
#define RIPENING (1u << CLINIC_FIGURE_RIPENING)
#define N_BITS 4

typedef struct
{
  ClinicFacts *facts;
  const ClinicQuestion *question;
  const ClinicReportRules *rules;
  gint64 now;
  GHashTable *groups;
  char *from; /* YYYY-MM-DD */
  char *to;
} Naive;

/* What a row says of names, by ClinicFactName. */
typedef struct
{
  guint32 names[CLINIC_N_NAMES];
} Names;

gboolean naive_wanted (Naive *self, gint64 moment, const Names *names);
void
naive_add (Naive *self, gint64 moment, const Names *names, guint bits, gint64 value, gint64 amount);
/* in which stretch a thing is counted once */
char *naive_stretch_of (Naive *self, gint64 moment);

void naive_count_calls (Naive *self);
void naive_count_cases (Naive *self);
