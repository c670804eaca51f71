/* sync-pay-scheme.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a portal keeps what the reception is paid by (office.md 5.4): which of its lists are the
 * rates, the bonuses and remarks, and the signed months, which of their fields is what, which
 * calendar is the schedule, and who this person is. Read from a description, which is what the
 * portal answered (sync-pay-discover.h) and is kept as it is.
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* the parts of a description: results of methods as they came; one that is not there could not be
 * read */
#define SYNC_PAY_PART_LISTS "lists"             /* lists.get */
#define SYNC_PAY_PART_FIELDS "fields"           /* {"52": lists.field.get} */
#define SYNC_PAY_PART_SECTIONS "sections"       /* calendar.section.get */
#define SYNC_PAY_PART_DEPARTMENTS "departments" /* department.get */
#define SYNC_PAY_PART_ME "me"                   /* user.current */
#define SYNC_PAY_PART_PROFILE "profile"         /* profile */
#define SYNC_PAY_PART_OTHERS "others"           /* true: she may read the rates of others */
#define SYNC_PAY_PART_MINE "mine"               /* true: there is a rate of hers */
#define SYNC_PAY_PART_TIME "time"               /* when it was asked for */

typedef enum
{
  SYNC_PAY_RATES,
  SYNC_PAY_EXTRAS,     /* allowances, remarks, reviews */
  SYNC_PAY_SIGNATURES, /* signed months, and answers about shifts */
  SYNC_PAY_SCALES,     /* tiers, in place of those of the settings */
} SyncPayListKind;
#define SYNC_N_PAY_LISTS (SYNC_PAY_SCALES + 1)

typedef enum
{
  SYNC_PAY_EMPLOYEE,
  SYNC_PAY_DATE, /* in force from; of an extra; of a signature the first of the month */
  SYNC_PAY_RATE,
  SYNC_PAY_OVERTIME, /* per hour */
  SYNC_PAY_CALL_PRICE,
  SYNC_PAY_REVIEW_PRICE,
  SYNC_PAY_QUALIFICATION,
  SYNC_PAY_SENIORITY,
  SYNC_PAY_ALLOWANCE, /* every month */
  SYNC_PAY_KIND,      /* of an extra or a tier */
  SYNC_PAY_FROM,      /* of a tier */
  SYNC_PAY_AMOUNT,
  SYNC_PAY_TEXT,
  SYNC_PAY_DATA, /* what was signed or answered */
} SyncPayField;
#define SYNC_N_PAY_FIELDS (SYNC_PAY_DATA + 1)

/* A list of the portal; id 0: it has none, or she may not see it. */
typedef struct
{
  gint64 id;
  char *fields[SYNC_N_PAY_FIELDS]; /* owned, (nullable): FIELD_ID, "NAME" or "PROPERTY_210" */
  JsonObject *choices;             /* owned: FIELD_ID -> {id: label} of enumerations */
  gboolean is_money;               /* the amount is written with its currency */
} SyncPayList;

#define SYNC_TYPE_PAY_SCHEME (sync_pay_scheme_get_type ())

typedef struct _SyncPayScheme SyncPayScheme;

GType sync_pay_scheme_get_type (void);
/* settings: (nullable): what a person chose */
SyncPayScheme *sync_pay_scheme_new (JsonObject *description, GSettings *settings);
SyncPayScheme *sync_pay_scheme_ref (SyncPayScheme *self);
void sync_pay_scheme_unref (SyncPayScheme *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncPayScheme, sync_pay_scheme_unref)

/* (transfer none): never NULL */
const SyncPayList *sync_pay_scheme_get_list (SyncPayScheme *self, SyncPayListKind kind);
/* section of the schedule, 0 none */
gint64 sync_pay_scheme_get_calendar (SyncPayScheme *self);
/* the reception, 0 not known */
gint64 sync_pay_scheme_get_department (SyncPayScheme *self);
/* (nullable): what a department is called */
const char *sync_pay_scheme_peek_department (SyncPayScheme *self, gint64 id);
gint64 sync_pay_scheme_get_me (SyncPayScheme *self);
/* she works in the reception, or somebody pays her by the list */
gboolean sync_pay_scheme_is_paid (SyncPayScheme *self);
/* she sees the pay of others: whoever may read their rates, and whoever administers the portal */
gboolean sync_pay_scheme_may_manage (SyncPayScheme *self);
gboolean sync_pay_scheme_is_admin (SyncPayScheme *self);

/* the list's id by its name or the settings, 0 none; for asking for its fields */
gint64
sync_pay_scheme_find_list (JsonObject *description, GSettings *settings, SyncPayListKind kind);

G_END_DECLS
