/* demo-statistic.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-world.h"

G_BEGIN_DECLS

/**
 * DemoStatisticRow:
 *
 * One finished call, as it enters the telephony statistics. Texts may be %NULL; nothing is owned.
 */
typedef struct
{
  gint64 user_id;
  const char *line;
  const char *number;
  const char *call_id;
  const char *external_id;
  const char *category;
  const char *app_id;
  int type;
  gint64 start;
  gint64 duration;
  const char *code;
  const char *reason;
  const char *entity_type;
  gint64 entity_id;
  double cost;
  const char *currency;
  gint64 vote;
  const char *record_url; /* said by a foreign exchange */
  gboolean is_recorded;   /* by the portal, if anything is said long enough */
  gint64 activity_id;     /* of the call, when there is one already, else 0 */
} DemoStatisticRow;

gboolean demo_statistic_prepare (DemoWorld *world, GError **error);
gint64 demo_statistic_add (DemoWorld *world, const DemoStatisticRow *row, gint64 *activity);
JsonNode *demo_statistic_run_get (DemoCall *call, GError **error);

G_END_DECLS
