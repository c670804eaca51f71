/* demo-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields of leads, deals, contacts and companies: their names in both generations of methods,
 * their types and where they are kept.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DEMO_KIND_INT,
  DEMO_KIND_DOUBLE,
  DEMO_KIND_STRING,
  DEMO_KIND_YES_NO,   /* 'Y' or 'N' everywhere */
  DEMO_KIND_UF_FLAG,  /* kept and filtered as 1 or 0, shown as "Y" or "N" */
  DEMO_KIND_DATE,     /* kept as 2026-07-29 */
  DEMO_KIND_DATETIME, /* kept as unix seconds */
  DEMO_KIND_LIST,     /* of integers, kept as a JSON array */
  DEMO_KIND_NULL,     /* "field is disabled": always null */
  DEMO_KIND_FILE,     /* kept as a JSON array of the numbers of kept files */
} DemoKind;

typedef enum
{
  DEMO_FIELD_READ_ONLY = 1 << 0,
  DEMO_FIELD_USER = 1 << 1,     /* made by the administrator: UF_… */
  DEMO_FIELD_COMPUTED = 1 << 2, /* no column: `sql` says how to get it */
  DEMO_FIELD_SILENT = 1 << 3,   /* not among crm.item.fields */
  DEMO_FIELD_REQUIRED = 1 << 4, /* a user field that the administrator calls mandatory */
  DEMO_FIELD_MULTIPLE = 1 << 5, /* of files: several */
} DemoFieldFlags;

typedef struct
{
  const char *upper;  /* the column, and `upperName` */
  const char *legacy; /* (nullable): the name in crm.contact.*, NULL when it is not there */
  const char *type;   /* as crm.item.fields names it */
  DemoKind kind;
  const char *title;
  const char *status_type; /* (nullable): ENTITY_ID of its dictionary */
  DemoFieldFlags flags;
  const char *sql; /* (nullable) */
} DemoField;

enum
{
  DEMO_LEAD = 1,
  DEMO_DEAL = 2,
  DEMO_CONTACT = 3,
  DEMO_SMART = 4,   /* items of the smart process; its number in REST is another */
  DEMO_COMPANY = 5, /* its number in REST is DEMO_COMPANY_ENTITY */
  DEMO_TYPES,
};

/* entityTypeId of companies */
#define DEMO_COMPANY_ENTITY 4
/* entityTypeId of the smart process, the number of its type, and its only funnel */
#define DEMO_SMART_ENTITY 1036
#define DEMO_SMART_TYPE 7
#define DEMO_SMART_FUNNEL 12
#define DEMO_SMART_STAGES "DYNAMIC_1036_STAGE_12"

/* whether items have phones and mail */
#define demo_type_has_multi(type) ((type) == DEMO_LEAD || (type) == DEMO_CONTACT)

/**
 * DemoFields:
 *
 * The fields of one type of entity, found by any of their names: those that every portal has, and
 * the user fields, which may be added and removed. An index is good until the next change.
 */
typedef struct _DemoFields DemoFields;

DemoFields *demo_fields_new (int type);
void demo_fields_free (DemoFields *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoFields, demo_fields_free)

/* Adds a user field behind the others that are kept, or replaces the one of this name. */
void demo_fields_put (DemoFields *self, const DemoField *field);
gboolean demo_fields_remove (DemoFields *self, const char *upper);

int demo_fields_get_type_id (DemoFields *self);
guint demo_fields_get_size (DemoFields *self);
const DemoField *demo_fields_get (DemoFields *self, guint index);
/* the name in crm.item.*, such as "stageId" */
const char *demo_fields_get_key (DemoFields *self, guint index);
/* -1 when there is none */
int demo_fields_find (DemoFields *self, const char *upper);
int demo_fields_find_legacy (DemoFields *self, const char *legacy);
char *demo_fields_build_columns (DemoFields *self, gboolean with_key);
/* (transfer full): their names alone, for SELECT and INSERT; they are the first in the order */
char *demo_fields_list_columns (DemoFields *self);
guint demo_fields_count_stored (DemoFields *self);

/* ufCrmVisitTime for UF_CRM_VISIT_TIME, ufCrm_DOCTOR2 for UF_CRM_DOCTOR2 */
char *demo_fields_upper_to_key (const char *upper);
/* what crm.item.* makes of a key that it was sent, prefix and all */
char *demo_fields_key_to_upper (const char *key);
/* the operation at the start of a filter key; *rest is the name after it */
const char *demo_fields_split_prefix (const char *key, const char **rest);

/* Columns of a contact in their order in the table: the generator answers by these numbers. */
enum
{
  DEMO_C_ID,
  DEMO_C_NAME,
  DEMO_C_SECOND_NAME,
  DEMO_C_LAST_NAME,
  DEMO_C_BIRTHDATE,
  DEMO_C_CREATED_TIME,
  DEMO_C_UPDATED_TIME,
  DEMO_C_CREATED_BY,
  DEMO_C_UPDATED_BY,
  DEMO_C_ASSIGNED_BY_ID,
  DEMO_C_LAST_ACTIVITY_TIME,
  DEMO_C_LAST_ACTIVITY_BY,
  DEMO_C_TYPE_ID,
  DEMO_C_SOURCE_ID,
  DEMO_C_SOURCE_DESCRIPTION,
  DEMO_C_COMMENTS,
  DEMO_C_HONORIFIC,
  DEMO_C_POST,
  DEMO_C_OPENED,
  DEMO_C_EXPORT,
  DEMO_C_CATEGORY_ID,
  DEMO_C_COMPANY_ID,
  DEMO_C_LEAD_ID,
  DEMO_C_HAS_PHONE,
  DEMO_C_HAS_EMAIL,
  DEMO_C_HAS_IMOL,
  DEMO_C_ORIGINATOR_ID,
  DEMO_C_ORIGIN_ID,
  DEMO_C_OBSERVERS,
  DEMO_C_COMPANY_IDS,
  DEMO_C_MIS_PATIENT,
  DEMO_C_IMPORTANT,
  DEMO_C_STOP_CALLING,
  DEMO_C_STORED, /* how many columns are kept */
};

G_END_DECLS
