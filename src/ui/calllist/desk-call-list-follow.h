/* desk-call-list-follow.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call-list.h"

G_BEGIN_DECLS

/**
 * DeskCallListFollow:
 *
 * Hears the telephone: emits "caller" (ClinicCallRow) for a call of somebody who is on the call
 * list, known by the number or by who it turned out to be; once, when the handler says TRUE.
 */
#define DESK_TYPE_CALL_LIST_FOLLOW (desk_call_list_follow_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallListFollow, desk_call_list_follow, DESK, CALL_LIST_FOLLOW, GObject)

DeskCallListFollow *desk_call_list_follow_new (ClinicSession *session, ClinicCallList *list);
/* looks at the calls that are there */
void desk_call_list_follow_look (DeskCallListFollow *self);

G_END_DECLS
