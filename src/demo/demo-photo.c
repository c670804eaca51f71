/* demo-photo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-photo"

#include "demo-photo.h"

#include "demo-paper.h"
#include "demo-pull.h"

#include <stdio.h>

static const gint64 owners[] = { 1, 5 };

void
demo_photo_add (DemoCall *call, gint64 id, JsonObject *user)
{
  /* a world without a server has no addresses */
  for (guint i = 0; call->dispatch != NULL && i < G_N_ELEMENTS (owners); i++)
    {
      g_autofree char *address = NULL;

      if (owners[i] != id)
        continue;
      address =
        g_strdup_printf ("http://%s" DEMO_PHOTO_PATH "/%u/150_150_1/photo.png",
                         demo_pull_get_host (demo_dispatch_get_pull (call->dispatch)), i + 1);
      json_object_set_string_member (user, "PERSONAL_PHOTO", address);
    }
}

void
demo_photo_serve (SoupServerMessage *message, const char *path)
{
  guint number = 0;
  g_autoptr (GBytes) face = NULL;

  if (sscanf (path, DEMO_PHOTO_PATH "/%u/150_150_1/photo.png", &number) != 1 || number < 1 ||
      number > G_N_ELEMENTS (owners))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }
  face = demo_paper_make_face (number - 1);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (face, NULL), g_bytes_get_size (face));
}
