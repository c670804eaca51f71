/* demo-contacts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "demo-fields.h"
#include "demo-people.h"

G_BEGIN_DECLS

/**
 * DemoContacts:
 *
 * The virtual SQLite table "contact": the patients that the seed makes, with those that somebody
 * has written (kept in the table "contact_row") in place of them or after them. Read only; in the
 * order of the ids without sorting.
 */
typedef struct _DemoContacts DemoContacts;

DemoContacts *demo_contacts_new (sqlite3 *db, DemoPeople *people, DemoFields *fields);
/* after the connection is closed */
void demo_contacts_free (DemoContacts *self);

gboolean demo_contacts_is_kept (DemoContacts *self, gint64 id);
gboolean demo_contacts_exists (DemoContacts *self, gint64 id);
/* tells the table that "contact_row" has this id now */
void demo_contacts_add_kept (DemoContacts *self, gint64 id);
void demo_contacts_remove (DemoContacts *self, gint64 id);
/* how many have an id above this one */
gint64 demo_contacts_count_above (DemoContacts *self, gint64 id);
/* (transfer full): DemoMultifield, in the order of their ids */
GArray *demo_contacts_get_multifields (DemoContacts *self, gint64 id);

G_END_DECLS
