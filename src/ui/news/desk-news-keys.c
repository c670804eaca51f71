/* desk-news-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-news-keys"

#include "desk-news-keys.h"

#include "desk-news-rows.h"

#define PAGE_PART 0.9

struct _DeskNewsKeys
{
  GObject parent_instance;

  GtkWidget *page;               /* unowned: outlives this */
  DeskNewsRows *rows;            /* owned */
  GtkScrolledWindow *scroller;   /* unowned: the page's */
  GtkRevealer *comment_bar;      /* unowned: the page's */
  GtkEventController *keys;      /* unowned: the page's */
  GtkEventController *shortcuts; /* unowned: the page's */
};

G_DEFINE_FINAL_TYPE (DeskNewsKeys, desk_news_keys, G_TYPE_OBJECT)

static GtkWidget *
get_focus (DeskNewsKeys *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->page) ? focus : NULL;
}

static gboolean
on_read_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  DeskNewsKeys *self = user_data;
  ClinicPost *post = NULL;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  post = desk_news_rows_get_post_to_read (self->rows);
  if (post == NULL)
    return FALSE;

  return gtk_widget_activate_action (widget, "news.read", "x", clinic_post_get_id (post));
}

static gboolean
on_write_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, "news.write", NULL);
}

static gboolean
scroll (DeskNewsKeys *self, double pages)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) +
                              pages * PAGE_PART * gtk_adjustment_get_page_size (adjustment));

  return GDK_EVENT_STOP;
}

static gboolean
step (DeskNewsKeys *self, int direction)
{
  desk_news_rows_step (self->rows, direction);

  return GDK_EVENT_STOP;
}

/* Enter on a post: all of it; Insert: a comment */
static gboolean
act_on_row (DeskNewsKeys *self, const char *action)
{
  DeskPostRow *row = desk_news_rows_get_focused (self->rows);
  ClinicPost *post = row != NULL ? desk_post_row_get_post (row) : NULL;

  if (post == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (self->page, action, "x", clinic_post_get_id (post));

  return GDK_EVENT_STOP;
}

static gboolean
on_key_cb (DeskNewsKeys *self,
           guint keyval,
           guint keycode,
           GdkModifierType modifiers,
           GtkEventController *controller)
{
  GtkWidget *focus = get_focus (self);
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;

  if (keyval == GDK_KEY_Escape && gtk_revealer_get_reveal_child (self->comment_bar))
    {
      gtk_widget_activate_action (self->page, "news.hide-comment", NULL);
      return GDK_EVENT_STOP;
    }
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || GTK_IS_EDITABLE (focus))
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return scroll (self, 1);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return scroll (self, -1);
    case GDK_KEY_space:
      return GTK_IS_BUTTON (focus) || GTK_IS_TOGGLE_BUTTON (focus) ? GDK_EVENT_PROPAGATE
                                                                   : scroll (self, shift ? -1 : 1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return step (self, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return step (self, -1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return DESK_IS_POST_ROW (focus) ? act_on_row (self, "news.unfold") : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      return act_on_row (self, "news.comment");
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
add_shortcut (DeskNewsKeys *self, guint keyval, int modifiers, GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (self->shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, (GdkModifierType) modifiers),
                      gtk_callback_action_new (func, self, NULL)));
}

static void
desk_news_keys_dispose (GObject *object)
{
  DeskNewsKeys *self = DESK_NEWS_KEYS (object);

  if (self->page != NULL)
    {
      gtk_widget_remove_controller (self->page, self->keys);
      gtk_widget_remove_controller (self->page, self->shortcuts);
    }
  self->page = NULL;
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (desk_news_keys_parent_class)->dispose (object);
}

static void
desk_news_keys_class_init (DeskNewsKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_news_keys_dispose;
}

static void
desk_news_keys_init (DeskNewsKeys *self)
{
}

/* «I have read it» from anywhere in the window while the page is on show, as on the other pages. */
DeskNewsKeys *
desk_news_keys_new (GtkWidget *page,
                    DeskNewsRows *rows,
                    GtkScrolledWindow *scroller,
                    GtkRevealer *comment_bar)
{
  DeskNewsKeys *self = g_object_new (DESK_TYPE_NEWS_KEYS, NULL);

  self->page = page;
  self->rows = g_object_ref (rows);
  self->scroller = scroller;
  self->comment_bar = comment_bar;
  self->shortcuts = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (self->shortcuts),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (self, GDK_KEY_Return, GDK_CONTROL_MASK, on_read_shortcut_cb);
  add_shortcut (self, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_read_shortcut_cb);
  add_shortcut (self, GDK_KEY_n, GDK_CONTROL_MASK, on_write_shortcut_cb);
  add_shortcut (self, GDK_KEY_Cyrillic_te, GDK_CONTROL_MASK, on_write_shortcut_cb);
  gtk_widget_add_controller (page, self->shortcuts);

  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->keys, "key-pressed", G_CALLBACK (on_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, self->keys);

  return self;
}
