/* dummy-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-memory.h"
#include "dummy-clinic.h"
#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A window over a small clinic, for the tests of appointments: toasts, and a record of the window's
 * actions that were asked for. Included by one file of each program. */

typedef struct
{
  DummySession *session;
  ClinicAppointment *anna; /* unowned, in the book */
  GtkWidget *window;
  GtkWidget *overlay;
  GtkWidget *place; /* where the test puts its widget */
  GString *actions;
} Desk;

static inline void
on_desk_action_cb (GSimpleAction *action, GVariant *parameter, Desk *desk)
{
  g_autofree char *text = g_variant_print (parameter, FALSE);

  g_string_append_printf (desk->actions, "%s(%s)", g_action_get_name (G_ACTION (action)), text);
}

static inline void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  static const struct
  {
    const char *name;
    const char *type;
  } actions[] = {
    { "dial", "s" },         { "dial-patient", "(sx)" },  { "copy-number", "s" },
    { "open-patient", "x" }, { "open-appointment", "x" },
  };

  desk->actions = g_string_new (NULL);
  desk->session = dummy_session_new ();
  dummy_session_set_now (desk->session, DUMMY_NOW);
  dummy_add_stages (desk->session);
  dummy_fill_clinic (desk->session);
  desk->anna = dummy_anna_visit (desk->session);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GSimpleAction) action =
        g_simple_action_new (actions[i].name, G_VARIANT_TYPE (actions[i].type));

      g_signal_connect (action, "activate", G_CALLBACK (on_desk_action_cb), desk);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  desk->window = gtk_window_new ();
  gtk_widget_insert_action_group (desk->window, "win", G_ACTION_GROUP (group));
  desk->overlay = adw_toast_overlay_new ();
  desk->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (desk->overlay), desk->place);
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->overlay);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 440, 740);
  gtk_window_present (GTK_WINDOW (desk->window));
  settle (30);
}

static inline void
desk_tear_down (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  settle (20);
  /* what was begun last is let go when it is done: in its own time under sanitizers */
  for (int i = 0; i < 100 && G_OBJECT (desk->session)->ref_count > 1; i++)
    settle (50);
  g_assert_finalize_object (desk->session);
  desk_memory_forget ();
  g_string_free (desk->actions, TRUE);
}

/* the nth mapped widget of a type, depth first; (transfer none) (nullable) */
static inline GtkWidget *
desk_nth (GtkWidget *widget, GType type, int *n)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = desk_nth (child, type, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static inline GtkWidget *
desk_find (GtkWidget *widget, GType type, int n)
{
  GtkWidget *found = NULL;

  for (int tries = 0; found == NULL && tries < 1500; tries++)
    {
      int left = n;

      if (tries > 0)
        settle (10);
      found = desk_nth (widget, type, &left);
    }
  g_assert_nonnull (found);

  return found;
}

static inline void
desk_type (GtkWidget *editable, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (editable), text);
  /* A search entry waits for the next letter. */
  settle (GTK_IS_SEARCH_ENTRY (editable) ? 250 : 30);
}

static inline void
desk_click (GtkWidget *widget, const char *words)
{
  GtkWidget *button = wait_for_widget (widget, GTK_TYPE_BUTTON, words);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  settle (30);
}

/* the keys that a widget takes wherever the focus is in it */
static inline void
desk_press_everywhere (GtkWidget *widget, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }
  settle (30);
}

static inline ClinicCommand *
desk_command (Desk *desk, guint position, ClinicCommandKind kind)
{
  ClinicCommand *command;

  g_assert_cmpuint (dummy_session_n_submitted (desk->session), >, position);
  command = dummy_session_submitted (desk->session, position);
  g_assert_cmpint (clinic_command_get_kind (command), ==, kind);

  return command;
}

/* the payload has exactly this, in the order of the keys: "moves=1 stage='C1:NEW'" */
static inline int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static inline void
desk_assert_payload (ClinicCommand *command, const char *expected)
{
  GVariantIter iter;
  const char *key = NULL;
  GVariant *value = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  g_variant_iter_init (&iter, clinic_command_get_payload (command));
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autofree char *words = g_variant_print (value, FALSE);

      g_ptr_array_add (lines, g_strdup_printf ("%s=%s", key, words));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv (" ", (char **) lines->pdata);
  g_assert_cmpstr (text, ==, expected);
}

G_END_DECLS
