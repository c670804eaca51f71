/* demo-bizproc-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lists of bizproc.*: which fields there are, what is selected of them, filters and orders.
 */

#pragma once

#include "demo-workflow.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;   /* as documented, in capitals */
  const char *column; /* SQL */
  gboolean is_time;   /* unix seconds, told as ISO; 0 is null */
} DemoBizprocField;

/* A table of such rows; fields end with a NULL name. */
typedef struct
{
  const DemoBizprocField *fields;
  const char *tables;        /* FROM */
  const char *key;           /* the order when nothing is asked */
  const char *const *shown;  /* when nothing is selected; ended by NULL */
  const char *const *always; /* told beside what is selected; ended by NULL */
} DemoBizprocTable;

/* where: SQL. Runs the query of the call, with its SELECT, FILTER, ORDER and start. */
JsonNode *demo_bizproc_list (DemoCall *call,
                             const DemoBizprocTable *table,
                             const char *where,
                             GError **error);

G_END_DECLS
