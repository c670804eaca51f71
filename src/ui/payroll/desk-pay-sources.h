/* desk-pay-sources.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskPaySources:
 *
 * What a line of the pay was counted from: calls with their recordings, appointments, days of the
 * calendar and the working time, rows of the portal's lists in words. Emits "closed".
 */
#define DESK_TYPE_PAY_SOURCES (desk_pay_sources_get_type ())

G_DECLARE_FINAL_TYPE (DeskPaySources, desk_pay_sources, DESK, PAY_SOURCES, GtkWidget)

GtkWidget *desk_pay_sources_new (ClinicSession *session);
/* rows: of ClinicPayRow; inputs: what they are of. Neither is kept. */
void desk_pay_sources_show (DeskPaySources *self,
                            const char *title,
                            const char *words,
                            const ClinicPayInputs *inputs,
                            const GArray *rows);
/* A day of the month: its shift, and the calls of that day; work: place in the inputs. */
void desk_pay_sources_show_day (DeskPaySources *self, const ClinicPayInputs *inputs, guint work);
/* What a signed line had and has no more, and what it has now. now: (nullable) */
void desk_pay_sources_show_difference (DeskPaySources *self,
                                       const ClinicPayDifference *difference,
                                       const ClinicPayInputs *then,
                                       const ClinicPayInputs *now);
void desk_pay_sources_clear (DeskPaySources *self);

G_END_DECLS
