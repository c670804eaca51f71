/* clinic-pay-signed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-pay-sheet.h"

G_BEGIN_DECLS

/* A month that was signed: what was counted, from what, and by whom it was signed. What changes on
 * the portal afterwards changes nothing of it, and is shown as differences (clinic.md F-71). */
typedef struct
{
  gint64 signed_at;
  gint64 signed_by;        /* user */
  ClinicPayInputs *inputs; /* (owned): as they were */
  gint64 amounts[CLINIC_N_PAY_KINDS];
  char *words[CLINIC_N_PAY_KINDS]; /* (owned) */
  gint64 total;
} ClinicPaySigned;

/* A line that would be another one now. */
typedef struct
{
  ClinicPayKind kind;
  gint64 before; /* kopecks, as signed */
  gint64 now;
  char *words_before; /* (owned) */
  char *words_now;    /* (owned) */
  GArray *added;      /* (owned) of ClinicPayRow: sources that it did not have, or had otherwise */
  GArray *removed;    /* (owned) of ClinicPayRow: sources that are no more, as they were */
} ClinicPayDifference;

/* (transfer full): CLINIC_ERROR_INVALID while something is left to be asked */
ClinicPaySigned *clinic_pay_signed_new (const ClinicPayInputs *inputs,
                                        gint64 signed_by,
                                        gint64 signed_at,
                                        GError **error);
void clinic_pay_signed_free (ClinicPaySigned *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicPaySigned, clinic_pay_signed_free)

/* (transfer full): for the store and for a list of the portal */
char *clinic_pay_signed_to_string (const ClinicPaySigned *self);
ClinicPaySigned *clinic_pay_signed_from_string (const char *text, GError **error);

/* (transfer full) (element-type ClinicPayDifference): lines whose amount or sources are others
 * now; empty when nothing changed */
GPtrArray *clinic_pay_signed_compare (const ClinicPaySigned *self, const ClinicPayInputs *now);

G_END_DECLS
