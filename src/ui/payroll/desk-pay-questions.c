/* desk-pay-questions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-questions"

#include "desk-pay-questions.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "desk-format.h"
#include "desk-name.h"
#include "desk-pay-do.h"
#include "desk-pay-row.h"
#include "desk-pay-words.h"
#include "desk-visit-parse.h"
#include "desk-wrap-layout.h"

#define MINUTE 60

struct _DeskPayQuestions
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child */

  ClinicSession *session; /* owned */
  ClinicPayCard *card;    /* owned, nullable */
  gboolean answers;
};

G_DEFINE_FINAL_TYPE (DeskPayQuestions, desk_pay_questions, GTK_TYPE_WIDGET)

/* A question on show; freed with its widget. */
typedef struct
{
  DeskPayQuestions *owner; /* unowned: its widget is in the owner */
  GtkWidget *widget;       /* unowned */
  ClinicPayFlag flag;
  gint64 begin;        /* of the shift, unix seconds */
  GtkWidget *entry;    /* unowned, (nullable) */
  GtkWidget *controls; /* unowned, (nullable) */
  gboolean found;      /* the card still asks it */
} Question;

/* --- answering --- */

/* The first such time after the shift began: an end after midnight is one of the next day. */
static gint64
get_end (Question *question)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  int minutes = desk_parse_time (gtk_editable_get_text (GTK_EDITABLE (question->entry)));
  gint64 end = 0;

  if (minutes < 0)
    return 0;
  end = clinic_days_at (zone, question->flag.day, minutes * MINUTE);

  return end > question->begin ? end
                               : clinic_days_at (zone, question->flag.day + 1, minutes * MINUTE);
}

static Question *
get_question (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "question");
}

/* The next one is ready to be answered. */
static void
focus_next (Question *question)
{
  GtkWidget *next = question->widget;

  while ((next = gtk_widget_get_next_sibling (next)) != NULL)
    if (get_question (next)->controls != NULL && gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
      return;
}

static void
enable (DeskPayQuestions *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (get_question (child)->controls != NULL)
      gtk_widget_set_sensitive (get_question (child)->controls, TRUE);
}

static void
on_kept_cb (gpointer owner, gboolean kept)
{
  DeskPayQuestions *self = DESK_PAY_QUESTIONS (owner);

  if (!kept && self->box != NULL)
    enable (self);
}

static void
answer (Question *question, gint64 end)
{
  DeskPayQuestions *self = question->owner;

  focus_next (question);
  gtk_widget_set_sensitive (question->controls, FALSE);
  desk_pay_answer (GTK_WIDGET (self), self->session, self->card, &question->flag, end, on_kept_cb,
                   self);
}

static void
on_time_cb (Question *question)
{
  gint64 end = get_end (question);

  if (end != 0)
    answer (question, end);
  else
    gtk_widget_add_css_class (question->entry, "error");
}

static void
on_typed_cb (Question *question)
{
  gtk_widget_remove_css_class (question->entry, "error");
}

static void
on_nothing_cb (Question *question)
{
  answer (question, 0);
}

/* --- a question --- */

static void
add_button (Question *question, const char *words, const char *spoken, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, spoken);

  desk_name_widget (button, name);
  g_signal_connect_swapped (button, "clicked", callback, question);
  gtk_widget_set_parent (button, question->controls);
}

static void
add_entry (Question *question, gint64 proposed, const char *spoken)
{
  g_autofree char *time = proposed != 0 ? desk_format_time (proposed) : g_strdup ("");

  question->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (question->entry), time);
  gtk_editable_set_width_chars (GTK_EDITABLE (question->entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (question->entry), 6);
  gtk_entry_set_placeholder_text (GTK_ENTRY (question->entry), "20:00");
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  g_signal_connect_swapped (question->entry, "activate", G_CALLBACK (on_time_cb), question);
  g_signal_connect_swapped (question->entry, "changed", G_CALLBACK (on_typed_cb), question);
  gtk_widget_set_parent (question->entry, question->controls);
}

static void
add_controls (Question *question, const ClinicFactWork *work, const char *spoken)
{
  ClinicPayFlagKind kind = question->flag.kind;
  gboolean asks_end = kind == CLINIC_PAY_FLAG_OPEN_END || kind == CLINIC_PAY_FLAG_LONG_DAY;
  gboolean asks_pay = kind == CLINIC_PAY_FLAG_UNPLANNED;

  if (!asks_end && !asks_pay && kind != CLINIC_PAY_FLAG_SICK_WORKED)
    return;
  question->controls = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (question->controls, desk_wrap_layout_new (6));
  if (asks_end || asks_pay)
    add_entry (question,
               asks_end       ? question->flag.suggestion
               : work != NULL ? work->fact_end
                              : 0,
               spoken);
  if (asks_end)
    {
      add_button (question, _ ("Ended Then"), spoken, G_CALLBACK (on_time_cb));
      add_button (question, _ ("Did Not Work"), spoken, G_CALLBACK (on_nothing_cb));
    }
  else if (asks_pay)
    {
      add_button (question, _ ("Pay Until Then"), spoken, G_CALLBACK (on_time_cb));
      add_button (question, _ ("Do Not Pay"), spoken, G_CALLBACK (on_nothing_cb));
    }
  else
    {
      add_button (question, _ ("Do Not Pay"), spoken, G_CALLBACK (on_nothing_cb));
    }
  gtk_box_append (GTK_BOX (question->widget), question->controls);
}

