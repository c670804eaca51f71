/* desk-pay-sources.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-sources"

#include "desk-pay-sources.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-pay-words.h"
#include "desk-archive-rows.h"
#include "desk-pay-row.h"
#include "desk-pay-words.h"
#include "desk-rows-title.h"

struct _DeskPaySources
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  DeskRowsTitle *title;
  GtkLabel *words;
  GtkWidget *inside;
  GtkListBox *list; /* where rows are added; (nullable) */

  ClinicSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (DeskPaySources, desk_pay_sources, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_now (DeskPaySources *self)
{
  return clinic_session_get_now (self->session);
}

/* --- rows in words --- */

static void
add (DeskPaySources *self, const char *title, const char *words, const char *amount)
{
  GtkWidget *row = desk_pay_row_new (title, words, amount);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

static char *
dup_break (const char *span, gint64 seconds)
{
  g_autofree char *length = seconds > 0 ? desk_pay_length (seconds) : NULL;

  /* Translators: when a shift was, and how long its break was */
  return length != NULL ? g_strdup_printf (_ ("%1$s, break %2$s"), span, length) : g_strdup (span);
}

static char *
dup_shift (const ClinicFactWork *work)
{
  g_autofree char *plan_span = desk_pay_span (work->plan_start, work->plan_end);
  g_autofree char *fact_span = desk_pay_span (work->fact_start, work->fact_end);
  g_autofree char *plan = dup_break (plan_span, work->plan_break);
  g_autofree char *fact = dup_break (fact_span, work->fact_break);
  g_autofree char *plan_line = work->plan_id != 0 ? g_strdup_printf (_ ("Calendar: %s"), plan)
                                                  : g_strdup (_ ("Calendar: nothing"));
  g_autofree char *fact_line = work->record_id != 0 ? g_strdup_printf (_ ("Working time: %s"), fact)
                                                    : g_strdup (_ ("Working time: nothing"));

  return g_strjoin ("\n", plan_line, fact_line, NULL);
}

static const ClinicFactWork *
find_work (const ClinicPayInputs *inputs, const ClinicPayRow *row)
{
  for (guint i = 0; i < inputs->works->len; i++)
    {
      const ClinicFactWork *work = &g_array_index (inputs->works, ClinicFactWork, i);

      if ((row->source == CLINIC_PAY_SOURCE_PLAN && work->plan_id == row->id) ||
          (row->source == CLINIC_PAY_SOURCE_RECORD && work->record_id == row->id))
        return work;
    }

  return NULL;
}

/* The plan and the record of a shift are one row: where both are there, that of the record. */
static gboolean
has_record (const GArray *rows, const ClinicFactWork *work)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const ClinicPayRow *row = &g_array_index (rows, ClinicPayRow, i);

      if (row->source == CLINIC_PAY_SOURCE_RECORD && row->id == work->record_id)
        return TRUE;
    }

  return FALSE;
}

static void
add_work (DeskPaySources *self,
          const ClinicPayInputs *inputs,
          const GArray *rows,
          const ClinicPayRow *row)
{
  const ClinicFactWork *work = inputs != NULL ? find_work (inputs, row) : NULL;
  g_autofree char *day = desk_pay_day (row->day, get_now (self));
  g_autofree char *words = work != NULL ? dup_shift (work) : g_strdup ("");
  g_autofree char *length = desk_pay_length (row->value);

  if (row->source == CLINIC_PAY_SOURCE_PLAN && work != NULL && has_record (rows, work))
    return;
  add (self, day, words, length);
}

static char *
dup_rate (const ClinicPayRate *rate)
{
  g_autofree char *hour = desk_pay_money (rate->rate);
  g_autofree char *factor = clinic_pay_words_factor (rate->qualification);
  g_autofree char *call = desk_pay_money (rate->call_price);
  g_autofree char *review = desk_pay_money (rate->review_price);

  return g_strdup_printf (_ ("An hour %1$s × %2$s, a call %3$s, a review %4$s"), hour, factor, call,
                          review);
}

static void
add_rate (DeskPaySources *self, const ClinicPayInputs *inputs, const ClinicPayRow *row)
{
  for (guint i = 0; inputs != NULL && i < inputs->rates->len; i++)
    {
      const ClinicPayRate *rate = &g_array_index (inputs->rates, ClinicPayRate, i);
      g_autofree char *day = NULL;
      g_autofree char *title = NULL;
      g_autofree char *words = NULL;

      if (rate->id != row->id)
        continue;
      day = desk_pay_day (rate->from, get_now (self));
      title = g_strdup_printf (_ ("Rate in force from %s"), day);
      words = dup_rate (rate);
      add (self, title, words, "");
    }
}

