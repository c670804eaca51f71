/* desk-link-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-link-words"

#include "desk-link-words.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"

/* (transfer full): 11:40, with the day when it was not today */
static char *
moment_text (gint64 when, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);

  if (when == 0 || time == NULL || today == NULL)
    return g_strdup ("…");
  if (g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (today) &&
      g_date_time_get_year (time) == g_date_time_get_year (today))
    return g_date_time_format (time, "%H:%M");

  /* Translators: the day and time of something that did not happen today */
  return g_date_time_format (time, C_ ("moment", "%d.%m %H:%M"));
}

/* Whether calls arrive is what the desk lives on, so it comes before all else. */
static ClinicLinkState
worst_state (ClinicLink *link)
{
  ClinicLinkState state = clinic_link_get_state (link);
  ClinicLinkState calls = clinic_link_get_calls_state (link);

  if (state != CLINIC_LINK_ONLINE)
    return state;

  return calls;
}

char *
desk_link_short_text (ClinicLink *link, gint64 now)
{
  g_autofree char *moment = NULL;

  switch (clinic_link_get_state (link))
    {
    case CLINIC_LINK_CONNECTING:
      return g_strdup (C_ ("link", "Connecting…"));
    case CLINIC_LINK_DENIED:
      return g_strdup (C_ ("link", "No access"));
    case CLINIC_LINK_OFFLINE:
      moment = moment_text (clinic_link_get_since (link), now);
      return g_strdup_printf (C_ ("link", "Offline since %s"), moment);
    case CLINIC_LINK_PAUSED:
      return g_strdup (C_ ("link", "Off shift"));
    case CLINIC_LINK_ONLINE:
    default:
      break;
    }

  switch (clinic_link_get_calls_state (link))
    {
    case CLINIC_LINK_PAUSED:
      return g_strdup (C_ ("link", "Off shift"));
    case CLINIC_LINK_OFFLINE:
    case CLINIC_LINK_DENIED:
      return g_strdup (C_ ("link", "No calls"));
    case CLINIC_LINK_CONNECTING:
    case CLINIC_LINK_ONLINE:
    default:
      moment = moment_text (clinic_link_get_last_answer (link), now);
      return g_strdup_printf (C_ ("link", "Online %s"), moment);
    }
}

const char *
desk_link_icon_name (ClinicLink *link)
{
  switch (worst_state (link))
    {
    case CLINIC_LINK_ONLINE:
      return "desk-link-online-symbolic";
    case CLINIC_LINK_OFFLINE:
      return "desk-link-offline-symbolic";
    case CLINIC_LINK_DENIED:
      return "dialog-warning-symbolic";
    case CLINIC_LINK_PAUSED:
      return "media-playback-pause-symbolic";
    case CLINIC_LINK_CONNECTING:
    default:
      return "content-loading-symbolic";
    }
}

char *
desk_link_state_text (ClinicLink *link, gint64 now)
{
  g_autofree char *since = moment_text (clinic_link_get_since (link), now);
  g_autofree char *calls = NULL;

  switch (clinic_link_get_state (link))
    {
    case CLINIC_LINK_OFFLINE:
      return g_strdup_printf (_ ("The portal has not answered since %s. What is stored here can be "
                                 "read; changes are kept and sent later."),
                              since);
    case CLINIC_LINK_DENIED:
      return g_strdup_printf (_ ("The portal has refused this desk since %s."), since);
    case CLINIC_LINK_PAUSED:
      return g_strdup (_ ("You are off shift: no calls are shown here."));
    case CLINIC_LINK_CONNECTING:
      return g_strdup (_ ("Connecting to the portal…"));
    case CLINIC_LINK_ONLINE:
    default:
      break;
    }

  calls = desk_link_calls_text (link, now);
  if (calls != NULL)
    return g_steal_pointer (&calls);

  return g_strdup_printf (_ ("The portal answers and calls arrive, since %s."), since);
}

