/* sync-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-colleague.h"
#include "demo-portal.h"
#include "sync-session.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

/* A demo portal in a thread of its own, steered through its control interface, and a session that
 * talks to it over real HTTP, with its store in a file so that it can be closed and opened again.
 */
typedef struct
{
  DemoPortal *portal;
  SoupSession *http;
  char *control;
  char *directory;
  char *path;
  GSettings *settings;
  double time_scale;      /* of the next session: all its waiting times are multiplied by this */
  gint64 user;            /* whose webhook the next session has, 0: the receptionist's */
  ClinicSession *session; /* NULL while it is closed */
  StoreRepository *store; /* unowned, the session's */
  ClinicLink *link;       /* unowned, the session's */
} SyncFixture;

#define SYNC_TEST(path, function)                                                                  \
  g_test_add ("/sync/" path, SyncFixture, NULL, sync_fixture_set_up, function,                     \
              sync_fixture_tear_down)

/* how long a test waits for something, in seconds; a test of thousands sets it before */
#ifndef SYNC_FIXTURE_PATIENCE
#define SYNC_FIXTURE_PATIENCE 40
#endif

/* runs the main loop until it is so; fails the test when it takes too long */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 wait_deadline = g_get_monotonic_time () + SYNC_FIXTURE_PATIENCE * G_USEC_PER_SEC;       \
    guint wait_tick = g_timeout_add (10, G_SOURCE_FUNC (sync_fixture_tick), NULL);                 \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > wait_deadline)                                               \
          g_error ("%s:%d: waited in vain for " #condition, __FILE__, __LINE__);                   \
        g_main_context_iteration (NULL, TRUE);                                                     \
      }                                                                                            \
    g_source_remove (wait_tick);                                                                   \
  }                                                                                                \
  G_STMT_END

gboolean sync_fixture_tick (void);
void sync_fixture_iterate (guint milliseconds);
void sync_fixture_set_up (SyncFixture *fixture, gconstpointer data);
/* Monday, 9 November 2026, 12:00 in the clinic */
#define SYNC_FIXTURE_NOW G_GINT64_CONSTANT (1794214800)
/* the portal's clock stands there; data: days of history in GINT_TO_POINTER */
void sync_fixture_set_up_months (SyncFixture *fixture, gconstpointer data);
void sync_fixture_tear_down (SyncFixture *fixture, gconstpointer data);
/* opens the session and waits until the portal's dictionaries came, if online */
void sync_fixture_open (SyncFixture *fixture);
void sync_fixture_open_offline (SyncFixture *fixture);
void sync_fixture_close (SyncFixture *fixture);
/* whether the patients are in the store */
gboolean sync_fixture_is_filled (SyncFixture *fixture);
void sync_fixture_clear_faults (SyncFixture *fixture);
JsonObject *sync_fixture_control (SyncFixture *fixture, const char *command, const char *json);
void sync_fixture_order (SyncFixture *fixture, const char *command, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* runs a method as the portal itself: never spoiled by a fault; (transfer full): its `result` */
JsonNode *sync_fixture_call (SyncFixture *fixture, const char *method, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* spoils the next count requests of a method, "*" any; count: -1 until cleared; kind: as the demo
 * portal's control interface names it */
void sync_fixture_fault (SyncFixture *fixture, const char *kind, const char *match, int count);
/* (transfer full): one lead, deal or contact as the portal has it */
JsonObject *sync_fixture_get_item (SyncFixture *fixture, int type, gint64 id);
/* committed writes of a kind: "lead.add" */
guint sync_fixture_count_writes (SyncFixture *fixture, const char *what);
/* committed writes that changed a field: "ufCrmVisitTime" */
guint sync_fixture_count_changes (SyncFixture *fixture, const char *field);
/* HTTP requests of a method, "batch" for batches, NULL for all */
guint sync_fixture_count_requests (SyncFixture *fixture, const char *method);
/* that the portal has still to play */
guint sync_fixture_count_faults (SyncFixture *fixture);
void sync_fixture_forget_journal (SyncFixture *fixture);

ClinicCommand *sync_fixture_new_command (ClinicCommandKind kind,
                                         ClinicEntity entity,
                                         gint64 id,
                                         const char *first_key,
                                         ...) G_GNUC_NULL_TERMINATED;
gboolean sync_fixture_is_done (ClinicCommand *command);
/* submits and waits until it is on disk */
void sync_fixture_submit (SyncFixture *fixture, ClinicCommand *command);
guint sync_fixture_count_commands (SyncFixture *fixture);
/* (transfer none) (nullable): the one of a list of ClinicColleague with this user id */
ClinicColleague *sync_fixture_find_colleague (GListModel *people, gint64 id);
