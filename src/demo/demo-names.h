/* demo-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Russian names with their frequencies.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *son;      /* (nullable): the patronymic of a man whose father has this name */
  const char *daughter; /* (nullable) */
  guint weight;         /* how common among adults */
  guint child_weight;   /* how common among children */
} DemoGivenName;

/**
 * DemoNames:
 *
 * Picks names for numbers. Immutable; what it gives lives as long as it does.
 */
typedef struct _DemoNames DemoNames;

DemoNames *demo_names_new (void);
void demo_names_free (DemoNames *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoNames, demo_names_free)

const char *demo_names_pick_surname (DemoNames *self, guint64 number, gboolean female);
const DemoGivenName *
demo_names_pick_given (DemoNames *self, guint64 number, gboolean female, gboolean child);
/* (transfer full): the surname of a woman of the family */
char *demo_names_decline_surname (const char *surname);
/* (transfer full): latin letters, for mail addresses */
char *demo_names_transliterate (const char *text);

G_END_DECLS
