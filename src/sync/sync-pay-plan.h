/* sync-pay-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When people were to work: events of the calendar «Рабочие графики» (office.md 5.3), and where
 * there is none, the hours that the portal's time clock is set to. Pure functions.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "clinic-facts.h"

G_BEGIN_DECLS

/* (transfer full): what to ask calendar.event.get for the days from <= day < to (clinic-days.h) */
JsonNode *sync_pay_plan_new_params (gint64 calendar, int from, int to);
/* Shifts, sick leave and vacations of a user out of rows of calendar.event.get, into plans (of
 * ClinicFactWork, user is `number`); whole days one by one, those from <= day < to. */
void sync_pay_plan_map (JsonArray *events,
                        GTimeZone *zone,
                        int from,
                        int to,
                        gint64 user,
                        const char *last_name,
                        guint32 number,
                        GArray *plans);
/* Where there is no schedule: a shift for each day on which a record begins, of the hours of
 * timeman.settings; nothing for whoever comes and goes freely. Their ids are below 0. */
void sync_pay_plan_assume (JsonObject *settings,
                           GTimeZone *zone,
                           const GArray *records,
                           guint32 number,
                           GArray *plans);

G_END_DECLS
