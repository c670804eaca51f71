/* sync-invoice-scheme.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "clinic-form-field.h"
#include "sync-invoice-role.h"
#include "sync-party-rule.h"

G_BEGIN_DECLS

/**
 * SyncInvoiceField:
 *
 * One field of a list or a smart process, and what it is to the clinic.
 */
typedef struct
{
  char *id;            /* owned: PROPERTY_120, ufCrm7_1751000002 */
  char *name;          /* owned */
  char *type;          /* owned: as the portal writes it */
  GListStore *options; /* owned, (nullable): ClinicFormOption */
  const char *party;   /* static, (nullable): of a field that names something of the CRM: what a
                        * number alone means, "CO" or "C" */
  SyncPartyRule rule;  /* whom a PARTY can name */
  ClinicFieldKind kind;
  int role; /* ClinicFieldRole, or a SYNC_ROLE_* */
  gboolean required;
  gboolean multiple;
  gboolean in_form; /* asked for when an invoice is put forward */
} SyncInvoiceField;

typedef struct
{
  char *id;   /* owned: STATUS_ID */
  char *name; /* owned */
  ClinicInvoiceState state;
} SyncInvoiceStage;

typedef enum
{
  SYNC_SOURCE_PROCESS,  /* a feed process: its elements are put forward and decided */
  SYNC_SOURCE_REGISTRY, /* a list of what was decided */
  SYNC_SOURCE_SMART,    /* a smart process: both at once */
} SyncInvoiceSourceKind;

/**
 * SyncInvoiceSource:
 *
 * Where invoices are kept: one list, or one smart process. Owned by its scheme.
 */
typedef struct
{
  SyncInvoiceSourceKind kind;
  gint64 id;         /* IBLOCK_ID or entityTypeId */
  char *type;        /* owned: IBLOCK_TYPE_ID, NULL of a smart process */
  char *name;        /* owned */
  GPtrArray *fields; /* owned, of SyncInvoiceField */
  GPtrArray *stages; /* owned, of SyncInvoiceStage: of a smart process, in order */
} SyncInvoiceSource;

/**
 * SyncInvoiceScheme:
 *
 * How a portal keeps the clinic's invoices: an adapter to the three set-ups of office.md 2.5, made
 * of the portal's own descriptions and the settings. Immutable and counted: a thread may read it.
 */
typedef struct _SyncInvoiceScheme SyncInvoiceScheme;

#define SYNC_TYPE_INVOICE_SCHEME (sync_invoice_scheme_get_type ())

GType sync_invoice_scheme_get_type (void);

/* Parts of the description (JSON object): results of methods as they came. */
#define SYNC_INVOICE_PROCESSES "processes"     /* lists.get of bitrix_processes */
#define SYNC_INVOICE_LISTS "lists"             /* lists.get of lists */
#define SYNC_INVOICE_FIELDS "fields"           /* by IBLOCK_ID: lists.field.get */
#define SYNC_INVOICE_TYPES "types"             /* crm.enum.ownertype */
#define SYNC_INVOICE_ITEM_FIELDS "itemFields"  /* by entityTypeId: crm.item.fields */
#define SYNC_INVOICE_STAGES "stages"           /* by ENTITY_ID: crm.status.list */
#define SYNC_INVOICE_ME "me"                   /* user.current */
#define SYNC_INVOICE_DEPARTMENTS "departments" /* department.get */
#define SYNC_INVOICE_PROFILE "profile"         /* profile */

/* description: (transfer none): parts may be missing; settings: (nullable) */
SyncInvoiceScheme *sync_invoice_scheme_new (JsonObject *description, GSettings *settings);
SyncInvoiceScheme *sync_invoice_scheme_ref (SyncInvoiceScheme *self);
void sync_invoice_scheme_unref (SyncInvoiceScheme *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncInvoiceScheme, sync_invoice_scheme_unref)

/* (transfer none): of SyncInvoiceSource, the preferred of each kind first */
GPtrArray *sync_invoice_scheme_get_sources (SyncInvoiceScheme *self);
/* the preferred one of a kind; (transfer none) (nullable) */
const SyncInvoiceSource *sync_invoice_scheme_find (SyncInvoiceScheme *self,
                                                   SyncInvoiceSourceKind kind);
/* by "list:34:2249" or "item:1036:15"; row_id: (out) (optional); (transfer none) (nullable) */
const SyncInvoiceSource *
sync_invoice_scheme_find_of (SyncInvoiceScheme *self, const char *invoice_id, gint64 *row_id);
const SyncInvoiceSource *
sync_invoice_scheme_find_id (SyncInvoiceScheme *self, gboolean smart, gint64 id);
/* where a new invoice goes; (transfer none) (nullable) */
const SyncInvoiceSource *sync_invoice_scheme_find_form (SyncInvoiceScheme *self);
/* whether this is a list or process of the portal that is known to have nothing to do with it */
gboolean sync_invoice_scheme_is_other (SyncInvoiceScheme *self, gboolean smart, gint64 id);
/* head of a department, or administrator */
gboolean sync_invoice_scheme_is_head (SyncInvoiceScheme *self);
/* of the accounts department, or administrator */
gboolean sync_invoice_scheme_may_pay (SyncInvoiceScheme *self);

/* ids of the lists (IBLOCK_ID) and smart processes (entityTypeId) whose fields are to be asked for;
 * (transfer full): gint64 */
GArray *sync_invoice_scheme_list_lists (JsonObject *description, GSettings *settings);
GArray *sync_invoice_scheme_list_types (JsonObject *description, GSettings *settings);
/* (transfer none) (nullable): "bitrix_processes" or "lists" of a list of the description */
const char *sync_invoice_scheme_peek_type (JsonObject *description, gint64 list);
/* (transfer full) (nullable): ENTITY_ID of a type's stages, by its fields */
char *sync_invoice_scheme_dup_stage_entity (JsonNode *item_fields);

/* (transfer none) (nullable) */
const SyncInvoiceField *sync_invoice_source_find_role (const SyncInvoiceSource *self, int role);
const SyncInvoiceField *sync_invoice_source_find_field (const SyncInvoiceSource *self,
                                                        const char *id);
const SyncInvoiceStage *sync_invoice_source_find_stage (const SyncInvoiceSource *self,
                                                        const char *id);
/* the first stage that means it */
const SyncInvoiceStage *sync_invoice_source_find_state (const SyncInvoiceSource *self,
                                                        ClinicInvoiceState state);
/* (transfer none) (nullable): an option's name */
const char *sync_invoice_field_find_option (const SyncInvoiceField *self, const char *id);
/* (transfer full): "list:34:2249" */
char *sync_invoice_source_dup_id (const SyncInvoiceSource *self, gint64 row_id);
/* (transfer full): empty, to be filled by a person */
ClinicFormField *sync_invoice_field_to_form (const SyncInvoiceField *self);

G_END_DECLS
