/* desk-news-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-news-page"

#include "desk-news-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-comment-entry.h"
#include "desk-loading.h"
#include "desk-news-keys.h"
#include "desk-news-order.h"
#include "desk-news-rows.h"
#include "desk-news-sender.h"
#include "desk-post-dialog.h"
#include "desk-post-row.h"
#include "desk-post-words.h"
#include "desk-tally.h"
#include "desk-toast.h"

/* Posts that there are rows of at first, and those that are added in a frame when the end of them
 * comes near: this many screens. A list makes the rows of all that it is given. */
#define FIRST_POSTS 10
#define MORE_POSTS 1
#define NEAR_SCREENS 3

/**
 * DeskNewsPage:
 *
 * The portal's feed in a reading column. Important posts that wait for «I have read it» stand
 * before the others, and stay there until the page is left; the button can be pressed when the end
 * of the text was on screen. What is done goes through the outbox, and it is said to be done when
 * the portal says so.
 */
struct _DeskNewsPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkLabel *notice;
  GtkStack *states;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkRevealer *comment_bar;
  GtkLabel *comment_about;
  AdwBin *comment_slot;

  ClinicSession *session;    /* owned */
  DeskCommentEntry *comment; /* unowned, in comment_slot */
  GtkWidget *writing;        /* unowned (nullable): the message that is being written */
  DeskFileShelf *shelf;      /* owned */
  DeskTally *pressing;       /* owned: hears of all changes of posts */
  DeskNewsOrder *order;      /* owned */
  GListModel *sorted;        /* unowned, of order: all posts */
  GtkSliceListModel *slice;  /* owned: those that there are rows of */
  DeskNewsRows *rows;        /* owned */
  DeskNewsSender *sender;    /* owned */
  DeskNewsKeys *keys;        /* owned */
  gint64 comment_id;         /* what the comment is about */
  guint asked_at;            /* how many posts there were when older ones were asked for */
  DeskLoading *loading;      /* owned */
  guint tick_id;
  guint frames;       /* until what is on screen is looked at */
  gboolean focus_due; /* the page was just come to */
};

G_DEFINE_FINAL_TYPE (DeskNewsPage, desk_news_page, GTK_TYPE_WIDGET)

static ClinicNews *
get_news (DeskNewsPage *self)
{
  return clinic_session_get_news (self->session);
}

/* A post that was acknowledged stays where it was read; it goes to its day when the page is come
 * back to (anew). */
static void
pin (DeskNewsPage *self, gboolean anew)
{
  if (!desk_news_order_pin (self->order, anew))
    return;
  desk_news_rows_update (self->rows, 0);
  /* whoever comes to the page begins with what is important; who is there stays where she is */
  if (anew)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

/* whether there are too few rows below what is on screen, and there could be more */
static gboolean
add_rows (DeskNewsPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);
  double below =
    gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment) - page;
  guint n_posts = g_list_model_get_n_items (self->sorted);
  guint n_rows = gtk_slice_list_model_get_size (self->slice);

  if (page <= 0 || below > NEAR_SCREENS * page)
    return FALSE;
  if (n_rows < n_posts)
    {
      gtk_slice_list_model_set_size (self->slice, MIN (n_rows + MORE_POSTS, n_posts));
      return TRUE;
    }
  if (clinic_news_get_state (get_news (self)) == CLINIC_LOAD_READY &&
      clinic_news_has_more (get_news (self)) && self->asked_at != n_posts)
    {
      self->asked_at = n_posts;
      clinic_news_load_more (get_news (self));
    }

  return FALSE;
}

/* Whoever came here by a key goes on with keys: the focus must not stay on what is hidden now. Not
 * before the rows have their places, or the list would scroll to the end of the first. */
static void
take_focus (DeskNewsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  DeskPostRow *row = self->focus_due ? desk_news_rows_get_first (self->rows) : NULL;

  if (row == NULL)
    return;
  self->focus_due = FALSE;
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);

  if (self->frames > 0)
    {
      self->frames--;
      return G_SOURCE_CONTINUE;
    }
  take_focus (self);
  desk_news_rows_look_for_ends (self->rows);
  if (add_rows (self))
    {
      self->frames = 1;
      return G_SOURCE_CONTINUE;
    }
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

/* after it was laid out */
static void
look_soon (DeskNewsPage *self)
{
  self->frames = 1;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

/* --- rows that come and go --- */

static void
on_setup_cb (DeskNewsPage *self, GtkListItem *item)
{
  GtkWidget *row = desk_post_row_new ();

  g_signal_connect_object (row, "filled", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, row);
}

static void
on_bind_cb (DeskNewsPage *self, GtkListItem *item)
{
  DeskPostRow *row = DESK_POST_ROW (gtk_list_item_get_child (item));
  ClinicPost *post = gtk_list_item_get_item (item);

  desk_news_rows_add (self->rows, row);
  desk_post_row_set_post (row, post, desk_news_order_get_look (self->order, post));
  look_soon (self);
}

static void
on_unbind_cb (DeskNewsPage *self, GtkListItem *item)
{
  DeskPostRow *row = DESK_POST_ROW (gtk_list_item_get_child (item));

  desk_news_rows_remove (self->rows, row);
  desk_post_row_set_post (row, NULL, NULL);
}

/* --- what is done --- */

static void
on_read_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);
  g_autoptr (ClinicPost) post = desk_news_order_find (self->order, g_variant_get_int64 (parameter));

  if (post != NULL)
    desk_news_sender_read (self->sender, post);
}

