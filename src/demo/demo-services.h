/* demo-services.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the demo clinic does and for how much; what receptionists write about it.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int specialty;
  const char *name;
  int minutes;
  int price; /* roubles */
} DemoService;

const DemoService *demo_service_pick (int specialty, guint64 number);
/* may be "" */
const char *demo_service_pick_comment (guint64 number);

G_END_DECLS
