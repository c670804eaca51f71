/* store-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the store share: a store in a folder of its own, and calls that wait.
 */

#pragma once

#include "store-error.h"
#include "store-repository.h"

typedef struct
{
  char *folder;                /* owned */
  char *path;                  /* owned */
  StoreRepository *repository; /* owned (nullable) */
} StoreFixture;

void store_fixture_set_up (StoreFixture *fixture, gconstpointer in_memory);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer in_memory);
/* closes and, unless it fails, opens again */
void store_fixture_reopen (StoreFixture *fixture);
void store_fixture_close (StoreFixture *fixture);

/* (transfer full) */
StoreRepository *store_fixture_open (const char *path, GError **error);
/* For the callback of an async call, whose result store_fixture_wait() then returns. */
void on_store_fixture_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* (transfer full): user_data of the callback is the address of a GAsyncResult pointer */
GAsyncResult *store_fixture_wait (GAsyncResult **answer);

/* imports one patient; phones are divided by "|" */
void store_fixture_put (StoreFixture *fixture,
                        gint64 id,
                        const char *last,
                        const char *first,
                        const char *second,
                        const char *phones);
/* ids of the answer, "3 1 2"; (transfer full) */
char *store_fixture_search (StoreFixture *fixture, const char *text);
char *store_fixture_identify (StoreFixture *fixture, const char *number);
gint64 store_fixture_count (StoreFixture *fixture);
void store_fixture_put_command (StoreFixture *fixture, const char *id, const char *text);
/* (transfer full) (element-type ClinicCommand) */
GPtrArray *store_fixture_list_commands (StoreFixture *fixture);