static const GArray *
get_items (const ClinicPayInputs *inputs, ClinicPaySource source)
{
  if (source == CLINIC_PAY_SOURCE_REVIEW)
    return inputs->reviews;

  return source == CLINIC_PAY_SOURCE_REMARK ? inputs->remarks : inputs->allowances;
}

static const char *
get_item_title (ClinicPaySource source)
{
  if (source == CLINIC_PAY_SOURCE_REVIEW)
    return C_ ("source of pay", "Review");

  return source == CLINIC_PAY_SOURCE_REMARK ? C_ ("source of pay", "Remark")
                                            : C_ ("source of pay", "Allowance");
}

static void
add_item (DeskPaySources *self, const ClinicPayInputs *inputs, const ClinicPayRow *row)
{
  const GArray *items = inputs != NULL ? get_items (inputs, row->source) : NULL;
  const char *text = NULL;
  g_autofree char *day =
    row->day != CLINIC_DAYS_NONE ? desk_pay_day (row->day, get_now (self)) : g_strdup ("");
  g_autofree char *money = row->value != 0 ? desk_pay_money (row->value) : g_strdup ("");

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (g_array_index (items, ClinicPayItem, i).id == row->id)
      text = g_array_index (items, ClinicPayItem, i).text;
  add (self, text != NULL && *text != '\0' ? text : get_item_title (row->source), day, money);
}

/* --- rows of the past --- */

static gboolean
get_set (ClinicPaySource source, ClinicFactSet *set)
{
  switch ((int) source)
    {
    case CLINIC_PAY_SOURCE_CALL:
      *set = CLINIC_FACTS_CALLS;
      return TRUE;
    case CLINIC_PAY_SOURCE_VISIT:
      *set = CLINIC_FACTS_VISITS;
      return TRUE;
    case CLINIC_PAY_SOURCE_LEAD:
      *set = CLINIC_FACTS_LEADS;
      return TRUE;
    case CLINIC_PAY_SOURCE_WAIT:
      *set = CLINIC_FACTS_WAITS;
      return TRUE;
    default:
      return FALSE;
    }
}

/* Those who came first. */
static void
add_archive (DeskPaySources *self, const char *name, const GArray *rows)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, TRUE, sizeof (ClinicReportRow));
  GtkWidget *widget = NULL;

  for (int came = 1; came >= 0; came--)
    for (guint i = 0; i < rows->len; i++)
      {
        const ClinicPayRow *row = &g_array_index (rows, ClinicPayRow, i);
        ClinicReportRow found = { .id = row->id };
        ClinicFactSet set;

        if (!get_set (row->source, &set) || (row->value != 0) != came)
          continue;
        found.set = (guint16) set;
        g_array_append_val (wanted, found);
      }
  if (wanted->len == 0)
    return;
  widget = desk_archive_rows_new (self->session);
  gtk_box_append (GTK_BOX (self->inside), widget);
  desk_archive_rows_show (DESK_ARCHIVE_ROWS (widget), wanted, NULL, name);
}

static void
begin_list (DeskPaySources *self, const char *name)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_box_append (GTK_BOX (self->inside), GTK_WIDGET (self->list));
}

static void
add_rows (DeskPaySources *self, const char *name, const ClinicPayInputs *inputs, const GArray *rows)
{
  begin_list (self, name);
  for (guint i = 0; i < rows->len; i++)
    {
      const ClinicPayRow *row = &g_array_index (rows, ClinicPayRow, i);
      ClinicFactSet set;

      if (row->source == CLINIC_PAY_SOURCE_PLAN || row->source == CLINIC_PAY_SOURCE_RECORD)
        add_work (self, inputs, rows, row);
      else if (row->source == CLINIC_PAY_SOURCE_RATE)
        add_rate (self, inputs, row);
      else if (!get_set (row->source, &set))
        add_item (self, inputs, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          gtk_list_box_get_row_at_index (self->list, 0) != NULL);
  add_archive (self, name, rows);
}

/* --- the widget --- */

static void
on_close_cb (DeskPaySources *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
desk_pay_sources_dispose (GObject *object)
{
  DeskPaySources *self = DESK_PAY_SOURCES (object);

  if (self->box != NULL)
    desk_pay_sources_clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_pay_sources_parent_class)->dispose (object);
}

static void
desk_pay_sources_class_init (DeskPaySourcesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_pay_sources_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CLOSED] = g_signal_new ("closed", DESK_TYPE_PAY_SOURCES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
add_title (DeskPaySources *self)
{
  GtkWidget *title = desk_rows_title_new ();

  self->title = DESK_ROWS_TITLE (title);
  g_signal_connect_object (title, "closed", G_CALLBACK (on_close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), title);
}

static void
desk_pay_sources_init (DeskPaySources *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_add_css_class (self->box, "pay-sources");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_title (self);
  self->words = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                         PANGO_WRAP_WORD_CHAR, NULL));
  self->inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->inside);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->box), scrolled);
}

