/* demo-fixtures.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A patient who always is in the clinic, whatever the seed: see the table in demo-world.h. */
typedef struct
{
  gint64 id;
  const char *last_name;
  const char *name;
  const char *second_name;
  gboolean female;
  guint age;
  const char *phones[2]; /* (nullable) */
  const char *important;
  const char *comments;
} DemoFixture;

const DemoFixture *demo_fixture_get (gint64 id);

G_END_DECLS
