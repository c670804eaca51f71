/* desk-pay-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-sheet"

#include "desk-pay-sheet.h"

#include <glib/gi18n.h>

#include "desk-pay-days.h"
#include "desk-pay-head.h"
#include "desk-pay-questions.h"
#include "desk-pay-row.h"
#include "desk-pay-words.h"

struct _DeskPaySheet
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  DeskPayHead *head;
  DeskPayQuestions *questions;
  GtkWidget *changed_head;
  GtkListBox *changes;
  GtkListBox *lines;
  GtkWidget *days_head;
  DeskPayDays *days;

  ClinicSession *session; /* owned */
  ClinicPayCard *card;    /* owned, nullable */
  ClinicPaySheet *sheet;  /* owned, nullable: what is on show */
  gboolean manages;
};

G_DEFINE_FINAL_TYPE (DeskPaySheet, desk_pay_sheet, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

const ClinicPayInputs *
desk_pay_sheet_get_inputs (DeskPaySheet *self)
{
  const ClinicPaySigned *sign = NULL;

  g_return_val_if_fail (DESK_IS_PAY_SHEET (self), NULL);

  if (self->card == NULL)
    return NULL;
  sign = clinic_pay_card_get_signed (self->card);

  return sign != NULL ? sign->inputs : clinic_pay_card_get_inputs (self->card);
}

/* --- filling it --- */

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_changes (DeskPaySheet *self)
{
  GPtrArray *differences = clinic_pay_card_get_differences (self->card);

  clear_list (self->changes);
  for (guint i = 0; i < differences->len; i++)
    {
      const ClinicPayDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *before = desk_pay_money (difference->before);
      g_autofree char *now = desk_pay_money (difference->now);
      g_autofree char *amount = g_strdup_printf ("%s → %s", before, now);
      g_autofree char *words =
        g_strdup_printf ("%s → %s", difference->words_before, difference->words_now);

      gtk_list_box_append (self->changes,
                           desk_pay_row_new (clinic_pay_kind_get_title (difference->kind),
                                             g_strcmp0 (difference->words_before,
                                                        difference->words_now) == 0
                                               ? difference->words_now
                                               : words,
                                             amount));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->changes), differences->len > 0);
  gtk_widget_set_visible (self->changed_head, differences->len > 0);
}

static void
add_total (DeskPaySheet *self)
{
  g_autofree char *money = desk_pay_money (clinic_pay_card_get_total (self->card));
  GtkWidget *row = desk_pay_row_new (_ ("Total"), "", money);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "pay-total");
  gtk_list_box_append (self->lines, row);
}

static void
show_lines (DeskPaySheet *self)
{
  const ClinicPaySigned *sign = clinic_pay_card_get_signed (self->card);

  clear_list (self->lines);
  for (guint i = 0; self->sheet != NULL && i < CLINIC_N_PAY_KINDS; i++)
    {
      g_autofree char *money =
        desk_pay_money (sign != NULL ? sign->amounts[i] : self->sheet->lines[i].amount);

      gtk_list_box_append (self->lines,
                           desk_pay_row_new (clinic_pay_kind_get_title ((ClinicPayKind) i),
                                             sign != NULL ? sign->words[i]
                                                          : self->sheet->lines[i].words,
                                             money));
    }
  if (self->sheet != NULL)
    add_total (self);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), self->sheet != NULL);
}

/* (nullable): the list with the focus, and where in it */
static GtkListBox *
find_focus (DeskPaySheet *self, int *place)
{
  GtkListBox *lists[] = { self->changes, self->lines };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (lists[i]));

      if (row == NULL)
        continue;
      *place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
      return lists[i];
    }

  return NULL;
}

static void
update (DeskPaySheet *self)
{
  const ClinicPayInputs *inputs = desk_pay_sheet_get_inputs (self);
  int place = 0;
  GtkListBox *focused = find_focus (self, &place);
  GtkListBoxRow *row = NULL;

  desk_pay_drop_focus (GTK_WIDGET (self->changes));
  desk_pay_drop_focus (GTK_WIDGET (self->lines));
  desk_pay_drop_focus (GTK_WIDGET (self->days));
  g_clear_pointer (&self->sheet, clinic_pay_sheet_free);
  if (self->card == NULL)
    return;
  if (inputs != NULL)
    self->sheet = clinic_pay_sheet_new (inputs);
  desk_pay_head_show (self->head, self->card, self->sheet, self->manages);
  show_changes (self);
  show_lines (self);
  desk_pay_days_show (self->days, inputs, self->sheet, clinic_session_get_now (self->session));
  gtk_widget_set_visible (self->days_head, gtk_widget_get_visible (GTK_WIDGET (self->days)));
  row = focused != NULL ? gtk_list_box_get_row_at_index (focused, place) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- opening --- */

static void
on_line_cb (DeskPaySheet *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPENED], 0, DESK_PAY_LINE, (guint) gtk_list_box_row_get_index (row));
}

