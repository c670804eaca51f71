/* clinic-call-mark.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-types.h"

G_BEGIN_DECLS

/**
 * ClinicCallMark:
 *
 * What the desks that work one call list tell each other about a visit. It is kept in a text field
 * of the appointment on the portal, so that a colleague in a browser can read it too: "attempts=2
 * outcome=4 retry=2026-11-21T15:40:00Z by=14 until=2026-11-21T15:12:00Z
 * about=2026-11-22T07:30:00Z". Unknown words are left out, a broken text is an empty mark. Whoever
 * changes it names what was there before, so that of two desks one wins. What was said of one time
 * of the visit says nothing of another: see `about`.
 */
typedef struct
{
  guint attempts;        /* calls so far */
  ClinicOutcome outcome; /* of the last one */
  gint64 retry;          /* not to be called before, unix seconds, 0 at once */
  gint64 by;             /* user who is calling, 0 nobody */
  gint64 until;          /* when it is free again by itself, unix seconds */
  gint64 about;          /* the time of the visit that was called about, 0 not said */
} ClinicCallMark;

/* text: (nullable) */
ClinicCallMark clinic_call_mark_parse (const char *text);
/* (transfer full): never NULL; "" when there is nothing to say */
char *clinic_call_mark_to_string (const ClinicCallMark *self);

G_END_DECLS
