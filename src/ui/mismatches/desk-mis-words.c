/* desk-mis-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mis-words"

#include "desk-mis-words.h"

#include <glib/gi18n.h>

#include "desk-format.h"

const char *
desk_mis_words_status (ClinicMisStatus status)
{
  switch (status)
    {
    case CLINIC_MIS_STATUS_SCHEDULED:
      return C_ ("visit", "Booked");
    case CLINIC_MIS_STATUS_CONFIRMED:
      return C_ ("visit", "Confirmed by the patient");
    case CLINIC_MIS_STATUS_DECLINED:
      return C_ ("visit", "The patient said no, nobody has called yet");
    case CLINIC_MIS_STATUS_ARRIVED:
      return C_ ("visit", "In the clinic");
    case CLINIC_MIS_STATUS_IN_CHAIR:
      return C_ ("visit", "With the doctor");
    case CLINIC_MIS_STATUS_COMPLETED:
      return C_ ("visit", "The visit took place");
    case CLINIC_MIS_STATUS_NO_SHOW:
      return C_ ("visit", "Did not come");
    case CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT:
      return C_ ("visit", "Cancelled by the patient");
    case CLINIC_MIS_STATUS_CANCELLED_BY_CLINIC:
      return C_ ("visit", "Cancelled by the clinic");
    case CLINIC_MIS_STATUS_RESCHEDULED:
      return C_ ("visit", "Moved to another time");
    case CLINIC_MIS_STATUS_UNKNOWN:
    default:
      return C_ ("visit", "Not known");
    }
}

gboolean
desk_mis_is_absent (ClinicMisLink *link)
{
  return clinic_mis_link_get_name (link) == NULL ||
         clinic_mis_link_get_state (link) == CLINIC_LINK_PAUSED;
}

/* (transfer full): 15:02, with the day when it was not today */
static char *
moment (gint64 when, gint64 now)
{
  g_autofree char *day = desk_format_date (when, now);
  g_autofree char *today = desk_format_date (now, now);

  if (when == 0)
    return g_strdup ("…");

  return g_strcmp0 (day, today) == 0 ? desk_format_time (when) : desk_format_day_time (when, now);
}

char *
desk_mis_words_link (ClinicMisLink *link, gint64 now)
{
  const char *name = clinic_mis_link_get_name (link);
  const char *problem = clinic_mis_link_get_problem (link);
  guint visits = (guint) MAX (clinic_mis_link_get_visits (link), 0);
  g_autofree char *since = moment (clinic_mis_link_get_since (link), now);
  g_autofree char *read = moment (clinic_mis_link_get_as_of (link), now);

  if (desk_mis_is_absent (link))
    return g_strdup (_ ("No medical system is connected"));
  if (problem == NULL)
    problem = "—";

  switch (clinic_mis_link_get_state (link))
    {
    case CLINIC_LINK_ONLINE:
      /* Translators: a host, how many visits were read from there, and when */
      return g_strdup_printf (ngettext ("%1$s: %2$u visit read, %3$s",
                                        "%1$s: %2$u visits read, %3$s", visits),
                              name, visits, read);
    case CLINIC_LINK_OFFLINE:
      /* Translators: a host, since when, and why */
      return g_strdup_printf (_ ("%1$s has not answered since %2$s: %3$s"), name, since, problem);
    case CLINIC_LINK_DENIED:
      return g_strdup_printf (_ ("%1$s has refused since %2$s: %3$s"), name, since, problem);
    case CLINIC_LINK_CONNECTING:
    case CLINIC_LINK_PAUSED:
    default:
      return g_strdup_printf (_ ("Reading from %s…"), name);
    }
}

char *
desk_mis_words_alarm (ClinicMisLink *link, gint64 now)
{
  g_autofree char *since = moment (clinic_mis_link_get_since (link), now);

  if (desk_mis_is_absent (link))
    return NULL;
  if (clinic_mis_link_get_state (link) == CLINIC_LINK_OFFLINE)
    return g_strdup_printf (_ ("The MIS has not answered since %s: appointments are not compared, "
                               "nothing is changed"),
                            since);
  if (clinic_mis_link_get_state (link) == CLINIC_LINK_DENIED)
    return g_strdup_printf (_ ("The MIS has refused since %s: check its address, user and "
                               "password"),
                            since);

  return NULL;
}

char *
desk_mis_words_compared (ClinicMisLink *link, gint64 now)
{
  guint visits = (guint) MAX (clinic_mis_link_get_visits (link), 0);
  g_autofree char *when = moment (clinic_mis_link_get_as_of (link), now);

  if (clinic_mis_link_get_as_of (link) == 0)
    return g_strdup ("");

  /* Translators: when the two were compared, and how many visits */
  return g_strdup_printf (ngettext ("Compared at %1$s: %2$u visit", "Compared at %1$s: %2$u visits",
                                    visits),
                          when, visits);
}
