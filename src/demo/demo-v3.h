/* demo-v3.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * REST 3.0, at /rest/api/{user}/{secret}/{method}: parameters as a JSON body only, refusals as an
 * object, lists in `items` without a total (rest-v3.md).
 */

#pragma once

#include "demo-dispatch.h"
#include "demo-request.h"

G_BEGIN_DECLS

/* its methods are known by their names with this in front */
#define DEMO_V3_PREFIX "api/"

#define DEMO_V3_ERROR(name) "BITRIX_REST_V3_EXCEPTION_" name "EXCEPTION"
/* the message of such an error is "field\nwhat is wrong with it" */
#define DEMO_V3_INVALID DEMO_V3_ERROR ("VALIDATION_REQUESTVALIDATION")

/* Runs the request's method and answers. */
void demo_v3_answer (DemoDispatch *dispatch, DemoRequest *request);

G_END_DECLS