static void
append_label (GtkWidget *box, const char *text, const char *style)
{
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                "wrap-mode", PANGO_WRAP_WORD_CHAR, "css-classes",
                                (const char *[]){ style, NULL }, NULL));
}

static GtkWidget *
new_question (DeskPayQuestions *self, const ClinicPayFlag *flag)
{
  const ClinicFactWork *work = desk_pay_find_work (clinic_pay_card_get_inputs (self->card), flag);
  g_autofree char *title = desk_pay_question (flag);
  g_autofree char *facts = desk_pay_question_facts (flag, work);
  Question *question = g_new0 (Question, 1);

  question->owner = self;
  question->flag = *flag;
  question->begin = work != NULL ? work->fact_start : 0;
  question->widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (question->widget, "pay-question");
  append_label (question->widget, title, "pay-title");
  append_label (question->widget, facts, "pay-facts");
  if (self->answers)
    add_controls (question, work, title);
  g_object_set_data_full (G_OBJECT (question->widget), "question", question, g_free);

  return question->widget;
}

/* --- all of them --- */

static gboolean
is_same (const ClinicPayFlag *one, const ClinicPayFlag *other)
{
  /* One question about rates stands for all days without one. */
  return one->kind == other->kind &&
         (one->kind == CLINIC_PAY_FLAG_NO_RATE ||
          (one->day == other->day && one->plan_id == other->plan_id &&
           one->record_id == other->record_id && one->suggestion == other->suggestion));
}

static GtkWidget *
find_question (DeskPayQuestions *self, const ClinicPayFlag *flag)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_same (&get_question (child)->flag, flag))
      return child;

  return NULL;
}

static void
remove_gone (DeskPayQuestions *self)
{
  GtkWidget *child = gtk_widget_get_first_child (self->box);
  gboolean had_focus = FALSE;

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (!get_question (child)->found)
        {
          had_focus = desk_pay_drop_focus (child) || had_focus;
          gtk_box_remove (GTK_BOX (self->box), child);
        }
      child = next;
    }
  /* The next question is ready to be answered. */
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
update (DeskPayQuestions *self)
{
  const ClinicPaySheet *sheet =
    self->card != NULL && clinic_pay_card_get_signed (self->card) == NULL
      ? clinic_pay_card_get_sheet (self->card)
      : NULL;
  GtkWidget *last = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    get_question (child)->found = FALSE;
  for (guint i = 0; sheet != NULL && i < sheet->flags->len; i++)
    {
      const ClinicPayFlag *flag = &g_array_index (sheet->flags, ClinicPayFlag, i);
      GtkWidget *widget = NULL;

      if (!clinic_pay_flag_blocks (flag->kind))
        continue;
      widget = find_question (self, flag);
      if (widget == NULL)
        {
          widget = new_question (self, flag);
          gtk_box_insert_child_after (GTK_BOX (self->box), widget, last);
        }
      get_question (widget)->found = TRUE;
      last = widget;
    }
  remove_gone (self);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}

/* What was answered can be asked again: the answer was taken back. */
static void
on_changed_cb (DeskPayQuestions *self)
{
  update (self);
  enable (self);
}

static void
forget_card (DeskPayQuestions *self)
{
  GtkWidget *child = NULL;

  if (self->card != NULL)
    g_signal_handlers_disconnect_by_data (self->card, self);
  g_clear_object (&self->card);
  if (self->box != NULL)
    desk_pay_drop_focus (self->box);
  while (self->box != NULL && (child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
}

static void
desk_pay_questions_dispose (GObject *object)
{
  DeskPayQuestions *self = DESK_PAY_QUESTIONS (object);

  forget_card (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_pay_questions_parent_class)->dispose (object);
}

static void
desk_pay_questions_class_init (DeskPayQuestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_pay_questions_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_pay_questions_init (DeskPayQuestions *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Questions about the month"), -1);
}

GtkWidget *
desk_pay_questions_new (ClinicSession *session)
{
  DeskPayQuestions *self = g_object_new (DESK_TYPE_PAY_QUESTIONS, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
desk_pay_questions_show (DeskPayQuestions *self, ClinicPayCard *card, gboolean answers)
{
  g_return_if_fail (DESK_IS_PAY_QUESTIONS (self));

  forget_card (self);
  self->answers = answers;
  self->card = card != NULL ? g_object_ref (card) : NULL;
  if (card != NULL)
    g_signal_connect_object (card, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}
