/* sync-invoice-shelf-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of SyncInvoiceShelf share.
 */

#pragma once

#include "clinic-task.h"
#include "sync-invoice-shelf.h"

G_BEGIN_DECLS

enum
{
  SYNC_SHELF_DOCUMENT = 1 << 0,
  SYNC_SHELF_MINE = 1 << 1,
  SYNC_SHELF_QUEUE = 1 << 2,
  SYNC_SHELF_REGISTRY = 1 << 3,
};

typedef struct
{
  ClinicInvoice *truth; /* owned: as the portal has it */
  ClinicInvoice *shown; /* owned */
  JsonObject *row;      /* owned, (nullable): of what is not in the registry alone */
  guint parts;
  guint round;          /* of the registry: when it was given last */
  gboolean in_mine;     /* it is in the list of one's own */
  gboolean in_registry; /* it is in the list of the registry */
  char *placed;         /* owned, (nullable): by what it stands where it does in the lists */
} SyncShelfKnown;

typedef struct
{
  ClinicTask *truth; /* owned */
  ClinicTask *shown; /* owned */
  JsonObject *row;   /* owned, (nullable): NULL of a stage */
  guint gone_id;     /* until it leaves the list */
  gboolean leaving;
} SyncShelfWaiting;

struct _SyncInvoiceShelf
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GListModel *commands;      /* owned: the outbox's */
  SyncInvoiceScheme *scheme; /* owned, (nullable): until it is known */
  GListStore *tasks;         /* owned, of ClinicTask */
  GListStore *mine;          /* owned, of ClinicInvoice */
  GListStore *registry;      /* owned, of ClinicInvoice */
  GHashTable *known;         /* owned: ClinicInvoice.id -> SyncShelfKnown */
  GHashTable *waiting;       /* owned: ClinicTask.id -> SyncShelfWaiting */
  GHashTable *documents;     /* owned: set of ids that are known of the portal itself */
  GHashTable *pending;       /* owned: ClinicInvoice.id -> ClinicCommand: the last about it */
  GHashTable *answers;       /* owned: ClinicTask.id -> ClinicCommand */
  GHashTable *outgoing;      /* owned: command id -> ClinicInvoice: not on the portal yet */
  GHashTable *answered;      /* owned: ClinicTask.id -> monotonic µs of the answer */
  char *from, *to;           /* owned, (nullable): what the registry shows */
  guint round;
};

/* --- sync-invoice-shelf.c --- */

gint64 sync_shelf_get_me (SyncInvoiceShelf *self);
GHashTable *sync_shelf_new_object_table (void);
/* puts an item where it belongs, whether or not it is there */
void sync_shelf_put_into (GListStore *list, gpointer item, GCompareDataFunc compare);
void sync_shelf_take_from (GListStore *list, gpointer item);
/* newest first */
int sync_shelf_compare_mine (gconstpointer a, gconstpointer b, gpointer data);
/* what is shown of an invoice anew; id: (nullable) */
void sync_shelf_show (SyncInvoiceShelf *self, const char *id);
void sync_shelf_refresh (SyncInvoiceShelf *self, SyncShelfKnown *known);
void sync_shelf_place (SyncInvoiceShelf *self, SyncShelfKnown *known);
void sync_shelf_forget (SyncInvoiceShelf *self, const char *id);
SyncShelfKnown *sync_shelf_take_truth (SyncInvoiceShelf *self, ClinicInvoice *fresh);
/* (transfer none) (nullable): NULL: nobody knows what the row means */
SyncShelfKnown *
sync_shelf_take_row (SyncInvoiceShelf *self, const char *id, JsonObject *row, guint part);
/* TRUE: some were not known */
gboolean sync_shelf_take_registry_rows (SyncInvoiceShelf *self, GPtrArray *rows);
void sync_shelf_fill_registry (SyncInvoiceShelf *self);

/* --- sync-invoice-shelf-tasks.c --- */

/* rows: JsonObject; present: (out): ids of the tasks that wait */
void sync_shelf_take_process_tasks (SyncInvoiceShelf *self,
                                    GPtrArray *rows,
                                    gint64 begun,
                                    GHashTable *present);
/* rows: SyncInvoiceRow */
void sync_shelf_take_stage_tasks (SyncInvoiceShelf *self,
                                  GPtrArray *rows,
                                  gint64 begun,
                                  GHashTable *present);
void sync_shelf_drop_absent_tasks (SyncInvoiceShelf *self, GHashTable *present, gboolean stages);
void sync_shelf_show_task (SyncInvoiceShelf *self, SyncShelfWaiting *waiting);
void sync_shelf_forget_task (SyncInvoiceShelf *self, const char *id);
/* an answer that was given after the look had begun (monotonic µs) */
gboolean sync_shelf_was_answered (SyncInvoiceShelf *self, const char *id, gint64 begun);
/* says that it was decided elsewhere, for a while */
void sync_shelf_say_gone (SyncInvoiceShelf *self, SyncShelfWaiting *waiting, const char *words);

/* --- sync-invoice-shelf-outbox.c --- */

void sync_shelf_on_commands_changed_cb (SyncInvoiceShelf *self);

G_END_DECLS
