/* sync-pay-map.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the portal's lists (lists.element.get), of user.get and of the settings made into what
 * the pay is counted from. Pure functions.
 */

#pragma once

#include "clinic-pay-inputs.h"
#include "sync-pay-scheme.h"

G_BEGIN_DECLS

/* --- rows of the lists: whose they are, 0 not told --- */

gint64 sync_pay_map_employee (const SyncPayList *list, JsonObject *row);
/* CLINIC_DAYS_NONE */
int sync_pay_map_day (const SyncPayList *list, JsonObject *row);
/* (transfer full) (nullable): what stands in a field, an enumeration's value as it reads */
char *sync_pay_map_dup (const SyncPayList *list, JsonObject *row, SyncPayField field);

/* A row of «Ставки»: what it does not say comes of the settings. overtime: kopecks per hour, 0 not
 * said; allowance: kopecks each month, 0 none. FALSE: no rate, or nobody's. */
gboolean sync_pay_map_rate (const SyncPayList *list,
                            JsonObject *row,
                            GSettings *settings,
                            ClinicPayRate *rate,
                            gint64 *overtime,
                            gint64 *allowance);
/* A row of «Бонусы и замечания», into the arrays of the inputs, if it is of their user and month.
 */
void sync_pay_map_extra (const SyncPayList *list, JsonObject *row, ClinicPayInputs *inputs);

/* --- signed months and answers --- */

/* (transfer full): the code of the one element of a user's month: "pay-7-2026-10" */
char *sync_pay_map_dup_sign_code (gint64 user, int month);
/* (transfer full): of what became of a shift: "shift-7-2026-10-14-901-77" */
char *sync_pay_map_dup_answer_code (gint64 user, const char *day, gint64 plan, gint64 record);
/* (transfer full): short enough for a property of a list, which holds 64 KB */
char *sync_pay_map_pack (const char *text);
/* (transfer full) (nullable): NULL when it is none, or nothing is in it */
char *sync_pay_map_unpack (const char *packed);

/* --- people --- */

/* (transfer full): family name first; "" not told */
char *sync_pay_map_dup_name (JsonObject *user);
/* CLINIC_DAYS_NONE */
int sync_pay_map_hired (JsonObject *user);

/* --- settings --- */

/* A row of «Шкалы доплат», into the tiers of the inputs. */
void sync_pay_map_scale (const SyncPayList *list, JsonObject *row, ClinicPayInputs *inputs);
/* tiers and rules of the settings (clinic.md 3.7); a kind of tiers that the portal has a scale of
 * is left as it is */
void sync_pay_map_settings (GSettings *settings, ClinicPayInputs *inputs);

G_END_DECLS
