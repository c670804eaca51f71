/* sync-context.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"
#include "bx-pull.h"
#include "clinic-link.h"
#include "clinic-stage.h"
#include "clinic-time-test.h"
#include "clinic-user.h"
#include "store-repository.h"
#include "sync-companies.h"
#include "sync-error.h"
#include "sync-invoice-scheme.h"
#include "sync-parties.h"
#include "sync-pay-scheme.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SyncContext:
 *
 * What the parts of one session share: the client, the channel, the store, the settings, the
 * connection's state and the portal's dictionaries. Made and owned by the session; the parts hold
 * a reference and never each other.
 */
#define SYNC_TYPE_CONTEXT (sync_context_get_type ())

G_DECLARE_FINAL_TYPE (SyncContext, sync_context, SYNC, CONTEXT, GObject)

/**
 * SyncFields:
 *
 * Names (as crm.item.* spells them) of the user fields that hold what we need; NULL when the portal
 * has no such field. Found by crm.item.fields, or set by hand.
 */
typedef struct
{
  char *visit_time;    /* deal, datetime */
  char *visit_minutes; /* deal, integer */
  char *visit_end;     /* deal, datetime: where there are no minutes */
  char *doctor;        /* deal, employee, enumeration or string */
  char *specialty;     /* deal, enumeration or string */
  char *chair;         /* deal, enumeration or string */
  char *confirmation;  /* deal, enumeration, boolean or string */
  char *first_visit;   /* deal, boolean */
  char *reason;        /* deal, enumeration or string: why it was lost */
  char *moves;         /* deal, integer: times it was moved to another time */
  char *waiting;       /* deal, boolean: wants another time */
  char *mis_status;    /* deal, string, enumeration or integer */
  char *mis_id;        /* deal, string or integer: where it is not originId */
  char *call_mark;     /* deal, string: ClinicCallMark */
  char *important;     /* contact, string, spelled as crm.contact.list does (UF_CRM_…) */
  char *do_not_call;   /* contact, boolean, spelled so too */
} SyncFields;

SyncContext *sync_context_new (BxClient *client, StoreRepository *store, GSettings *settings);
BxClient *sync_context_get_client (SyncContext *self);
BxPull *sync_context_get_pull (SyncContext *self);
StoreRepository *sync_context_get_store (SyncContext *self);
GSettings *sync_context_get_settings (SyncContext *self);
ClinicLink *sync_context_get_link (SyncContext *self);
/* cancelled when the session closes: every part's operations end with it */
GCancellable *sync_context_get_cancellable (SyncContext *self);
/* unix seconds by the portal's clock */
gint64 sync_context_get_now (SyncContext *self);
/* the dictionaries; empty until loaded from the store or the portal, then "dictionaries-changed" */
const SyncFields *sync_context_get_fields (SyncContext *self);
gint64 sync_context_get_category (SyncContext *self); /* funnel of appointments, -1 not known */
ClinicStage *sync_context_find_stage (SyncContext *self, const char *stage_id); /* (nullable) */
ClinicStage *sync_context_find_lead_stage (SyncContext *self, const char *stage_id);
GListModel *sync_context_get_stages (SyncContext *self); /* of the appointments' funnel */
/* (nullable): where an appointment begins: the stage that means booked, else the first */
const char *sync_context_peek_first_stage (SyncContext *self);
GListModel *sync_context_get_lead_stages (SyncContext *self);           /* in the portal's order */
ClinicUser *sync_context_find_user (SyncContext *self, gint64 user_id); /* (nullable) */
const char *sync_context_find_source (SyncContext *self, const char *source_id); /* (nullable) */
/* a name for an enumeration's item id of a field (doctor, specialty, confirmation); (nullable) */
const char *sync_context_find_item (SyncContext *self, const char *field, gint64 item_id);
/* how the portal keeps the clinic's invoices; (transfer none) (nullable): not known yet */
SyncInvoiceScheme *sync_context_get_invoice_scheme (SyncContext *self);
void sync_context_set_invoice_scheme (SyncContext *self, SyncInvoiceScheme *scheme);
/* what companies and contacts are called that invoices name by number */
SyncParties *sync_context_get_parties (SyncContext *self);
/* whom a form can name */
SyncCompanies *sync_context_get_companies (SyncContext *self);
/* how it keeps what the reception is paid by; likewise */
SyncPayScheme *sync_context_get_pay_scheme (SyncContext *self);
void sync_context_set_pay_scheme (SyncContext *self, SyncPayScheme *scheme);
/* the last test of how the portal keeps times, of the field and the user in force */
ClinicTimeTest *sync_context_get_time_test (SyncContext *self);
/* whether the webhook has the scope; TRUE until known */
gboolean sync_context_has_scope (SyncContext *self, const char *scope);
/* A part has read a thing anew (ClinicAppointment or ClinicLead), as the portal's answer to what it
 * wrote: emits "told" (GObject), so that whoever shows it need not ask again. Of a ClinicPatient
 * only the id counts: her card was written, and is to be read anew. */
void sync_context_tell (SyncContext *self, GObject *thing);
/* an answer came, or failed: keeps link.state, since, problem, busy and last-answer */
void sync_context_note_success (SyncContext *self);
void sync_context_note_error (SyncContext *self, const GError *error);
/* an answer is late: keeps link.busy */
void sync_context_note_late (SyncContext *self);

/* --- for what fills the context: SyncStartup and the session --- */

typedef struct _SyncDictionaries SyncDictionaries;

SyncDictionaries *sync_context_get_dictionaries (SyncContext *self);
/* after parts were put into the dictionaries: reads them and the link's facts (user, scopes, mode)
 * anew and emits "dictionaries-changed" */
void sync_context_rebuild_dictionaries (SyncContext *self);
/* whether the dictionaries were loaded, from the store or the portal: before that nobody knows
 * which mode the portal works in */
gboolean sync_context_is_ready (SyncContext *self);
/* all waiting times of the session's parts are multiplied by this (default 1.0). For tests. */
void sync_context_set_time_scale (SyncContext *self, double scale);
double sync_context_get_time_scale (SyncContext *self);
/* how many desktops share the portal's budget with this one, itself included (setting) */
guint sync_context_get_desktops (SyncContext *self);
/* gives the client this desk's share of that budget: as the settings say, else a fair one */
void sync_context_update_share (SyncContext *self);
/* as g_timeout_add(), in scaled seconds; the source never outlives `data` by itself: keep its id */
guint sync_context_add_timeout (SyncContext *self, double seconds, GSourceFunc func, gpointer data);

G_END_DECLS
