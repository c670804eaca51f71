/* sync-invoice-ways.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-ways"

#include "sync-invoice-ways.h"

#include <string.h>

#include "bx-json.h"
#include "clinic-form-option.h"
#include "clinic-invoice-way.h"
#include "sync-invoice-field.h"

#define FEWEST_OPTIONS 2
#define MOST_OPTIONS 4

/* --- comments --- */

typedef struct
{
  const char *rule; /* unowned: N, Y, YA or YR */
  gboolean shown;
} Comment;

static Comment
read_comment (JsonObject *params)
{
  const char *rule = bx_json_get_string (params, "CommentRequired");
  Comment comment = { rule != NULL ? rule : "N", bx_json_get_bool (params, "ShowComment", FALSE) };

  return comment;
}

/* The portal asks for a comment only where it shows one. */
static gboolean
is_required (const Comment *comment, int status)
{
  gboolean positive = status == SYNC_TASK_YES || status == SYNC_TASK_OK;

  if (!comment->shown)
    return FALSE;

  return g_str_equal (comment->rule, "Y") || (g_str_equal (comment->rule, "YA") && positive) ||
         (g_str_equal (comment->rule, "YR") && !positive);
}

/* --- ways --- */

static ClinicInvoiceWay *
add_way (GListStore *ways,
         int status,
         ClinicDecision decision,
         const char *label,
         const Comment *comment)
{
  g_autoptr (ClinicInvoiceWay) way = clinic_invoice_way_new ();
  g_autofree char *id = g_strdup_printf ("%d", status);

  clinic_invoice_way_set_id (way, id);
  clinic_invoice_way_set_status (way, status);
  clinic_invoice_way_set_decision (way, decision);
  if (label != NULL && *label != '\0')
    clinic_invoice_way_set_label (way, label);
  clinic_invoice_way_set_takes_text (way, comment->shown);
  clinic_invoice_way_set_text_required (way, is_required (comment, status));
  g_list_store_append (ways, way);

  return way;
}

static gboolean
has_decision (GListStore *ways, ClinicDecision decision)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (ways)); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (G_LIST_MODEL (ways), i);

      if (clinic_invoice_way_get_decision (way) == decision)
        return TRUE;
    }

  return FALSE;
}

static int
rank (ClinicInvoiceWay *way)
{
  switch (clinic_invoice_way_get_decision (way))
    {
    case CLINIC_DECISION_APPROVE:
      return 0;
    case CLINIC_DECISION_REWORK:
      return 1;
    case CLINIC_DECISION_REJECT:
      return 2;
    case CLINIC_DECISION_OTHER:
    case CLINIC_DECISION_RESUBMIT:
    case CLINIC_DECISION_WITHDRAW:
    case CLINIC_DECISION_PAID:
    case CLINIC_DECISION_READ:
    default:
      return 3;
    }
}

static int
compare_ways (gconstpointer a, gconstpointer b, gpointer data)
{
  return rank ((ClinicInvoiceWay *) a) - rank ((ClinicInvoiceWay *) b);
}

/* Approve, rework and reject are always offered; what the process does not have says so. */
static void
complete_decisions (GListStore *ways)
{
  static const ClinicDecision decisions[] = { CLINIC_DECISION_APPROVE, CLINIC_DECISION_REWORK,
                                              CLINIC_DECISION_REJECT };

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = NULL;
      g_autofree char *id = g_strdup_printf ("none%u", i);

      if (has_decision (ways, decisions[i]))
        continue;
      way = clinic_invoice_way_new ();
      clinic_invoice_way_set_id (way, id);
      clinic_invoice_way_set_decision (way, decisions[i]);
      clinic_invoice_way_set_possible (way, FALSE);
      g_list_store_append (ways, way);
    }
  g_list_store_sort (ways, compare_ways, NULL);
}

int
sync_invoice_way_read (const char *id, char **field, char **value)
{
  const char *colon = id != NULL ? strchr (id, ':') : NULL;
  const char *equals = colon != NULL ? strchr (colon, '=') : NULL;

  *field = equals != NULL ? g_strndup (colon + 1, (gsize) (equals - colon - 1)) : NULL;
  *value = equals != NULL ? g_strdup (equals + 1) : NULL;

  return id != NULL ? atoi (id) : 0;
}

/* --- the kinds of tasks --- */

static GListStore *
read_fields (JsonObject *row)
{
  JsonArray *descriptors = sync_invoice_peek_descriptors (row);
  GListStore *fields = g_list_store_new (CLINIC_TYPE_FORM_FIELD);

  for (guint i = 0; descriptors != NULL && i < json_array_get_length (descriptors); i++)
    {
      g_autoptr (ClinicFormField) field = sync_invoice_read_descriptor (
        bx_json_node_object (json_array_get_element (descriptors, i)));

      if (field != NULL)
        g_list_store_append (fields, field);
    }

  return fields;
}

