/* demo-control-mis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands of the control interface about the medical system: what people do there.
 */

#define G_LOG_DOMAIN "demo-control-mis"

#include "demo-control-order.h"

#include "demo-param.h"

/* The texts of a visit as the command gives them; owned. */
typedef struct
{
  char *start;
  char *name;
  char *phone;
  char *birth;
  char *status;
  char *comment;
} Texts;

static void
texts_clear (Texts *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->phone, g_free);
  g_clear_pointer (&self->birth, g_free);
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->comment, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static void
read_visit (DemoOrder *order, Texts *texts, DemoMisVisit *visit)
{
  texts->start = demo_param_dup_text (order->params, "start");
  texts->name = demo_param_dup_text (order->params, "name");
  texts->phone = demo_param_dup_text (order->params, "phone");
  texts->birth = demo_param_dup_text (order->params, "birth");
  texts->status = demo_param_dup_text (order->params, "status");
  texts->comment = demo_param_dup_text (order->params, "comment");

  visit->start = demo_param_parse_time (texts->start);
  visit->minutes = (int) demo_param_get_int (order->params, "minutes", 0);
  visit->doctor = demo_param_get_int (order->params, "doctor", 0);
  visit->contact = demo_param_get_int (order->params, "contact", 0);
  visit->name = texts->name;
  visit->phone = texts->phone;
  visit->birth = texts->birth;
  visit->status = texts->status;
  visit->comment = texts->comment;
  if (demo_param_get (order->params, "deleted") != NULL)
    visit->deleted = demo_param_is_true (order->params, "deleted");
}

/* (transfer full) (nullable): the key that is given, or that of a deal */
static char *
dup_key (DemoOrder *order)
{
  gint64 deal = demo_param_get_int (order->params, "deal", 0);
  g_autoptr (JsonObject) item = NULL;

  if (deal == 0)
    return demo_param_dup_text (order->params, "key");

  item = demo_world_get_item (order->world, 2, deal);

  return item != NULL ? demo_param_dup_text (item, "originId") : NULL;
}

/* {"deal":4410,"start":"2026-11-24T12:00:00+03:00"} or {"key":"…","status":"Подтвержден",
 * "doctor":27,"minutes":45,"deleted":true,"comment":"…"}: what is not named stays */
static gboolean
run_mis_change (DemoOrder *order, GError **error)
{
  DemoMis *mis = demo_mis_odata_get_mis (demo_server_get_mis (order->server));
  g_autofree char *key = dup_key (order);
  g_auto (Texts) texts = { 0 };
  DemoMisVisit visit = DEMO_MIS_VISIT_INIT;

  read_visit (order, &texts, &visit);
  if (key == NULL || !demo_mis_change (mis, key, &visit))
    return demo_control_fail (error, "there is no such visit");
  json_object_set_string_member (order->answer, "key", key);

  return TRUE;
}

/* {"start":"…","doctor":27,"contact":3,"minutes":30,"status":"Запланирован"}, or for somebody whom
 * the portal does not know "name", "phone" and "birth"; says the key */
static gboolean
run_mis_add (DemoOrder *order, GError **error)
{
  DemoMis *mis = demo_mis_odata_get_mis (demo_server_get_mis (order->server));
  g_auto (Texts) texts = { 0 };
  DemoMisVisit visit = DEMO_MIS_VISIT_INIT;
  g_autofree char *key = NULL;

  read_visit (order, &texts, &visit);
  if (visit.start == 0)
    return demo_control_fail (error, "start is missing");
  key = demo_mis_add (mis, &visit);
  json_object_set_string_member (order->answer, "key", key);

  return TRUE;
}

/* {"match":"Document_*","kind":"html","count":1,"delay_ms":0}: see demo-mis-odata.h; DELETE: none
 * any more */
static gboolean
run_mis_fault (DemoOrder *order, GError **error)
{
  DemoFaults *faults = demo_mis_odata_get_faults (demo_server_get_mis (order->server));

  if (!order->is_delete)
    return demo_faults_add (faults, order->params, error);
  demo_faults_clear (faults);

  return TRUE;
}

/* {"entity":"Catalog_Пациенты"} or {}: how often it was asked for; DELETE counts anew */
static gboolean
run_mis_requests (DemoOrder *order, GError **error)
{
  DemoMisOData *odata = demo_server_get_mis (order->server);
  g_autofree char *entity = demo_param_dup_text (order->params, "entity");

  if (order->is_delete)
    demo_mis_odata_reset_count (odata);
  json_object_set_int_member (order->answer, "requests", demo_mis_odata_count (odata, entity));

  return TRUE;
}

const DemoOrderKind *
demo_control_mis_orders (void)
{
  static const DemoOrderKind orders[] = {
    { "mis_change", run_mis_change },
    { "mis_add", run_mis_add },
    { "mis_fault", run_mis_fault },
    { "mis_requests", run_mis_requests },
    { NULL },
  };

  return orders;
}
