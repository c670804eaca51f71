/* desk-task-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-words"

#include "desk-task-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic-enums.h"
#include "desk-format.h"
#include "desk-invoice-words.h"
#include "desk-task-ways.h"

#define MINUTE 60
#define DAY (24 * 3600)

static gint64
read_day (const char *day)
{
  g_autofree char *noon = day != NULL && *day != '\0' ? g_strconcat (day, "T12:00:00", NULL) : NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = noon != NULL ? g_date_time_new_from_iso8601 (noon, zone) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

char *
desk_invoice_dup_title (ClinicInvoice *invoice, gint64 now)
{
  g_autofree char *day = desk_format_month_day (clinic_invoice_get_created (invoice), now);
  g_autofree char *money = desk_invoice_sum (invoice);
  const char *number = clinic_invoice_get_number (invoice);
  GString *title = g_string_new (desk_invoice_name (invoice));

  if (number != NULL && *number != '\0')
    /* Translators: number of an invoice, after who is paid */
    g_string_append_printf (title, _ (" No. %s"), number);
  if (*day != '\0')
    /* Translators: day of an invoice, after its number */
    g_string_append_printf (title, _ (" of %s"), day);
  if (*money != '\0')
    g_string_append_printf (title, ", %s", money);

  return g_string_free (title, FALSE);
}

/* 23:59:59 of the day on which the invoice is to be paid */
static gint64
get_last_second (ClinicTask *task)
{
  ClinicInvoice *invoice = clinic_task_get_invoice (task);
  gint64 noon = invoice != NULL ? read_day (clinic_invoice_get_due (invoice)) : 0;

  return noon != 0 ? noon + DAY / 2 - 1 : 0;
}

gboolean
desk_task_is_overdue (ClinicTask *task, gint64 now)
{
  gint64 due = clinic_task_get_due (task);
  gint64 pay = get_last_second (task);

  return (due != 0 && due < now) || (pay != 0 && pay < now);
}

gboolean
desk_task_is_late (ClinicTask *task, gint64 now)
{
  gint64 since = clinic_task_get_since (task);

  return desk_task_is_overdue (task, now) || (since != 0 && now - since > DAY);
}

char *
desk_task_dup_wait (ClinicTask *task, gint64 now)
{
  gint64 since = clinic_task_get_since (task);
  g_autofree char *length =
    since > 0 && now - since >= MINUTE ? desk_invoice_waited (now - since) : NULL;

  /* Translators: how long an invoice waits: "waits 3 h" */
  return length != NULL ? g_strdup_printf (C_ ("invoice", "waits %s"), length) : g_strdup ("");
}

char *
desk_task_dup_due (ClinicTask *task, gint64 now)
{
  gint64 due = clinic_task_get_due (task);
  gint64 pay = get_last_second (task);
  g_autofree char *when = NULL;

  if (due != 0 && (due < now || pay == 0 || pay >= now))
    {
      when = desk_format_day_time (due, now);
      if (due < now)
        return g_strdup_printf (_ ("overdue: answer by %s"), when);
      if (pay == 0 || due < pay)
        return g_strdup_printf (_ ("answer by %s"), when);
      g_clear_pointer (&when, g_free);
    }
  if (pay == 0)
    return g_strdup ("");
  when = desk_format_month_day (pay, now);

  return pay < now ? g_strdup_printf (_ ("overdue: pay by %s"), when)
                   : g_strdup_printf (_ ("pay by %s"), when);
}

const char *
desk_task_get_name (ClinicTask *task)
{
  ClinicInvoice *invoice = clinic_task_get_invoice (task);
  const char *name = clinic_task_get_name (task);

  if (invoice != NULL)
    return desk_invoice_name (invoice);

  return name != NULL && *name != '\0' ? name : _ ("Invoice");
}

const char *
desk_task_kind_word (ClinicTaskKind kind)
{
  switch (kind)
    {
    case CLINIC_TASK_REWORK:
      return C_ ("task", "To be fixed");
    case CLINIC_TASK_PAY:
      return C_ ("task", "To be paid");
    case CLINIC_TASK_FILL:
      return C_ ("task", "A question of the process");
    case CLINIC_TASK_READ:
      return C_ ("task", "To take note of");
    case CLINIC_TASK_FOREIGN:
      return C_ ("task", "In the browser only");
    case CLINIC_TASK_DECIDE:
    default:
      return NULL;
    }
}

