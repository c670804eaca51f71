/* desk-call-later.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-later"

#include "desk-call-later.h"

#include <glib/gi18n.h>

#include "clinic-windows.h"
#include "desk-format.h"
#include "desk-visit-parse.h"

#define USUAL_SECONDS 3600
/* Nobody asks to be called at 15:37. */
#define ROUND_SECONDS 300

struct _DeskCallLater
{
  GtkPopover parent_instance;

  ClinicSession *session; /* owned */
  gint64 before;
  GtkWidget *entry; /* unowned, child, as all below */
  GtkWidget *words;
  GtkWidget *take;
};

G_DEFINE_FINAL_TYPE (DeskCallLater, desk_call_later, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* unix seconds, 0: what is written is no time. What is over today is meant for tomorrow. */
static gint64
get_time (DeskCallLater *self)
{
  gint64 now = clinic_session_get_now (self->session);
  int minute = desk_parse_time (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gint64 when = 0;

  if (minute < 0)
    return 0;
  when = clinic_windows_at (now, minute);

  return when > now ? when : clinic_windows_at (clinic_windows_day (now, 1), minute);
}

static void
on_changed_cb (DeskCallLater *self)
{
  gint64 when = get_time (self);
  gboolean late = self->before != 0 && when >= self->before;
  g_autofree char *words = when == 0 ? g_strdup (_ ("Write it as 16:30"))
                           : late
                             ? g_strdup (_ ("That is after the visit"))
                             : desk_format_day_time (when, clinic_session_get_now (self->session));

  gtk_label_set_text (GTK_LABEL (self->words), words);
  if (when == 0 || late)
    gtk_widget_add_css_class (self->words, "error");
  else
    gtk_widget_remove_css_class (self->words, "error");
  gtk_widget_set_sensitive (self->take, when != 0 && !late);
}

static void
on_take_cb (DeskCallLater *self)
{
  gint64 when = get_time (self);

  if (!gtk_widget_get_sensitive (self->take))
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, when);
}

/* The widget that it stands at may have gone first. */
static void
leave (GtkWidget *self)
{
  if (gtk_widget_get_parent (self) != NULL)
    gtk_widget_unparent (self);
}

static gboolean
on_closed_idle_cb (gpointer user_data)
{
  leave (GTK_WIDGET (user_data));

  return G_SOURCE_REMOVE;
}

static void
on_closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_closed_idle_cb, g_object_ref (popover),
                   g_object_unref);
}

static void
desk_call_later_dispose (GObject *object)
{
  g_clear_object (&DESK_CALL_LATER (object)->session);

  G_OBJECT_CLASS (desk_call_later_parent_class)->dispose (object);
}

static void
desk_call_later_class_init (DeskCallLaterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_call_later_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_CALL_LATER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
desk_call_later_init (DeskCallLater *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("When to call again?"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0);
  gtk_widget_add_css_class (title, "heading");
  self->entry = g_object_new (GTK_TYPE_ENTRY, "width-chars", 7, "max-width-chars", 7, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("When to call again?"), -1);
  self->take = gtk_button_new_with_label (_ ("Call Later  Enter"));
  gtk_widget_add_css_class (self->take, "suggested-action");
  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "css-classes",
                              (const char *[]){ "dim-label", NULL }, NULL);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->take);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->words);
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_take_cb), self);
  g_signal_connect_swapped (self->take, "clicked", G_CALLBACK (on_take_cb), self);
}

GtkWidget *
desk_call_later_popup (GtkWidget *widget, ClinicSession *session, gint64 before)
{
  DeskCallLater *self = g_object_new (DESK_TYPE_CALL_LATER, NULL);
  gint64 later = clinic_session_get_now (session) + USUAL_SECONDS;
  g_autofree char *time =
    desk_format_time ((later + ROUND_SECONDS - 1) / ROUND_SECONDS * ROUND_SECONDS);

  self->session = g_object_ref (session);
  self->before = before;
  gtk_widget_set_parent (GTK_WIDGET (self), widget);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed_cb), NULL);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (leave), self, G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), time);
  on_changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);

  return GTK_WIDGET (self);
}