/* The field whose options are buttons: the one that is called so, or the only list that must be
 * filled. */
static ClinicFormField *
find_decision (GListStore *fields)
{
  ClinicFormField *found = NULL;
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fields)); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (G_LIST_MODEL (fields), i);
      GListModel *options = clinic_form_field_get_options (field);
      guint n_options = options != NULL ? g_list_model_get_n_items (options) : 0;
      gboolean fits = n_options >= FEWEST_OPTIONS && n_options <= MOST_OPTIONS &&
                      !clinic_form_field_get_multiple (field);

      if (fits && clinic_form_field_get_role (field) == CLINIC_FIELD_ROLE_DECISION)
        return field;
      if (fits && clinic_form_field_get_required (field))
        {
          found = field;
          n_found++;
        }
    }

  return n_found == 1 ? found : NULL;
}

static gboolean
has_role (GListStore *fields, ClinicFieldRole role)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fields)); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (G_LIST_MODEL (fields), i);

      if (clinic_form_field_get_role (field) == role)
        return TRUE;
    }

  return FALSE;
}

static void
add_options (GListStore *ways, ClinicFormField *field, const Comment *comment)
{
  GListModel *options = clinic_form_field_get_options (field);

  for (guint i = 0; i < g_list_model_get_n_items (options); i++)
    {
      g_autoptr (ClinicFormOption) option = g_list_model_get_item (options, i);
      const char *value = clinic_form_option_get_id (option);
      const char *label = clinic_form_option_get_name (option);
      ClinicInvoiceWay *way =
        add_way (ways, SYNC_TASK_OK, sync_invoice_guess_decision (value, label), label, comment);
      g_autofree char *id =
        g_strdup_printf ("%d:%s=%s", SYNC_TASK_OK, clinic_form_field_get_id (field), value);

      clinic_invoice_way_set_id (way, id);
      clinic_invoice_way_set_field (way, clinic_form_field_get_id (field));
      clinic_invoice_way_set_value (way, value);
    }
}

static ClinicTaskKind
build_approve (GListStore *ways, JsonObject *params, const Comment *comment)
{
  const char *yes = bx_json_get_string (params, "StatusYesLabel");
  const char *no = bx_json_get_string (params, "StatusNoLabel");
  ClinicDecision positive = sync_invoice_guess_decision (NULL, yes);
  ClinicDecision negative = sync_invoice_guess_decision (NULL, no);

  if (positive == CLINIC_DECISION_PAID)
    {
      add_way (ways, SYNC_TASK_YES, CLINIC_DECISION_PAID, yes, comment);
      add_way (ways, SYNC_TASK_NO, CLINIC_DECISION_REJECT, no, comment);
      return CLINIC_TASK_PAY;
    }
  add_way (ways, SYNC_TASK_YES, CLINIC_DECISION_APPROVE, yes, comment);
  add_way (ways, SYNC_TASK_NO,
           negative == CLINIC_DECISION_REWORK ? CLINIC_DECISION_REWORK : CLINIC_DECISION_REJECT, no,
           comment);
  complete_decisions (ways);

  return CLINIC_TASK_DECIDE;
}

static ClinicTaskKind
build_request (GListStore *ways, GListStore *fields, JsonObject *params, const Comment *comment)
{
  const char *ok = bx_json_get_string (params, "StatusOkLabel");
  ClinicFormField *decision = find_decision (fields);
  gboolean pays = has_role (fields, CLINIC_FIELD_ROLE_PAID);

  if (decision != NULL)
    {
      add_options (ways, decision, comment);
      if (has_decision (ways, CLINIC_DECISION_APPROVE) ||
          has_decision (ways, CLINIC_DECISION_REJECT))
        {
          complete_decisions (ways);
          return CLINIC_TASK_DECIDE;
        }
      return CLINIC_TASK_FILL;
    }
  add_way (ways, SYNC_TASK_OK, pays ? CLINIC_DECISION_PAID : CLINIC_DECISION_OTHER, ok, comment);

  return pays ? CLINIC_TASK_PAY : CLINIC_TASK_FILL;
}

static ClinicTaskKind
build_optional (GListStore *ways, JsonObject *params, const Comment *comment)
{
  add_way (ways, SYNC_TASK_OK, CLINIC_DECISION_RESUBMIT,
           bx_json_get_string (params, "StatusOkLabel"), comment);
  add_way (ways, SYNC_TASK_CANCEL, CLINIC_DECISION_WITHDRAW,
           bx_json_get_string (params, "StatusCancelLabel"), comment);

  return CLINIC_TASK_REWORK;
}