GtkWidget *
desk_pay_sources_new (ClinicSession *session)
{
  DeskPaySources *self = g_object_new (DESK_TYPE_PAY_SOURCES, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

static void
begin (DeskPaySources *self, const char *title, const char *words)
{
  desk_pay_sources_clear (self);
  desk_rows_title_set (self->title, title);
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
}

void
desk_pay_sources_show (DeskPaySources *self,
                       const char *title,
                       const char *words,
                       const ClinicPayInputs *inputs,
                       const GArray *rows)
{
  g_return_if_fail (DESK_IS_PAY_SOURCES (self));

  begin (self, title, words);
  add_rows (self, title, inputs, rows);
  if (rows->len == 0)
    gtk_box_append (GTK_BOX (self->inside), desk_pay_heading_new (_ ("Nothing in this month")));
}

void
desk_pay_sources_show_day (DeskPaySources *self, const ClinicPayInputs *inputs, guint place)
{
  const ClinicFactWork *work = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (ClinicPayRow));
  ClinicPayRow row = { .source = CLINIC_PAY_SOURCE_PLAN };

  g_return_if_fail (DESK_IS_PAY_SOURCES (self));
  g_return_if_fail (place < inputs->works->len);

  work = &g_array_index (inputs->works, ClinicFactWork, place);
  day = desk_pay_day (work->day, get_now (self));
  row.day = work->day;
  row.id = work->plan_id;
  if (row.id != 0)
    g_array_append_val (rows, row);
  row.source = CLINIC_PAY_SOURCE_RECORD;
  row.id = work->record_id;
  if (row.id != 0)
    g_array_append_val (rows, row);
  row.source = CLINIC_PAY_SOURCE_CALL;
  for (guint i = 0; i < inputs->calls->len; i++)
    {
      const ClinicPayCall *call = &g_array_index (inputs->calls, ClinicPayCall, i);

      row.id = call->id;
      row.value = call->duration;
      if (call->day == work->day)
        g_array_append_val (rows, row);
    }
  desk_pay_sources_show (self, day, "", inputs, rows);
}

void
desk_pay_sources_show_difference (DeskPaySources *self,
                                  const ClinicPayDifference *difference,
                                  const ClinicPayInputs *then,
                                  const ClinicPayInputs *now)
{
  g_autofree char *words = NULL;

  g_return_if_fail (DESK_IS_PAY_SOURCES (self));

  words = g_strdup_printf (_ ("Signed: %1$s\nNow: %2$s"), difference->words_before,
                           difference->words_now);
  begin (self, clinic_pay_kind_get_title (difference->kind), words);
  if (difference->added->len > 0)
    {
      gtk_box_append (GTK_BOX (self->inside), desk_pay_heading_new (_ ("Added or changed since")));
      add_rows (self, _ ("Added or changed since"), now, difference->added);
    }
  if (difference->removed->len > 0)
    {
      gtk_box_append (GTK_BOX (self->inside), desk_pay_heading_new (_ ("As it was signed")));
      add_rows (self, _ ("As it was signed"), then, difference->removed);
    }
}

void
desk_pay_sources_clear (DeskPaySources *self)
{
  GtkWidget *child = NULL;

  g_return_if_fail (DESK_IS_PAY_SOURCES (self));

  self->list = NULL;
  desk_pay_drop_focus (self->inside);
  while ((child = gtk_widget_get_first_child (self->inside)) != NULL)
    gtk_box_remove (GTK_BOX (self->inside), child);
}
