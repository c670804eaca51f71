/* mis-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the medical system's connectors share.
 */

#pragma once

#include <libsoup/soup.h>

#include "clinic-mis.h"

/* Waits for an asynchronous operation. (transfer full) */
static inline GAsyncResult *
mis_test_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}

static inline void
mis_test_on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static inline GPtrArray *
mis_test_read (ClinicMis *mis, gint64 from, gint64 to, GError **error)
{
  g_autoptr (GAsyncResult) pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  clinic_mis_read_async (mis, from, to, NULL, mis_test_on_result_cb, &pending);
  result = mis_test_wait (&pending);

  return clinic_mis_read_finish (mis, result, error);
}

/* (transfer none) (nullable) */
static inline ClinicMisVisit *
mis_test_find (GPtrArray *visits, const char *id)
{
  for (guint i = 0; i < visits->len; i++)
    {
      if (g_strcmp0 (clinic_mis_visit_get_id (visits->pdata[i]), id) == 0)
        return visits->pdata[i];
    }

  return NULL;
}
