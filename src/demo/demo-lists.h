/* demo-lists.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portal's universal lists and feed processes: what there is, who may read and write it, and
 * the elements with the values of their properties. Its tables live in the world's database.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

/* the ways in which a clinic has set up its invoices; any of them side by side */
typedef enum
{
  DEMO_SETUP_A = 1 << 0, /* a feed process: yes or no, and a task for who shall mend it */
  DEMO_SETUP_B = 1 << 1, /* a feed process: one task with the field «Решение» */
  DEMO_SETUP_C = 1 << 2, /* a smart process with stages */
  DEMO_SETUP_D = 1 << 3, /* as A or B, and whom the lists name is a company of the CRM */
} DemoSetup;

#define DEMO_SETUP_DEFAULT DEMO_SETUP_B
/* the lists' way to name something of the CRM, and the property that does in D */
#define DEMO_TYPE_CRM "S:ECrm"
#define DEMO_CODE_CONTRACTOR "CONTRACTOR"

enum
{
  DEMO_LIST_PROCESS_A = 34,
  DEMO_LIST_PROCESS_B = 35,
  DEMO_LIST_REGISTRY = 41,
  /* what people of the reception are paid by: see demo-pay-seed.c */
  DEMO_LIST_RATES = 45,
  DEMO_LIST_BONUSES = 46,
  DEMO_LIST_SCALES = 47,
  DEMO_LIST_SIGNATURES = 48, /* empty: what the payroll signs */
};

typedef struct
{
  int id;           /* IBLOCK_ID */
  const char *type; /* IBLOCK_TYPE_ID */
  const char *code;
  const char *name;
  int setups; /* the set-ups that have it */
} DemoList;

typedef struct
{
  int list;
  int id;
  const char *code;
  const char *name;
  const char *type; /* as lists.field.get names it */
  gboolean required;
  gboolean multiple;
  int first_choice;           /* of a list: the id of the first of */
  const char *const *choices; /* (nullable): its values, ended by NULL */
} DemoProperty;

/* where an invoice is, in the order of the choices of STATE */
enum
{
  DEMO_STATE_APPROVAL,
  DEMO_STATE_REWORK,
  DEMO_STATE_TO_PAY,
  DEMO_STATE_PAID,
  DEMO_STATE_REFUSED,
  DEMO_STATE_WITHDRAWN,
};

#define DEMO_CATEGORIES 19
#define DEMO_PAYERS 2
/* the clinic's kinds of expenses and its legal entities, ended by NULL */
extern const char *const demo_lists_categories[];
extern const char *const demo_lists_payers[];
extern const char *const demo_lists_states[];

/* Makes the tables, and remembers the set-ups the first time. */
gboolean demo_lists_prepare (DemoWorld *self, int setups, GError **error);
int demo_lists_get_setups (DemoWorld *self);

/* Each table ends with an entry whose id is 0. */
const DemoList *demo_lists_all (void);
const DemoProperty *demo_lists_properties (void);
/* (nullable): only one that this portal has */
const DemoList *demo_lists_find (DemoWorld *self, const char *type, gint64 id, const char *code);
/* as lists.field.get names its type on this portal */
const char *demo_property_get_type (DemoWorld *world, const DemoProperty *self);
const DemoProperty *demo_lists_find_property (int list, gint64 id);
const DemoProperty *demo_lists_find_code (int list, const char *code);
/* (nullable): of a list of which everybody sees what is about himself, the property that says whom
 * it is about */
const DemoProperty *demo_lists_find_subject (int list);
/* the id of the choice, 0 when there is none */
int demo_property_choose (const DemoProperty *self, const char *value);
/* (nullable) */
const char *demo_property_get_choice (const DemoProperty *self, gint64 id);

/* --- rights --- */

gboolean demo_lists_may_read (DemoWorld *self, int list, gint64 user);
/* whether he sees all elements, and not just his own */
gboolean demo_lists_sees_all (DemoWorld *self, int list, gint64 user);
gboolean demo_lists_may_add (DemoWorld *self, int list, gint64 user);
gboolean demo_lists_may_read_element (DemoWorld *self, gint64 element, gint64 user);
gboolean demo_lists_may_write_element (DemoWorld *self, gint64 element, gint64 user);

/* --- elements --- */

gint64 demo_lists_add (DemoWorld *self,
                       int list,
                       const char *code,
                       const char *name,
                       gint64 user,
                       gint64 when);
void demo_lists_delete (DemoWorld *self, gint64 element);
/* 0: there is no such element */
int demo_lists_get_list (DemoWorld *self, gint64 element);
gint64 demo_lists_get_author (DemoWorld *self, gint64 element);
char *demo_lists_dup_name (DemoWorld *self, gint64 element);
void demo_lists_rename (DemoWorld *self, gint64 element, const char *name);
void demo_lists_touch (DemoWorld *self, gint64 element, gint64 when);

/* --- values, by the property's number --- */

void demo_lists_clear (DemoWorld *self, gint64 element, int property);
gint64 demo_lists_append (DemoWorld *self, gint64 element, int property, const char *value);
/* (transfer full): char *, in their order */
GPtrArray *demo_lists_dup_values (DemoWorld *self, gint64 element, int property);

/* --- values, by the property's code: nothing happens where the list has none --- */

/* value: (nullable): none */
void demo_lists_set (DemoWorld *self, gint64 element, const char *code, const char *value);
void demo_lists_set_int (DemoWorld *self, gint64 element, const char *code, gint64 value);
void demo_lists_set_choice (DemoWorld *self, gint64 element, const char *code, int index);
/* (transfer full): the first value, "" when there is none */
char *demo_lists_dup (DemoWorld *self, gint64 element, const char *code);
/* -1 when there is none */
int demo_lists_get_choice (DemoWorld *self, gint64 element, const char *code);
/* Attaches the object to the element as one more value of the property. */
void demo_lists_attach (DemoWorld *self,
                        gint64 element,
                        const char *code,
                        gint64 object,
                        gint64 user,
                        gint64 when);

G_END_DECLS
