/* desk-report-saved.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-saved"

#include "desk-report-saved.h"

#include <glib/gi18n.h>

#include "clinic-report-sheet.h"
#include "reception-config.h"

#define KEY "report-questions"

struct _DeskReportSaved
{
  AdwBin parent_instance;

  GSettings *settings;      /* owned */
  ClinicQuestion *question; /* owned, nullable: the one on the page */
  GPtrArray *questions;     /* owned, of ClinicQuestion: of the rows */

  GtkMenuButton *button; /* unowned, our child, as all below in it */
  GtkWidget *popover;
  GtkWidget *save;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DeskReportSaved, desk_report_saved, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void fill (DeskReportSaved *self);

/* What a later version wrote and this one does not understand stays in the settings. */
static void
store (DeskReportSaved *self, const char *without, const char *with)
{
  g_auto (GStrv) texts = g_settings_get_strv (self->settings, KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (gsize i = 0; texts[i] != NULL; i++)
    if (g_strcmp0 (texts[i], without) != 0)
      g_strv_builder_add (builder, texts[i]);
  if (with != NULL)
    g_strv_builder_add (builder, with);
  kept = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, KEY, (const char *const *) kept);
}

static void
on_remove_cb (GtkButton *button, DeskReportSaved *self)
{
  const char *text = g_object_get_data (G_OBJECT (button), "desk-question");
  g_autofree char *gone = g_strdup (text);

  /* the button goes with its row */
  gtk_widget_grab_focus (GTK_WIDGET (self->save));
  store (self, gone, NULL);
  fill (self);
}

static GtkWidget *
new_row (DeskReportSaved *self, const ClinicQuestion *question, const char *text)
{
  g_autofree char *sentence = clinic_question_dup_sentence (question);
  g_autofree char *spoken = g_strdup_printf (_ ("Forget “%s”"), sentence);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (sentence);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Forget this question"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (remove), "desk-question", g_strdup (text), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove_cb), self, 0);
  gtk_widget_add_css_class (line, "report-line");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);

  return row;
}

static void
fill (DeskReportSaved *self)
{
  g_auto (GStrv) texts = g_settings_get_strv (self->settings, KEY);
  GtkListBoxRow *row = NULL;
  gboolean is_there = FALSE;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->questions, 0);
  for (gsize i = 0; texts[i] != NULL; i++)
    {
      ClinicQuestion *question = clinic_question_from_string (texts[i], NULL);

      if (question == NULL)
        continue;
      is_there =
        is_there || (self->question != NULL && clinic_question_equal (question, self->question));
      gtk_list_box_append (self->list, new_row (self, question, texts[i]));
      g_ptr_array_add (self->questions, question);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->questions->len > 0);
  gtk_widget_set_sensitive (self->save, self->question != NULL && !is_there);
}

static void
on_activated_cb (DeskReportSaved *self, GtkListBoxRow *row)
{
  guint nth = (guint) gtk_list_box_row_get_index (row);
  g_autoptr (ClinicQuestion) question = NULL;

  if (nth >= self->questions->len)
    return;
  question = clinic_question_copy (g_ptr_array_index (self->questions, nth));
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[CHOSEN], 0, question);
}

static void
on_save_cb (DeskReportSaved *self)
{
  desk_report_saved_save (self);
}

static void
desk_report_saved_dispose (GObject *object)
{
  DeskReportSaved *self = DESK_REPORT_SAVED (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->question, clinic_question_free);

  G_OBJECT_CLASS (desk_report_saved_parent_class)->dispose (object);
}

static void
desk_report_saved_finalize (GObject *object)
{
  g_clear_pointer (&DESK_REPORT_SAVED (object)->questions, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_report_saved_parent_class)->finalize (object);
}

static void
desk_report_saved_class_init (DeskReportSavedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_report_saved_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_report_saved_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_REPORT_SAVED, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_QUESTION);
}

static void
desk_report_saved_init (DeskReportSaved *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) clinic_question_free);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->popover = gtk_popover_new ();
  self->save = gtk_button_new_with_label (_ ("Save This Question"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saved questions"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->save);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_menu_button_set_popover (self->button, self->popover);
  gtk_menu_button_set_label (self->button, _ ("Saved"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Saved questions"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (on_save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}

GtkWidget *
desk_report_saved_new (void)
{
  return g_object_new (DESK_TYPE_REPORT_SAVED, NULL);
}

void
desk_report_saved_set_question (DeskReportSaved *self, const ClinicQuestion *question)
{
  g_return_if_fail (DESK_IS_REPORT_SAVED (self));

  g_clear_pointer (&self->question, clinic_question_free);
  self->question = clinic_question_copy (question);
  fill (self);
}

void
desk_report_saved_save (DeskReportSaved *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DESK_IS_REPORT_SAVED (self));

  if (self->question == NULL || !gtk_widget_get_sensitive (self->save))
    return;
  text = clinic_question_to_string (self->question);
  store (self, text, text);
  fill (self);
}

guint
desk_report_saved_get_count (DeskReportSaved *self)
{
  g_return_val_if_fail (DESK_IS_REPORT_SAVED (self), 0);

  return self->questions->len;
}
