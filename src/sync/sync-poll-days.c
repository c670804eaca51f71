/* sync-poll-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which appointments and leads are kept, and how the portal is asked for them.
 */

#define G_LOG_DOMAIN "sync-poll"

#include "sync-poll-private.h"

#include "bx-json.h"
#include "sync-fields.h"
#include "sync-reader.h"

#define DAY_SECONDS (24 * 60 * 60)
#define DAYS_BACK 1
#define DAYS_AHEAD 14
#define LEAD_DAYS 7

void
sync_poll_get_days (SyncPoll *self, gint64 *from, gint64 *to)
{
  gint64 now = sync_context_get_now (self->context);

  /* whole days and a little more, whatever the zone: a page shows them from their midnight on */
  *from = now - (DAYS_BACK + 1) * DAY_SECONDS;
  *to = now + (DAYS_AHEAD + 1) * DAY_SECONDS;
}

gint64
sync_poll_get_oldest_lead (SyncPoll *self)
{
  return sync_context_get_now (self->context) - LEAD_DAYS * DAY_SECONDS;
}

/* What is open in the funnel, and all of the days around today. Where the portal cannot compare the
 * name of the field with the time (sync_field_is_comparable()), only what is open. */
JsonObject *
sync_poll_new_deals_filter (SyncPoll *self)
{
  const char *field = sync_context_get_fields (self->context)->visit_time;
  gint64 category = sync_context_get_category (self->context);
  g_autoptr (JsonNode) either = NULL;
  JsonObject *filter = json_object_new ();
  JsonObject *days;
  gint64 from;
  gint64 to;

  if (!sync_field_is_comparable (field))
    {
      json_object_set_int_member (filter, "=categoryId", category);
      json_object_set_string_member (filter, "=stageSemanticId", "P");
      return filter;
    }
  sync_poll_get_days (self, &from, &to);
  days = json_object_new ();
  sync_reader_set_time (days, ">=", field, from);
  sync_reader_set_time (days, "<", field, to);
  either = bx_json_build ("{'logic': 'OR',"
                          " '0': {'=categoryId': %" G_GINT64_FORMAT ", '=stageSemanticId': 'P'}}",
                          category);
  json_object_set_object_member (json_node_get_object (either), "1", days);
  json_object_set_member (filter, "0", g_steal_pointer (&either));

  return filter;
}

JsonObject *
sync_poll_new_leads_filter (SyncPoll *self)
{
  g_autofree char *oldest = sync_reader_format_time (sync_poll_get_oldest_lead (self));
  g_autoptr (JsonNode) either =
    bx_json_build ("{'logic': 'OR', '0': {'=stageSemanticId': 'P'},"
                   " '1': {'=stageSemanticId': 'S', '>=movedTime': %s}}",
                   oldest);
  JsonObject *filter = json_object_new ();

  json_object_set_member (filter, "0", g_steal_pointer (&either));

  return filter;
}