static void
on_answer_poll_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);
  g_autoptr (ClinicPost) post = desk_news_order_find (self->order, g_variant_get_int64 (parameter));

  if (post != NULL)
    desk_news_sender_answer_poll (self->sender, post);
}

static void
on_comment_read_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);
  g_autoptr (ClinicPost) post = desk_news_order_find (self->order, g_variant_get_int64 (parameter));

  if (post != NULL)
    desk_news_sender_comment_read (self->sender, post);
}

static void
on_remind_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);
  g_autoptr (ClinicPost) post = desk_news_order_find (self->order, g_variant_get_int64 (parameter));

  if (post != NULL)
    desk_news_sender_remind (self->sender, post);
}

static void
on_unfold_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);
  gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (ClinicPost) post = desk_news_order_find (self->order, id);
  DeskPostRow *row = desk_news_rows_find (self->rows, id);

  if (post == NULL)
    return;
  /* before the button that was pressed goes */
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  desk_news_order_get_look (self->order, post)->unfolded = TRUE;
  desk_news_rows_update (self->rows, id);
  look_soon (self);
}

static void
show_uri (DeskNewsPage *self, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
on_browse_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);
  g_autoptr (ClinicPost) post = desk_news_order_find (self->order, g_variant_get_int64 (parameter));

  if (post != NULL && clinic_post_get_address (post) != NULL)
    show_uri (self, clinic_post_get_address (post));
}

static void
on_show_uri_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_uri (DESK_NEWS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
on_reload_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  clinic_news_refresh (get_news (DESK_NEWS_PAGE (widget)));
}

/* --- a message of one's own --- */

static void
on_post_kept_cb (DeskNewsPage *self)
{
  desk_toast (GTK_WIDGET (self), adw_toast_new (_ ("The message is on its way")));
}

/* what was begun is gone on with */
static void
on_write_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->writing == NULL)
    {
      self->writing = desk_post_dialog_new (self->session, self->shelf);
      g_signal_connect_object (self->writing, "kept", G_CALLBACK (on_post_kept_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self->writing), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self->writing));
}

/* --- comments --- */

static void
hide_comment (DeskNewsPage *self)
{
  DeskPostRow *row = desk_news_rows_find (self->rows, self->comment_id);

  gtk_revealer_set_reveal_child (self->comment_bar, FALSE);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_comment_kept_cb (DeskNewsPage *self)
{
  hide_comment (self);
  desk_toast (GTK_WIDGET (self), adw_toast_new (_ ("The comment is on its way")));
}

static void
on_comment_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);
  g_autoptr (ClinicPost) post = desk_news_order_find (self->order, g_variant_get_int64 (parameter));
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (post == NULL)
    return;
  title = desk_post_dup_title (post);
  /* Translators: to which message */
  words = g_strdup_printf (_ ("Comment on “%s”"), title);
  self->comment_id = clinic_post_get_id (post);
  gtk_label_set_text (self->comment_about, words);
  desk_comment_entry_set_post (self->comment, self->session, self->comment_id);
  gtk_revealer_set_reveal_child (self->comment_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->comment));
}

static void
on_hide_comment_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  hide_comment (DESK_NEWS_PAGE (widget));
}

/* --- the state of the page --- */

static const char *
choose_state (DeskNewsPage *self)
{
  ClinicNews *news = get_news (self);
  gboolean empty = g_list_model_get_n_items (clinic_news_get_posts (news)) == 0;

  switch (clinic_news_get_state (news))
    {
    case CLINIC_LOAD_MISSING:
      return "denied";
    case CLINIC_LOAD_LOADING:
      if (!empty)
        return "content";
      if (clinic_link_get_state (clinic_session_get_link (self->session)) == CLINIC_LINK_OFFLINE)
        return "offline";
      return desk_loading_peek_state (self->loading);
    case CLINIC_LOAD_STALE:
      return empty ? "offline" : "content";
    case CLINIC_LOAD_READY:
    default:
      return empty ? "empty" : "content";
    }
}

static void
update (DeskNewsPage *self)
{
  const char *state = choose_state (self);
  g_autofree char *notice =
    g_str_equal (state, "content") ? desk_post_dup_notice (self->session) : NULL;

  desk_loading_set (self->loading,
                    g_str_equal (state, "waiting") || g_str_equal (state, "loading"));
  gtk_stack_set_visible_child_name (self->states, state);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  look_soon (self);
}

/* an answer came, so older ones may be asked for again */
static void
on_state_cb (DeskNewsPage *self)
{
  self->asked_at = 0;
  update (self);
}

static void
on_counted_cb (DeskNewsPage *self)
{
  pin (self, FALSE);
  look_soon (self);
}

