/* desk-pay-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-head"

#include "desk-pay-head.h"

#include <glib/gi18n.h>

#include "desk-format.h"
#include "desk-pay-words.h"
#include "desk-wrap-layout.h"

struct _DeskPayHead
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkLabel *name;
  GtkLabel *place;
  GtkLabel *total;
  GtkImage *icon;
  GtkLabel *state;
  GtkWidget *sign;
  GtkWidget *withdraw;
  GtkWidget *export;
  GtkLabel *rules;

  ClinicSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (DeskPayHead, desk_pay_head, GTK_TYPE_WIDGET)

/* (transfer full): «Signed by Ivanova on 5 Nov 10:12» */
static char *
dup_signed (DeskPayHead *self, const ClinicPaySigned *sign)
{
  g_autofree char *when =
    desk_format_day_time (sign->signed_at, clinic_session_get_now (self->session));
  g_autofree char *who = clinic_session_dup_user_name (self->session, sign->signed_by);

  if (who == NULL)
    return g_strdup_printf (_ ("Signed %s"), when);

  /* Translators: when a month was signed, and by whom */
  return g_strdup_printf (_ ("Signed %1$s, %2$s"), when, who);
}

static void
show_state (DeskPayHead *self, ClinicPayCard *card)
{
  const ClinicPaySigned *sign = clinic_pay_card_get_signed (card);
  DeskPayState state = desk_pay_state (card);
  g_autofree char *words = desk_pay_state_words (card);
  g_autofree char *signature = sign != NULL ? dup_signed (self, sign) : NULL;
  g_autofree char *text = signature != NULL && state == DESK_PAY_CHANGED
                            ? g_strdup_printf (_ ("%s. Changed since, see below."), signature)
                            : g_strdup (signature != NULL ? signature : words);

  gtk_image_set_from_icon_name (self->icon, desk_pay_state_icon (state));
  gtk_label_set_text (self->state, text);
}

static void
show_place (DeskPayHead *self, ClinicPayCard *card)
{
  const char *position = clinic_pay_card_get_position (card);
  const char *department = clinic_pay_card_get_department (card);
  g_autofree char *text = *position != '\0' && *department != '\0'
                            ? g_strdup_printf ("%s · %s", position, department)
                            : g_strconcat (position, department, NULL);

  gtk_label_set_text (self->place, text);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *text != '\0');
}

static void
show_buttons (DeskPayHead *self, ClinicPayCard *card, gboolean manages)
{
  DeskPayState state = desk_pay_state (card);
  gboolean anew = state == DESK_PAY_CHANGED;

  gtk_widget_set_visible (self->sign,
                          manages && state != DESK_PAY_SIGNED && state != DESK_PAY_UNKNOWN);
  gtk_button_set_label (GTK_BUTTON (self->sign), anew ? _ ("Sign Anew…") : _ ("Sign the Month…"));
  gtk_widget_set_visible (self->withdraw, manages && (anew || state == DESK_PAY_SIGNED));
  gtk_widget_set_sensitive (self->export, state != DESK_PAY_UNKNOWN);
}

static void
desk_pay_head_dispose (GObject *object)
{
  DeskPayHead *self = DESK_PAY_HEAD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_pay_head_parent_class)->dispose (object);
}

static void
desk_pay_head_class_init (DeskPayHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_pay_head_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
new_label (const char *style)
{
  return GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                  PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, "css-classes",
                                  (const char *[]){ style, NULL }, NULL));
}

static void
add_buttons (DeskPayHead *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (buttons, desk_wrap_layout_new (6));
  self->sign = gtk_button_new ();
  gtk_widget_add_css_class (self->sign, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->sign), "payroll.sign");
  self->withdraw = gtk_button_new_with_label (_ ("Withdraw the Signature"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->withdraw), "payroll.withdraw");
  self->export = desk_export_new ();
  gtk_widget_set_tooltip_text (self->export, _ ("The sheet of this employee"));
  gtk_widget_set_parent (self->sign, buttons);
  gtk_widget_set_parent (self->withdraw, buttons);
  gtk_widget_set_parent (self->export, buttons);
  gtk_box_append (GTK_BOX (self->box), buttons);
}

static void
desk_pay_head_init (DeskPayHead *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->name = new_label ("title-3");
  self->total =
    GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "valign", GTK_ALIGN_START,
                             "css-classes", (const char *[]){ "title-3", "numeric", NULL }, NULL));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->total));
  gtk_box_append (GTK_BOX (self->box), first);
  self->place = new_label ("dim-label");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->place));
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->state = new_label ("pay-title");
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (state), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (state), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (self->box), state);
  add_buttons (self);
  self->rules = new_label ("pay-rules");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->rules));
}

GtkWidget *
desk_pay_head_new (ClinicSession *session)
{
  DeskPayHead *self = g_object_new (DESK_TYPE_PAY_HEAD, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
desk_pay_head_show (DeskPayHead *self,
                    ClinicPayCard *card,
                    const ClinicPaySheet *sheet,
                    gboolean manages)
{
  gint64 total = 0;
  g_autofree char *money = NULL;
  g_autofree char *rules = NULL;

  g_return_if_fail (DESK_IS_PAY_HEAD (self));
  g_return_if_fail (CLINIC_IS_PAY_CARD (card));

  total = clinic_pay_card_get_total (card);
  money = total >= 0 ? desk_pay_money (total) : g_strdup ("—");
  rules = sheet != NULL ? g_strjoinv (" ", sheet->rules) : g_strdup ("");
  gtk_label_set_text (self->name, clinic_pay_card_get_name (card));
  gtk_label_set_text (self->total, money);
  gtk_label_set_text (self->rules, rules);
  gtk_widget_set_visible (GTK_WIDGET (self->rules), *rules != '\0');
  show_place (self, card);
  show_state (self, card);
  show_buttons (self, card, manages);
}

DeskExport *
desk_pay_head_get_export (DeskPayHead *self)
{
  g_return_val_if_fail (DESK_IS_PAY_HEAD (self), NULL);

  return DESK_EXPORT (self->export);
}
