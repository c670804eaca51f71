/* mis-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "clinic-error.h"

G_BEGIN_DECLS

/**
 * MisClient:
 *
 * Reads lists over the standard OData interface of 1C:Enterprise (a subset of OData 3, since
 * platform 8.3.5): one request after another, with Basic authentication, page by page. Knows
 * nothing of clinics. Main thread only.
 */
#define MIS_TYPE_CLIENT (mis_client_get_type ())

G_DECLARE_FINAL_TYPE (MisClient, mis_client, MIS, CLIENT, GObject)

/**
 * MisQuery:
 * @entity: such as "Document_ЗаписьНаПрием"
 * @filter: (nullable): $filter
 * @order: (nullable): $orderby; pages without an order may lack rows
 * @fields: (element-type utf8): $select; empty: all
 * @unique: (nullable): the field by which a row that came twice is known
 *
 * What is read; nothing is owned, the client copies it.
 */
typedef struct
{
  const char *entity;
  const char *filter;
  const char *order;
  GPtrArray *fields;
  const char *unique;
} MisQuery;

/* address: of the infobase ("https://host/base") or of its OData. (transfer full) (nullable):
 * CLINIC_ERROR_INVALID: no address, or plain http to another machine without plain_http: the
 * password would be readable on the way. user, password: (nullable) */
MisClient *mis_client_new (const char *address,
                           const char *user,
                           const char *password,
                           gboolean plain_http,
                           GError **error);
/* the host, without anything secret */
const char *mis_client_get_name (MisClient *self);
/* for tests; rows of one answer, seconds of patience */
void mis_client_set_limits (MisClient *self, guint page, guint timeout);
/* (transfer full): the address of the first page: web servers do not take more than 2048 bytes */
char *mis_client_dup_uri (MisClient *self, const MisQuery *query);

/* All rows. finish: (transfer full) (element-type JsonObject). CLINIC_ERROR_OFFLINE: no answer, or
 * the server broke down; UNTRUSTED: who answers cannot prove to be it; FORBIDDEN: user, password or
 * a right; NOT_FOUND: the entity, or a field, is not published: the message has its name; BROKEN:
 * what answers is no OData. No message has anything secret. */
void mis_client_list_async (MisClient *self,
                            const MisQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *mis_client_list_finish (MisClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