void
sync_invoice_ways_build (ClinicTask *task, JsonObject *row, gint64 me)
{
  const char *activity = bx_json_get_string (row, "ACTIVITY");
  JsonObject *params = bx_json_get_object (row, "PARAMETERS");
  Comment comment = read_comment (params);
  g_autoptr (GListStore) ways = g_list_store_new (CLINIC_TYPE_INVOICE_WAY);
  g_autoptr (GListStore) fields = read_fields (row);
  ClinicTaskKind kind = CLINIC_TASK_FOREIGN;

  if (g_strcmp0 (activity, "ApproveActivity") == 0)
    kind = build_approve (ways, params, &comment);
  else if (g_strcmp0 (activity, "RequestInformationActivity") == 0)
    kind = build_request (ways, fields, params, &comment);
  else if (g_strcmp0 (activity, "RequestInformationOptionalActivity") == 0)
    kind = build_optional (ways, params, &comment);
  else if (g_strcmp0 (activity, "ReviewActivity") == 0)
    {
      add_way (ways, SYNC_TASK_OK, CLINIC_DECISION_READ,
               bx_json_get_string (params, "StatusOkLabel"), &comment);
      kind = CLINIC_TASK_READ;
    }
  clinic_task_set_kind (task, kind);
  clinic_task_set_ways (task, G_LIST_MODEL (ways));
  clinic_task_set_fields (task, g_list_model_get_n_items (G_LIST_MODEL (fields)) > 0
                                  ? G_LIST_MODEL (fields)
                                  : NULL);
}

/* --- stages --- */

static void
add_stage_way (GListStore *ways,
               const SyncInvoiceSource *source,
               ClinicDecision decision,
               ClinicInvoiceState first,
               ClinicInvoiceState second)
{
  g_autoptr (ClinicInvoiceWay) way = clinic_invoice_way_new ();
  const SyncInvoiceStage *stage = sync_invoice_source_find_state (source, first);

  if (stage == NULL)
    stage = sync_invoice_source_find_state (source, second);
  clinic_invoice_way_set_decision (way, decision);
  clinic_invoice_way_set_possible (way, stage != NULL);
  if (stage != NULL)
    {
      clinic_invoice_way_set_id (way, stage->id);
      clinic_invoice_way_set_stage_id (way, stage->id);
    }
  g_list_store_append (ways, way);
}

void
sync_invoice_ways_build_stage (ClinicTask *task,
                               const SyncInvoiceSource *source,
                               ClinicInvoiceState state)
{
  g_autoptr (GListStore) ways = g_list_store_new (CLINIC_TYPE_INVOICE_WAY);

  switch (state)
    {
    case CLINIC_INVOICE_APPROVAL:
      add_stage_way (ways, source, CLINIC_DECISION_APPROVE, CLINIC_INVOICE_TO_PAY,
                     CLINIC_INVOICE_PAID);
      add_stage_way (ways, source, CLINIC_DECISION_REWORK, CLINIC_INVOICE_REWORK,
                     CLINIC_INVOICE_REWORK);
      add_stage_way (ways, source, CLINIC_DECISION_REJECT, CLINIC_INVOICE_REJECTED,
                     CLINIC_INVOICE_WITHDRAWN);
      clinic_task_set_kind (task, CLINIC_TASK_DECIDE);
      break;
    case CLINIC_INVOICE_REWORK:
      add_stage_way (ways, source, CLINIC_DECISION_RESUBMIT, CLINIC_INVOICE_APPROVAL,
                     CLINIC_INVOICE_APPROVAL);
      add_stage_way (ways, source, CLINIC_DECISION_WITHDRAW, CLINIC_INVOICE_WITHDRAWN,
                     CLINIC_INVOICE_REJECTED);
      clinic_task_set_kind (task, CLINIC_TASK_REWORK);
      break;
    case CLINIC_INVOICE_TO_PAY:
      add_stage_way (ways, source, CLINIC_DECISION_PAID, CLINIC_INVOICE_PAID, CLINIC_INVOICE_PAID);
      clinic_task_set_kind (task, CLINIC_TASK_PAY);
      break;
    case CLINIC_INVOICE_UNKNOWN:
    case CLINIC_INVOICE_PAID:
    case CLINIC_INVOICE_REJECTED:
    case CLINIC_INVOICE_WITHDRAWN:
    default:
      clinic_task_set_kind (task, CLINIC_TASK_FOREIGN);
      break;
    }
  clinic_task_set_ways (task, G_LIST_MODEL (ways));
}