static void
on_change_cb (DeskPaySheet *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPENED], 0, DESK_PAY_DIFFERENCE,
                 (guint) gtk_list_box_row_get_index (row));
}

static void
on_day_cb (DeskPaySheet *self, guint place)
{
  g_signal_emit (self, signals[OPENED], 0, DESK_PAY_DAY, place);
}

/* --- the widget --- */

static void
forget_card (DeskPaySheet *self)
{
  if (self->card != NULL)
    g_signal_handlers_disconnect_by_data (self->card, self);
  g_clear_object (&self->card);
}

static void
desk_pay_sheet_dispose (GObject *object)
{
  DeskPaySheet *self = DESK_PAY_SHEET (object);

  forget_card (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->sheet, clinic_pay_sheet_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_pay_sheet_parent_class)->dispose (object);
}

static void
desk_pay_sheet_class_init (DeskPaySheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_pay_sheet_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[OPENED] = g_signal_new ("opened", DESK_TYPE_PAY_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_UINT);
}

static GtkListBox *
new_list (DeskPaySheet *self, const char *name, GCallback callback)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (list, "row-activated", callback, self, G_CONNECT_SWAPPED);

  return list;
}

static void
desk_pay_sheet_init (DeskPaySheet *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_add_css_class (self->box, "pay-sheet");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
add_parts (DeskPaySheet *self)
{
  GtkWidget *box = self->box;

  self->head = DESK_PAY_HEAD (desk_pay_head_new (self->session));
  self->questions = DESK_PAY_QUESTIONS (desk_pay_questions_new (self->session));
  self->changed_head = desk_pay_heading_new (_ ("Other now than it was signed"));
  self->changes = new_list (self, _ ("Other now than it was signed"), G_CALLBACK (on_change_cb));
  self->lines = new_list (self, _ ("Lines of the pay"), G_CALLBACK (on_line_cb));
  self->days_head = desk_pay_heading_new (_ ("Day by day"));
  self->days = DESK_PAY_DAYS (desk_pay_days_new ());
  g_signal_connect_object (self->days, "opened", G_CALLBACK (on_day_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->questions));
  gtk_box_append (GTK_BOX (box), self->changed_head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->changes));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lines));
  gtk_box_append (GTK_BOX (box), self->days_head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->days));
}

GtkWidget *
desk_pay_sheet_new (ClinicSession *session)
{
  DeskPaySheet *self = g_object_new (DESK_TYPE_PAY_SHEET, NULL);

  self->session = g_object_ref (session);
  add_parts (self);
  gtk_widget_set_visible (self->box, FALSE);

  return GTK_WIDGET (self);
}

void
desk_pay_sheet_set_card (DeskPaySheet *self, ClinicPayCard *card, gboolean manages)
{
  g_return_if_fail (DESK_IS_PAY_SHEET (self));
  g_return_if_fail (card == NULL || CLINIC_IS_PAY_CARD (card));

  if (self->card == card && self->manages == manages)
    return;
  forget_card (self);
  self->card = card != NULL ? g_object_ref (card) : NULL;
  self->manages = manages;
  if (card != NULL)
    g_signal_connect_object (card, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  desk_pay_questions_show (self->questions, card, manages);
  gtk_widget_set_visible (self->box, card != NULL);
  update (self);
}

ClinicPayCard *
desk_pay_sheet_get_card (DeskPaySheet *self)
{
  g_return_val_if_fail (DESK_IS_PAY_SHEET (self), NULL);

  return self->card;
}

const ClinicPaySheet *
desk_pay_sheet_get_sheet (DeskPaySheet *self)
{
  g_return_val_if_fail (DESK_IS_PAY_SHEET (self), NULL);

  return self->sheet;
}

DeskExport *
desk_pay_sheet_get_export (DeskPaySheet *self)
{
  g_return_val_if_fail (DESK_IS_PAY_SHEET (self), NULL);

  return desk_pay_head_get_export (self->head);
}