char *
desk_link_advice_text (ClinicLink *link)
{
  switch (worst_state (link))
    {
    case CLINIC_LINK_OFFLINE:
      return g_strdup (_ ("Check the network. The desk tries again by itself."));
    case CLINIC_LINK_DENIED:
      if (clinic_link_get_state (link) == CLINIC_LINK_DENIED)
        return g_strdup (_ ("The webhook may have been revoked. Make a new one on the portal and "
                            "enter it in the preferences, or ask the portal's administrator."));
      return g_strdup (_ ("Tick the boxes named below in the webhook's settings, or ask the "
                          "portal's administrator whether the push server is on."));
    case CLINIC_LINK_PAUSED:
      return g_strdup (_ ("Turn “Off shift” off when you are back."));
    case CLINIC_LINK_CONNECTING:
    case CLINIC_LINK_ONLINE:
    default:
      break;
    }

  if (clinic_link_get_user_mismatch (link))
    return g_strdup (_ ("The address names another employee than the portal answers for. Check "
                        "whose webhook it is."));

  return NULL;
}

char *
desk_link_calls_text (ClinicLink *link, gint64 now)
{
  g_autofree char *since = moment_text (clinic_link_get_calls_since (link), now);

  /* When nothing answers at all, one sentence says both. */
  if (clinic_link_get_state (link) == CLINIC_LINK_OFFLINE)
    {
      g_autofree char *fresh = moment_text (clinic_link_get_last_answer (link), now);

      return g_strdup_printf (_ ("No connection: calls do not arrive, the data is as of %s"),
                              fresh);
    }

  switch (clinic_link_get_calls_state (link))
    {
    case CLINIC_LINK_ONLINE:
      return NULL;
    case CLINIC_LINK_PAUSED:
      return g_strdup (_ ("You are off shift: calls do not come here"));
    case CLINIC_LINK_DENIED:
      return g_strdup_printf (_ ("Calls have not arrived since %s: the portal does not allow it"),
                              since);
    case CLINIC_LINK_CONNECTING:
      return g_strdup (_ ("Calls do not arrive yet: connecting"));
    case CLINIC_LINK_OFFLINE:
    default:
      return g_strdup_printf (_ ("Calls have not arrived since %s: the channel is broken"), since);
    }
}

char *
desk_link_stale_text (ClinicLink *link, gint64 now)
{
  g_autofree char *fresh = NULL;

  /* OFFLINE stands in the banner about calls. */
  if (clinic_link_get_state (link) != CLINIC_LINK_DENIED)
    return NULL;

  if (clinic_link_get_last_answer (link) == 0)
    return g_strdup (_ ("The portal refuses this desk"));

  fresh = moment_text (clinic_link_get_last_answer (link), now);

  return g_strdup_printf (_ ("The portal refuses this desk: the data is as of %s"), fresh);
}

char *
desk_link_failed_text (ClinicLink *link)
{
  guint failed = clinic_link_get_failed (link);

  if (failed == 0)
    return NULL;

  return g_strdup_printf (
    ngettext ("%u change was not accepted by the portal and needs a decision",
              "%u changes were not accepted by the portal and need a decision", failed),
    failed);
}

char *
desk_link_index_text (ClinicLink *link)
{
  gint64 done = clinic_link_get_sync_done (link), total = clinic_link_get_sync_total (link);
  gint64 stored = clinic_link_get_stored_patients (link);

  if (!clinic_link_get_syncing (link))
    return g_strdup_printf (ngettext ("%'d patient is stored on this computer",
                                      "%'d patients are stored on this computer", stored),
                            (int) stored);
  if (total < 0)
    return g_strdup_printf (ngettext ("Reading the patients: %'d so far",
                                      "Reading the patients: %'d so far", done),
                            (int) done);

  return g_strdup_printf (_ ("Reading the patients: %'d of %'d"), (int) done, (int) total);
}

char *
desk_link_scope_text (const char *scope)
{
  static const struct
  {
    const char *scope, *text;
  } boxes[] = {
    { "crm", N_ ("“CRM (crm)”: patients, appointments and leads") },
    { "telephony", N_ ("“Telephony (telephony)”: calls and the list of missed ones") },
    { "call", N_ ("“Telephony, making calls (call)”: calling back in one key") },
    { "user", N_ ("“Users (user)”: names of colleagues and doctors") },
    { "user_basic", N_ ("“Users, minimal (user_basic)”: names of colleagues and doctors") },
    { "user_brief", N_ ("“Users, brief (user_brief)”: names of colleagues and doctors") },
    { "pull", N_ ("“Push and Pull (pull)”: calls shown the moment they ring") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    if (g_strcmp0 (scope, boxes[i].scope) == 0)
      return g_strdup (_ (boxes[i].text));

  return g_strdup (scope);
}
