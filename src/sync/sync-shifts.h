/* sync-shifts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plan of the shifts, as clinics keep it: events of the company calendar «Рабочие графики»
 * (docs: calendar/calendar-section-get, calendar/calendar-event/calendar-event-get).
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* rows of calendar.section.get: the plan's id, 0: there is none */
gint64 sync_shifts_find_calendar (JsonArray *sections);
/* (transfer full): what to ask calendar.event.get for the days around now */
JsonNode *sync_shifts_new_params (gint64 calendar, gint64 now);
/* Rows of calendar.event.get: says who is in the plan, and sets the shifts of today. colleagues:
 * ClinicColleague. Who takes part in an event works then; of an event without participants, those
 * whose last name it has. */
void sync_shifts_apply (JsonArray *events, GListModel *colleagues, gint64 now);

/* "28.07.2026 09:00:00" or "07/28/2026 09:00:00 am", as the portal writes; offset: of its zone from
 * UTC in seconds. Unix seconds, 0: none. */
gint64 sync_shifts_read_moment (const char *text, gint64 offset);
/* whether somebody takes part in an event; of one without participants, whoever's last name
 * (nullable) it has as a word */
gboolean sync_shifts_has_user (JsonObject *event, gint64 user, const char *last_name);

G_END_DECLS
