/* desk-shift-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-shift-words"

#include "desk-shift-words.h"

#include <glib/gi18n.h>

static int
number_of (DeskShiftFigure figure, const ClinicShift *shift)
{
  switch (figure)
    {
    case DESK_SHIFT_MISSED:
      return shift->missed;
    case DESK_SHIFT_WAITING:
      return shift->waiting;
    case DESK_SHIFT_BOOKED:
      return shift->booked;
    case DESK_SHIFT_CONFIRMED:
      return clinic_shift_get_share (shift);
    case DESK_SHIFT_WINDOWS:
    default:
      return shift->windows;
    }
}

const char *
desk_shift_words_name (DeskShiftFigure figure, const ClinicShift *shift)
{
  switch (figure)
    {
    case DESK_SHIFT_MISSED:
      return shift->missed == 0 ? _ ("No missed calls wait") : C_ ("shift", "Missed now");
    case DESK_SHIFT_WAITING:
      return C_ ("shift", "In the waiting room");
    case DESK_SHIFT_BOOKED:
      return C_ ("shift", "Booked today");
    case DESK_SHIFT_CONFIRMED:
      return C_ ("shift", "Tomorrow confirmed");
    case DESK_SHIFT_WINDOWS:
    default:
      return C_ ("shift", "Free windows today");
    }
}

char *
desk_shift_words_value (DeskShiftFigure figure, const ClinicShift *shift)
{
  int number = number_of (figure, shift);

  if (number == CLINIC_SHIFT_UNKNOWN)
    return g_strdup ("—");
  if (figure == DESK_SHIFT_CONFIRMED)
    /* Translators: a share in the sidebar; with the space that the language wants before % */
    return g_strdup_printf (C_ ("shift", "%d%%"), number);
  if (figure == DESK_SHIFT_MISSED && shift->late > 0)
    return g_strdup_printf ("%d !", number);
  if (figure == DESK_SHIFT_MISSED && number == 0)
    return g_strdup ("");

  return g_strdup_printf ("%d", number);
}

static char *
unknown (DeskShiftFigure figure, const ClinicShift *shift)
{
  if (figure == DESK_SHIFT_MISSED)
    return g_strdup (_ ("Missed calls: not known. The portal does not show its journal of calls to "
                        "this desk, or has not answered yet."));
  if (shift->booked == CLINIC_SHIFT_UNKNOWN)
    return g_strdup (_ ("Not known: the appointments have not been read from the portal yet."));
  if (figure == DESK_SHIFT_WAITING)
    return g_strdup (
      _ ("Patients in the waiting room: not known. No stage of the funnel means that "
         "a patient has come."));
  if (figure == DESK_SHIFT_CONFIRMED)
    return g_strdup (_ ("Nobody is booked for tomorrow yet."));

  return g_strdup (_ ("Free windows: not known. No visit of today has a doctor."));
}

static char *
missed_sentence (const ClinicShift *shift)
{
  if (shift->missed == 0)
    return g_strdup (_ ("No missed calls wait"));
  if (shift->late == 0)
    return g_strdup_printf (ngettext ("%d missed number is still to be called back",
                                      "%d missed numbers are still to be called back",
                                      (gulong) shift->missed),
                            shift->missed);

  return g_strdup_printf (ngettext ("%d missed number is still to be called back; late: %d",
                                    "%d missed numbers are still to be called back; late: %d",
                                    (gulong) shift->missed),
                          shift->missed, shift->late);
}

char *
desk_shift_words_sentence (DeskShiftFigure figure, const ClinicShift *shift)
{
  if (number_of (figure, shift) == CLINIC_SHIFT_UNKNOWN)
    return unknown (figure, shift);

  switch (figure)
    {
    case DESK_SHIFT_MISSED:
      return missed_sentence (shift);
    case DESK_SHIFT_WAITING:
      return g_strdup_printf (ngettext ("%d patient has come and waits for the doctor",
                                        "%d patients have come and wait for the doctor",
                                        (gulong) shift->waiting),
                              shift->waiting);
    case DESK_SHIFT_BOOKED:
      return g_strdup_printf (ngettext ("%d visit was booked today, for whatever day",
                                        "%d visits were booked today, for whatever day",
                                        (gulong) shift->booked),
                              shift->booked);
    case DESK_SHIFT_CONFIRMED:
      return g_strdup_printf (ngettext ("%2$d of the %1$d visit of tomorrow is confirmed",
                                        "%2$d of the %1$d visits of tomorrow are confirmed",
                                        (gulong) shift->tomorrow),
                              shift->tomorrow, shift->confirmed);
    case DESK_SHIFT_WINDOWS:
    default:
      return g_strdup_printf (ngettext ("%d free window is left today",
                                        "%d free windows are left "
                                        "today",
                                        (gulong) shift->windows),
                              shift->windows);
    }
}