static void
desk_news_page_map (GtkWidget *widget)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (widget);

  pin (self, TRUE);
  GTK_WIDGET_CLASS (desk_news_page_parent_class)->map (widget);
  self->focus_due = TRUE;
  look_soon (self);
}

/* --- the type --- */

static void
desk_news_page_dispose (GObject *object)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (object);

  g_clear_object (&self->loading);
  g_clear_object (&self->keys);
  if (self->writing != NULL)
    gtk_window_destroy (GTK_WINDOW (self->writing));
  self->writing = NULL;
  if (self->sender != NULL)
    desk_news_sender_stop (self->sender);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->pressing);
  g_clear_object (&self->slice);
  g_clear_object (&self->shelf);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_news_page_parent_class)->dispose (object);
}

static void
desk_news_page_finalize (GObject *object)
{
  DeskNewsPage *self = DESK_NEWS_PAGE (object);

  g_clear_object (&self->sender);
  g_clear_object (&self->rows);
  /* after the rows, which look into it */
  g_clear_object (&self->order);

  G_OBJECT_CLASS (desk_news_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/news/desk-news-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskNewsPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskNewsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskNewsPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskNewsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, DeskNewsPage, list);
  gtk_widget_class_bind_template_child (widget_class, DeskNewsPage, comment_bar);
  gtk_widget_class_bind_template_child (widget_class, DeskNewsPage, comment_about);
  gtk_widget_class_bind_template_child (widget_class, DeskNewsPage, comment_slot);
}

static void
desk_news_page_class_init (DeskNewsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_news_page_dispose;
  object_class->finalize = desk_news_page_finalize;
  widget_class->map = desk_news_page_map;

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, on_reload_action_cb);
  gtk_widget_class_install_action (widget_class, "news.read", "x", on_read_action_cb);
  gtk_widget_class_install_action (widget_class, "news.unfold", "x", on_unfold_action_cb);
  gtk_widget_class_install_action (widget_class, "news.browse", "x", on_browse_action_cb);
  gtk_widget_class_install_action (widget_class, "news.comment", "x", on_comment_action_cb);
  gtk_widget_class_install_action (widget_class, "news.answer-poll", "x", on_answer_poll_action_cb);
  gtk_widget_class_install_action (widget_class, "news.comment-read", "x",
                                   on_comment_read_action_cb);
  gtk_widget_class_install_action (widget_class, "news.write", NULL, on_write_action_cb);
  gtk_widget_class_install_action (widget_class, "news.remind", "x", on_remind_action_cb);
  gtk_widget_class_install_action (widget_class, "news.hide-comment", NULL,
                                   on_hide_comment_action_cb);
  gtk_widget_class_install_action (widget_class, "news.show-uri", "s", on_show_uri_action_cb);
}

static void
add_list (DeskNewsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (look_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
}

static void
desk_news_page_init (DeskNewsPage *self)
{
  GtkWidget *comment = g_object_new (DESK_TYPE_COMMENT_ENTRY, NULL);

  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->comment = DESK_COMMENT_ENTRY (comment);
  adw_bin_set_child (self->comment_slot, comment);
  g_signal_connect_object (comment, "kept", G_CALLBACK (on_comment_kept_cb), self,
                           G_CONNECT_SWAPPED);
  add_list (self);
}

static DeskTallyMark
mark_pressing (gpointer item, gpointer data)
{
  return desk_post_is_pressing (item, clinic_session_get_now (data)) ? DESK_TALLY_WAITS
                                                                     : DESK_TALLY_NOTHING;
}

static void
follow (DeskNewsPage *self)
{
  GListModel *posts = clinic_news_get_posts (get_news (self));
  g_autoptr (GtkNoSelection) selection = NULL;

  self->pressing = desk_tally_new (posts, mark_pressing, self->session, "*");
  self->slice = gtk_slice_list_model_new (g_object_ref (self->sorted), 0, FIRST_POSTS);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->slice)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->pressing, "counted", G_CALLBACK (on_counted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (posts, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_news (self), "state-changed", G_CALLBACK (on_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (self->session), "notify", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
desk_news_page_new (ClinicSession *session)
{
  DeskNewsPage *self = g_object_new (DESK_TYPE_NEWS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->shelf = desk_file_shelf_new (clinic_session_get_news (session));
  self->order = desk_news_order_new (session, self->shelf);
  self->rows = desk_news_rows_new (self->order, self->scroller);
  self->sender = desk_news_sender_new (GTK_WIDGET (self), session, self->order, self->rows);
  self->keys =
    desk_news_keys_new (GTK_WIDGET (self), self->rows, self->scroller, self->comment_bar);
  desk_news_order_pin (self->order, TRUE);
  self->sorted = desk_news_order_get_posts (self->order);
  follow (self);
  update (self);

  return GTK_WIDGET (self);
}

void
desk_news_page_show_important (DeskNewsPage *self)
{
  g_return_if_fail (DESK_IS_NEWS_PAGE (self));

  pin (self, TRUE);
  if (g_list_model_get_n_items (self->sorted) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  self->focus_due = TRUE;
  look_soon (self);
}
