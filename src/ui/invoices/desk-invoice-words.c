/* desk-invoice-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-words"

#include "desk-invoice-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "desk-format.h"

#define HOUR_SECONDS 3600
#define DAY_SECONDS (24 * HOUR_SECONDS)
/* up to this the hours are told */
#define HOURS_UNTIL (48 * HOUR_SECONDS)

/* U+FE0E asks for the text form where a font also has a picture. */
static const struct
{
  const char *shape;
  const char *css_class;
  const char *name;
} looks[] = {
  [CLINIC_INVOICE_UNKNOWN] = { "○", "stage-none", N_ ("State not known") },
  [CLINIC_INVOICE_APPROVAL] = { "◷", "stage-booked", N_ ("Waits for approval") },
  [CLINIC_INVOICE_REWORK] = { "▲", "stage-unconfirmed", N_ ("To be fixed") },
  [CLINIC_INVOICE_TO_PAY] = { "◆", "stage-tomorrow", N_ ("To be paid") },
  [CLINIC_INVOICE_PAID] = { "✔\ufe0e", "stage-confirmed", N_ ("Paid") },
  [CLINIC_INVOICE_REJECTED] = { "✖\ufe0e", "stage-cancelled", N_ ("Refused") },
  [CLINIC_INVOICE_WITHDRAWN] = { "⊘", "stage-lost", N_ ("Withdrawn") },
};

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static gsize
row_of (ClinicInvoiceState state)
{
  return (gsize) state < G_N_ELEMENTS (looks) ? (gsize) state : CLINIC_INVOICE_UNKNOWN;
}

const char *
desk_invoice_look (ClinicInvoiceState state, const char **css_class)
{
  if (css_class != NULL)
    *css_class = looks[row_of (state)].css_class;

  return looks[row_of (state)].shape;
}

const char *
desk_invoice_state_name (ClinicInvoiceState state)
{
  return _ (looks[row_of (state)].name);
}

const char *
desk_invoice_state (ClinicInvoice *invoice)
{
  const char *name = clinic_invoice_get_state_name (invoice);

  if (clinic_invoice_get_state (invoice) == CLINIC_INVOICE_UNKNOWN && is_set (name))
    return name;

  return desk_invoice_state_name (clinic_invoice_get_state (invoice));
}

char *
desk_invoice_sum (ClinicInvoice *invoice)
{
  if (clinic_invoice_get_amount (invoice) == 0)
    return g_strdup ("");

  return desk_format_sum (clinic_invoice_get_amount (invoice),
                          clinic_invoice_get_currency (invoice));
}

const char *
desk_invoice_name (ClinicInvoice *invoice)
{
  if (is_set (clinic_invoice_get_counterparty (invoice)))
    return clinic_invoice_get_counterparty (invoice);
  if (is_set (clinic_invoice_get_title (invoice)))
    return clinic_invoice_get_title (invoice);

  return _ ("Invoice");
}

char *
desk_invoice_waited (gint64 seconds)
{
  guint days = (guint) (MAX (seconds, 0) / DAY_SECONDS);

  if (seconds < HOURS_UNTIL)
    return desk_format_duration (
      seconds < HOUR_SECONDS * 10 ? seconds : seconds / HOUR_SECONDS * HOUR_SECONDS);

  return g_strdup_printf (ngettext ("%u day", "%u days", days), days);
}

/* (transfer full) (nullable): whom it waits for */
static char *
dup_holders (ClinicInvoice *invoice)
{
  const char *name = clinic_invoice_get_holder_name (invoice);
  guint n_more = (guint) clinic_invoice_get_more_holders (invoice);

  if (!is_set (name) || n_more == 0)
    return g_strdup (name);

  /* Translators: a colleague, and how many others an invoice waits for: “Petrova Anna and 2 more”
   */
  return g_strdup_printf (ngettext ("%1$s and %2$u more", "%1$s and %2$u more", n_more), name,
                          n_more);
}

char *
desk_invoice_holder (ClinicInvoice *invoice, gint64 now)
{
  g_autofree char *name = dup_holders (invoice);
  gint64 since = clinic_invoice_get_held_since (invoice);
  g_autofree char *waited = since > 0 ? desk_invoice_waited (now - since) : NULL;

  if (!is_set (name))
    return waited != NULL ? g_strdup_printf (_ ("Has been there for %s"), waited) : NULL;
  if (waited == NULL)
    /* Translators: a colleague for whom an invoice waits */
    return g_strdup_printf (_ ("With %s"), name);

  /* Translators: a colleague for whom an invoice waits, and how long: “With Petrova Anna for 26 h”
   */
  return g_strdup_printf (_ ("With %1$s for %2$s"), name, waited);
}

char *
desk_invoice_day (const char *day)
{
  int year = 0, month = 0, date = 0;

  if (!is_set (day) || sscanf (day, "%4d-%2d-%2d", &year, &month, &date) != 3)
    return g_strdup ("");

  return g_strdup_printf ("%02d.%02d.%04d", date, month, year);
}

char *
desk_invoice_iso_day (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
}
