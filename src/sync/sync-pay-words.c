/* sync-pay-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-words"

#include "sync-pay-words.h"

#include <glib/gi18n.h>

#include "bx-json.h"
#include "sync-pay-round.h"
#include "sync-timeman.h"

static gboolean
has_rows (JsonObject *month, SyncPayScheme *scheme, SyncPayListKind kind, const char *part)
{
  return sync_pay_scheme_get_list (scheme, kind)->id != 0 &&
         bx_json_get_array (month, part) != NULL;
}

static const char *
find_time (SyncContext *context, SyncPayScheme *scheme, JsonObject *month)
{
  JsonObject *time = bx_json_get_object (month, SYNC_PAY_MONTH_TIME);
  JsonArray *denied = bx_json_get_array (time, SYNC_TIMEMAN_DENIED);

  if (!sync_context_has_scope (context, "timeman"))
    return _ ("Working time is not known: the webhook lacks the right “timeman”. Let the "
              "administrator tick it.");
  if (denied == NULL)
    return NULL;

  return sync_pay_scheme_may_manage (scheme)
           ? _ ("The portal does not show you the working time of everybody: let the administrator "
                "give you the right to read it.")
           : _ ("The portal does not show you your working time: let the administrator give you "
                "the right to read it.");
}

static const char *
find_rates (SyncPayScheme *scheme, JsonObject *month)
{
  if (has_rows (month, scheme, SYNC_PAY_RATES, SYNC_PAY_MONTH_RATES))
    return NULL;

  return sync_pay_scheme_may_manage (scheme)
           ? _ ("The rates could not be read: the portal needs a list “Rates” that you may see, or "
                "choose another one in the preferences.")
           : _ ("The portal does not show you your rate: hours are counted, money is not.");
}

static const char *
find_schedule (SyncPayScheme *scheme, JsonObject *month)
{
  if (sync_pay_scheme_get_calendar (scheme) != 0 &&
      bx_json_get_array (month, SYNC_PAY_MONTH_EVENTS) != NULL)
    return NULL;

  return _ ("The calendar with the schedule could not be read: shifts are compared with the hours "
            "that the portal's time clock is set to.");
}

char *
sync_pay_words_problem (SyncContext *context,
                        SyncPayScheme *scheme,
                        JsonObject *month,
                        gboolean has_calls)
{
  const char *const found[] = {
    find_time (context, scheme, month),
    find_rates (scheme, month),
    find_schedule (scheme, month),
    has_rows (month, scheme, SYNC_PAY_EXTRAS, SYNC_PAY_MONTH_EXTRAS)
      ? NULL
      : _ (
          "Allowances, remarks and reviews could not be read: the portal needs a list “Bonuses and "
          "remarks” that you may see."),
    has_rows (month, scheme, SYNC_PAY_SIGNATURES, SYNC_PAY_MONTH_SIGNATURES) ||
        !sync_pay_scheme_may_manage (scheme)
      ? NULL
      : _ ("The portal has no list for signed months: signatures and answers are kept on this "
           "computer only. Let the administrator make a list “Pay sheets” with a text field "
           "“Data”."),
    has_calls ? NULL : _ ("The calls of the month are not known: they are not counted."),
  };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      if (found[i] == NULL)
        continue;
      if (words->len > 0)
        g_string_append_c (words, '\n');
      g_string_append (words, found[i]);
    }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
