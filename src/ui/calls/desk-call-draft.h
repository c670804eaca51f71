/* desk-call-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call.h"
#include "clinic-command.h"

G_BEGIN_DECLS

/**
 * DeskCallDraft:
 *
 * What the person has begun at a call and the screen alone knows: texts that are not sent yet,
 * commands that were given, the seconds left for the outcome. It lives exactly as long as its
 * ClinicCall, so that one card can turn from call to call and lose nothing.
 */
typedef struct
{
  char *note;             /* owned, nullable */
  char *name;             /* owned, nullable: of the lead */
  char *search;           /* owned, nullable */
  ClinicCommand *lead;    /* owned, nullable: asked for once, never twice */
  ClinicCommand *confirm; /* owned, nullable */
  ClinicOutcome outcome;  /* picked; may still be undone until it is sent */
  gboolean outcome_sent;
  guint over_seconds; /* seconds that the ended call's card was on show */
} DeskCallDraft;

/* (transfer none): never NULL */
DeskCallDraft *desk_call_draft (ClinicCall *call);
/* keeps a copy of the text in a field of a draft */
void desk_call_draft_set_text (char **field, const char *text);
/* something is typed that would be lost */
gboolean desk_call_draft_is_dirty (ClinicCall *call);

G_END_DECLS
