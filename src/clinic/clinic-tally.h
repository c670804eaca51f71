/* clinic-tally.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-report.h"

G_BEGIN_DECLS

/* Where a measure puts what it counts, on the way to a ClinicReport: private to the engine. */

#define CLINIC_PART (1u << CLINIC_FIGURE_PART)
#define CLINIC_WHOLE (1u << CLINIC_FIGURE_WHOLE)
#define CLINIC_UNKNOWN (1u << CLINIC_FIGURE_UNKNOWN)
#define CLINIC_RIPENING (1u << CLINIC_FIGURE_RIPENING)

/* What a row may be filtered and put together by. */
typedef struct
{
  guint32 names[CLINIC_N_NAMES];
  int day;
  guint hour;
} ClinicTallyKeys;

typedef struct
{
  gint64 id;
  guint32 place; /* of the row in its set: the order of time */
  guint32 group;
  gint32 value;
  guint16 set;
  guint16 flags;
} ClinicTallyRow;

typedef struct
{
  gint64 figures[CLINIC_N_FIGURES];
  gint64 amount;
  gint64 sum;
  gint64 open; /* minutes */
} ClinicTallyGroup;

/* Who makes it owns it; facts, question and rules outlive it. */
typedef struct
{
  ClinicFacts *facts;             /* (unowned) */
  const ClinicQuestion *question; /* (unowned) */
  const ClinicReportRules *rules; /* (unowned) */
  ClinicGrouping grouping;        /* that the measure has */
  gint64 now;
  int from; /* days: from <= day < to */
  int to;
  guint8 *allowed[CLINIC_N_NAMES]; /* (owned) (nullable): by number, which a filter lets through */
  guint n_groups;
  ClinicTallyGroup *groups; /* (owned): n_groups of them */
  GArray *rows;             /* (owned) of ClinicTallyRow */
  int cached_day;
  guint cached_bucket;
} ClinicTally;

void clinic_tally_init (ClinicTally *self,
                        ClinicFacts *facts,
                        const ClinicQuestion *question,
                        const ClinicReportRules *rules,
                        int from,
                        int to,
                        gint64 now);
void clinic_tally_clear (ClinicTally *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ClinicTally, clinic_tally_clear)

/* in the period, and let through by all filters */
gboolean clinic_tally_wants (const ClinicTally *self, const ClinicTallyKeys *keys);
/* Which stretch of the calendar a day of the period is in, where the report is by one: what is
 * counted once is counted once in each. Else 0. */
guint clinic_tally_get_bucket (ClinicTally *self, int day);
/* the first day of a stretch, as far as it is in the period */
int clinic_tally_get_bucket_day (const ClinicTally *self, guint bucket);
void clinic_tally_add (ClinicTally *self,
                       const ClinicTallyKeys *keys,
                       ClinicFactSet set,
                       guint32 place,
                       gint64 id,
                       guint flags,
                       gint32 value,
                       gint64 amount);
/* minutes in which somebody may be booked */
void clinic_tally_add_open (ClinicTally *self, const ClinicTallyKeys *keys, gint64 minutes);

/* The measures; each looks at all rows of its set once. */
void clinic_count_calls (ClinicTally *tally);
void clinic_count_cases (ClinicTally *tally);
void clinic_count_visits (ClinicTally *tally);
void clinic_count_patients (ClinicTally *tally);
void clinic_count_leads (ClinicTally *tally);
void clinic_count_contacted (ClinicTally *tally);
void clinic_count_waits (ClinicTally *tally);
void clinic_count_load (ClinicTally *tally);

G_END_DECLS