char *
desk_way_dup_label (ClinicInvoiceWay *way)
{
  const char *label = clinic_invoice_way_get_label (way);

  if (label != NULL && *label != '\0')
    return g_strdup (label);

  switch (clinic_invoice_way_get_decision (way))
    {
    case CLINIC_DECISION_APPROVE:
      return g_strdup (C_ ("decision", "Approve"));
    case CLINIC_DECISION_REJECT:
      return g_strdup (C_ ("decision", "Reject"));
    case CLINIC_DECISION_REWORK:
      return g_strdup (C_ ("decision", "To Be Fixed"));
    case CLINIC_DECISION_RESUBMIT:
      return g_strdup (C_ ("decision", "Send Again"));
    case CLINIC_DECISION_WITHDRAW:
      return g_strdup (C_ ("decision", "Withdraw"));
    case CLINIC_DECISION_PAID:
      return g_strdup (C_ ("decision", "Paid"));
    case CLINIC_DECISION_READ:
      return g_strdup (C_ ("decision", "I Have Taken Note"));
    case CLINIC_DECISION_OTHER:
    default:
      return g_strdup (C_ ("decision", "Answer"));
    }
}

char *
desk_task_dup_status (ClinicTask *task, const char **css_class)
{
  const char *problem = clinic_task_get_problem (task);
  const char *gone = clinic_task_get_gone (task);

  *css_class = "warning";
  if (gone != NULL)
    /* Translators: who decided and when, in words */
    return g_strdup_printf (_ ("Already decided elsewhere: %s"), gone);
  *css_class = "dim-label";
  if (clinic_task_get_pending (task))
    return g_strdup (_ ("Your decision is kept and on its way to the portal"));
  *css_class = "error";
  if (problem != NULL && *problem != '\0')
    return g_strdup_printf (_ ("The portal did not accept the decision: %s"), problem);
  *css_class = "dim-label";
  if (clinic_task_get_kind (task) == CLINIC_TASK_FOREIGN)
    return g_strdup (_ ("This task can only be done in the browser"));

  return NULL;
}

const char *
desk_way_get_about (ClinicInvoiceWay *way, gboolean as_rework)
{
  if (way == NULL)
    return _ ("Comment");
  if (as_rework)
    return _ ("This process has no way back for rework. Write what to fix: the invoice is rejected "
              "with “To be fixed: …”");

  switch (clinic_invoice_way_get_decision (way))
    {
    case CLINIC_DECISION_REWORK:
      return _ ("What is to be fixed?");
    case CLINIC_DECISION_REJECT:
      return _ ("Why is it rejected?");
    case CLINIC_DECISION_APPROVE:
    case CLINIC_DECISION_OTHER:
    case CLINIC_DECISION_RESUBMIT:
    case CLINIC_DECISION_WITHDRAW:
    case CLINIC_DECISION_PAID:
    case CLINIC_DECISION_READ:
    default:
      return desk_way_needs_text (way) ? _ ("The process wants a comment with it") : _ ("Comment");
    }
}

char *
desk_invoice_dup_twin_question (GListModel *twins, gboolean pays, gint64 now)
{
  g_autoptr (ClinicInvoice) twin = twins != NULL ? g_list_model_get_item (twins, 0) : NULL;
  g_autofree char *title = NULL;

  if (twin == NULL)
    return NULL;
  title = desk_invoice_dup_title (twin, now);

  /* Translators: which earlier invoice, and what became of it */
  return pays
           ? g_strdup_printf (_ ("This may be the same bill as %1$s (%2$s). Has it been paid all "
                                 "the same?"),
                              title, desk_invoice_state (twin))
           : g_strdup_printf (_ ("This may be the same bill as %1$s (%2$s). Approve it all the "
                                 "same?"),
                              title, desk_invoice_state (twin));
}

char *
desk_task_dup_question (ClinicTask *task,
                        ClinicInvoiceWay *way,
                        GListModel *twins,
                        gint64 limit,
                        gint64 now)
{
  ClinicInvoice *invoice = clinic_task_get_invoice (task);
  gboolean pays = clinic_invoice_way_get_decision (way) == CLINIC_DECISION_PAID;
  g_autofree char *twice = NULL;

  if (invoice == NULL ||
      (!pays && clinic_invoice_way_get_decision (way) != CLINIC_DECISION_APPROVE))
    return NULL;
  twice = desk_invoice_dup_twin_question (twins, pays, now);
  if (twice != NULL)
    return g_steal_pointer (&twice);
  if (!pays && limit > 0 && clinic_invoice_get_amount (invoice) > limit)
    {
      g_autofree char *sum = desk_invoice_sum (invoice);

      return g_strdup_printf (_ ("The sum is large: %s. Approve it?"), sum);
    }

  return NULL;
}
