/* test-desk-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "desk-comment-entry.h"
#include "desk-export.h"
#include "desk-file-row.h"
#include "desk-news-bell.h"
#include "desk-news-page.h"
#include "desk-notices.h"
#include "desk-post-row.h"
#include "dummy-exporter.h"
#include "dummy-services.h"
#include "reception-config.h"

static void
tear_down (Desk *desk, gconstpointer data)
{
  /* GTK 4.8 may be about to show a tooltip where the pointer rests, and minds when the window is
   * gone by then */
  settle (600);
  desk_tear_down (desk, data);
}

static GtkWidget *
open_page (Desk *desk)
{
  GtkWidget *page = desk_news_page_new (CLINIC_SESSION (desk->session));

  gtk_widget_set_vexpand (page, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 900, 700);
  gtk_box_append (GTK_BOX (desk->place), page);
  for (int i = 0; i < 100 && !gtk_widget_get_mapped (page); i++)
    settle (20);
  settle (200);

  return page;
}

static DummyNews *
news (Desk *desk)
{
  return dummy_session_news (desk->session);
}

/* a text that no screen holds */
static char *
dup_long_text (void)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 60; i++)
    g_string_append_printf (text, "Абзац %d: порядок записи и предоплаты на приём к врачу.\n\n", i);
  g_string_append (text, "Последнее слово");

  return g_string_free (text, FALSE);
}

static GtkWidget *
read_button (GtkWidget *page)
{
  GtkWidget *button = find_widget (page, GTK_TYPE_BUTTON, "I have read it");

  return button != NULL ? button : find_widget (page, GTK_TYPE_BUTTON, "Read it to the end");
}

static void
test_a_short_important_post_is_acknowledged_by_one_key (Desk *desk, gconstpointer data)
{
  ClinicPost *post = dummy_important_post (desk->session, 7, "Планёрка", "В [B]8:30[/B]", 6, 9);
  GtkWidget *page = open_page (desk);
  ClinicCommand *command = NULL;

  assert_reads (page, "Important until 30 Nov");
  assert_reads (page, "Соколова Елена");
  assert_reads (page, "today 9:00");
  assert_reads (page, "Ctrl+Enter");
  g_assert_true (gtk_widget_get_sensitive (read_button (page)));
  desk_press_everywhere (page, GDK_KEY_Return, GDK_CONTROL_MASK);
  command = desk_command (desk, 0, CLINIC_COMMAND_READ_POST);
  desk_assert_payload (command, "at=1795273200 post=7 revision='r1'");

  /* once is enough, and nothing is said to be read before the portal says so */
  desk_press_everywhere (page, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 1);
  assert_does_not_read (page, "Read 21 Nov");
  g_object_set (post, "state", CLINIC_POST_SENT, "read", DUMMY_NOW, NULL);
  assert_reads (page, "not sent to the portal yet");
  clinic_post_set_state (post, CLINIC_POST_WAITING);
  assert_reads (page, "Sent, the portal has not confirmed it yet");
  assert_does_not_read (page, "Read 21 Nov");
  clinic_post_set_state (post, CLINIC_POST_READ);
  assert_reads (page, "Read 21 Nov, 15:00");
  g_assert_null (read_button (page));
}

static void
test_a_long_one_is_to_be_read_to_the_end_first (Desk *desk, gconstpointer data)
{
  g_autofree char *text = dup_long_text ();
  GtkWidget *page = NULL;

  dummy_important_post (desk->session, 7, "Порядок", text, 6, 9);
  page = open_page (desk);
  assert_reads (page, "Read it to the end");
  g_assert_false (gtk_widget_get_sensitive (read_button (page)));
  desk_press_everywhere (page, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);

  for (int i = 0; i < 12; i++)
    {
      press (page, i % 2 == 0 ? GDK_KEY_Page_Down : GDK_KEY_space, 0);
      settle (60);
    }
  assert_reads (page, "I have read it");
  g_assert_true (gtk_widget_get_sensitive (read_button (page)));
  desk_press_everywhere (page, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 1);
}

static void
test_an_edited_post_is_asked_again (Desk *desk, gconstpointer data)
{
  ClinicPost *post = dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  g_autofree char *text = dup_long_text ();
  GtkWidget *page = open_page (desk);

  assert_reads (page, "I have read it");
  g_object_set (post, "text", text, "revision", "r2", "read-revision", "r1", NULL);
  assert_reads (page, "the text was changed after you had read it");
  assert_reads (page, "Read it to the end");
}

static void
test_a_refusal_offers_other_ways_and_no_receipt (Desk *desk, gconstpointer data)
{
  ClinicPost *post = dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  GtkWidget *page = NULL;

  g_object_set (post, "state", CLINIC_POST_REFUSED, "problem", "Method not found", NULL);
  page = open_page (desk);
  assert_reads (page, "The portal did not take your “I have read it”: Method not found");
  assert_reads (page, "Open in the Browser");
  assert_does_not_read (page, "Read it to the end");
  desk_click (page, "Answer with a Comment “Read”");
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_COMMENT_POST),
                       "post=7 text='I have read it'");
  assert_reads (page, "The comment is on its way");
}

static void
test_a_poll_stands_for_it_and_is_called_a_poll (Desk *desk, gconstpointer data)
{
  ClinicPost *post = dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  GtkWidget *page = NULL;

  g_object_set (post, "state", CLINIC_POST_REFUSED, "problem", "Method not found", NULL);
  page = open_page (desk);
  assert_reads (page, "Answer with a Comment “Read”");
  assert_does_not_read (page, "Answer the Poll");

  clinic_post_set_poll (post, "Ознакомлен(а) <b>");
  assert_reads (page, "Answer with a Comment “Read”");
  desk_click (page, "Answer the Poll: “Ознакомлен(а) <b>”");
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_READ_POST),
                       "at=1795273200 poll='Ознакомлен(а) <b>' post=7 revision='r1'");
  g_object_set (post, "state", CLINIC_POST_POLLED, "read", DUMMY_NOW, "poll", NULL, NULL);
  assert_reads (page,
                "Marked as read 21 Nov, 15:00. Your answer is in the poll; the portal did not "
                "take “I have read it”");
  assert_does_not_read (page, "Answer the Poll");
  assert_does_not_read (page, "Answer with a Comment “Read”");
  g_assert_null (read_button (page));
}

static void
test_what_could_not_be_kept_can_be_pressed_again (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "full");
  GtkWidget *page = NULL;

  dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  page = open_page (desk);
  assert_reads (page, "I have read it");
  dummy_session_set_error (desk->session, error);
  desk_click (page, "I have read it");
  assert_reads (desk->window, "This could not be kept. Please try again.");
  g_assert_true (gtk_widget_get_sensitive (read_button (page)));
}

static DeskPostRow *
first_row (GtkWidget *page)
{
  return DESK_POST_ROW (desk_find (page, DESK_TYPE_POST_ROW, 0));
}

static void
test_important_posts_stand_first_until_the_page_is_left (Desk *desk, gconstpointer data)
{
  ClinicPost *post = NULL;
  GtkWidget *page = NULL;

  dummy_post (desk->session, 1, "Ким Виктория", NULL, "Ключ у меня", 1);
  post = dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  page = open_page (desk);
  g_assert_true (desk_post_row_get_post (first_row (page)) == post);
  clinic_post_set_state (post, CLINIC_POST_READ);
  settle (100);
  g_assert_true (desk_post_row_get_post (first_row (page)) == post);

  gtk_widget_set_visible (page, FALSE);
  gtk_widget_set_visible (page, TRUE);
  settle (100);
  g_assert_false (desk_post_row_get_post (first_row (page)) == post);
}

static void
test_what_is_past_its_day_is_not_pinned (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_post (desk->session, 1, "Ким Виктория", NULL, "Ключ у меня", 1);
  dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 60, -1);
  page = open_page (desk);
  g_assert_cmpint (clinic_post_get_id (desk_post_row_get_post (first_row (page))), ==, 1);
}

static void
test_texts_are_shown_as_they_were_meant (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_add_news (desk->session);
  page = open_page (desk);
  assert_reads (page, "с 1 декабря предоплата");
  assert_reads (page, "При записи называем сумму сразу: 3 000 ₽.");
  assert_reads (page, "1.");
  assert_reads (page, "Пациент не должен узнавать");
  assert_reads (page, "Имплантация\n3 000 ₽");
  assert_reads (page, "в базу знаний");
  assert_reads (page, "Приказ № 47 о предоплате.pdf");
  assert_reads (page, "182.3");
  assert_does_not_read (page, "[B]");
}

static void
test_long_posts_are_folded (Desk *desk, gconstpointer data)
{
  g_autofree char *text = dup_long_text ();
  GtkWidget *page = NULL;

  dummy_post (desk->session, 1, "Ким Виктория", "Длинно", text, 1);
  page = open_page (desk);
  assert_does_not_read (page, "Последнее слово");
  desk_click (page, "Show All of It");
  settle (300);
  assert_reads (page, "Последнее слово");
  assert_does_not_read (page, "Show All of It");
}

/* how many directories with files of the portal there are */
static guint
count_shelves (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_user_runtime_dir (), 0, NULL);
  const char *name = NULL;
  guint found = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    found += g_str_has_prefix (name, "reception-");

  return found;
}

static void
test_a_file_is_opened_from_a_private_place (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.4", 8);
  GtkWidget *page = NULL;

  dummy_add_news (desk->session);
  page = open_page (desk);
  desk_click (page, "Приказ № 47 о предоплате.pdf");
  assert_reads (desk->window, "The file could not be brought from the portal.");

  dummy_news_set_file (news (desk), bytes);
  desk_click (page, "Приказ № 47 о предоплате.pdf");
  for (int i = 0; i < 200 && count_shelves () == 0; i++)
    settle (20);
  g_assert_cmpuint (count_shelves (), ==, 1);

  /* as DeskWindow does: GTK never lets go of what is removed while a row in it has the focus */
  gtk_window_set_focus (GTK_WINDOW (desk->window), NULL);
  gtk_box_remove (GTK_BOX (desk->place), page);
  for (int i = 0; i < 200 && count_shelves () > 0; i++)
    settle (20);
  g_assert_cmpuint (count_shelves (), ==, 0);
}

static void
test_a_comment_is_written_by_keys (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  GtkWidget *entry = NULL;

  dummy_post (desk->session, 1, "Ким Виктория", "Ключ", "Ключ у меня", 1);
  page = open_page (desk);
  gtk_widget_grab_focus (GTK_WIDGET (first_row (page)));
  press (page, GDK_KEY_Insert, 0);
  settle (100);
  assert_reads (page, "Comment on “Ключ”");
  entry = desk_find (page, DESK_TYPE_COMMENT_ENTRY, 0);
  desk_type (entry, "Спасибо");
  press (entry, GDK_KEY_Return, GDK_CONTROL_MASK);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_COMMENT_POST),
                       "post=1 text='Спасибо'");
  assert_reads (desk->window, "The comment is on its way");
}

static void
test_who_has_not_read_it_is_told (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicReadership) all = dummy_readership (FALSE);
  GtkWidget *page = NULL;

  dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  dummy_news_set_readership (news (desk), all);
  page = open_page (desk);
  assert_reads (page, "9 of 12 have read it · who has not");
  gtk_menu_button_popup (GTK_MENU_BUTTON (desk_find (page, GTK_TYPE_MENU_BUTTON, 0)));
  settle (100);
  assert_reads (page, "Have not read it: 3");
  assert_reads (page, "Юсупова Лейла");
  assert_reads (page, "Have read it: 9");
  assert_reads (page, "Регистратура");
  assert_reads (page, "on shift today 9:00–21:00");
  assert_reads (page, "answered in the poll");
  assert_reads (page, "Оператор колл-центра, not on shift today");
}

static void
test_those_who_have_not_read_it_are_reminded_once (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicReadership) all = dummy_readership (FALSE);
  GtkWidget *page = NULL;

  dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  dummy_news_set_readership (news (desk), all);
  page = open_page (desk);
  gtk_menu_button_popup (GTK_MENU_BUTTON (desk_find (page, GTK_TYPE_MENU_BUTTON, 0)));
  settle (100);
  desk_click (page, "Remind 3 People");
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_REMIND_READERS),
                       "address='https://ulybka.bitrix24.ru/company/personal/user/1/blog/7/' "
                       "at=1795273200 post=7 title='Планёрка' users=[20, 21, 22]");
  assert_reads (page, "Reminded today 15:00");
  g_assert_false (
    gtk_widget_is_sensitive (wait_for_widget (page, GTK_TYPE_BUTTON, "Remind 3 People")));
}

static void
test_who_has_read_it_becomes_a_file (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicReadership) all = dummy_readership (FALSE);
  g_autoptr (DummyExporter) exporter = dummy_exporter_new ();
  g_autofree char *path =
    g_build_filename (g_get_user_runtime_dir (), "reception-proof.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *page = NULL;
  DeskExport *export = NULL;
  ClinicSheet *sheet = NULL;

  desk_export_offer (GTK_WINDOW (desk->window), CLINIC_EXPORTER (exporter));
  dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  dummy_news_set_readership (news (desk), all);
  page = open_page (desk);
  gtk_menu_button_popup (GTK_MENU_BUTTON (desk_find (page, GTK_TYPE_MENU_BUTTON, 0)));
  settle (100);
  export = DESK_EXPORT (desk_find (page, DESK_TYPE_EXPORT, 0));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (export)));

  desk_export_save (export, DESK_EXPORT_XLSX, file);
  for (int i = 0; i < 200 && desk_export_is_busy (export); i++)
    settle (20);
  g_assert_true (g_file_query_exists (file, NULL));
  g_file_delete (file, NULL, NULL);
  sheet = clinic_workbook_get_sheet (dummy_exporter_workbook (exporter), 0);
  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 12);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 0, 0), ==, "Планёрка");
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 0, 3), ==, "Белова Ирина");
  g_assert_cmpstr (clinic_sheet_get_lines (sheet)[0], ==, "9 of 12 have read it");
  g_assert_nonnull (strstr (clinic_sheet_get_footer (sheet), "21.11.2026 15:00"));
}

static void
test_where_only_readers_are_known_it_says_so (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicReadership) readers = dummy_readership (TRUE);
  GtkWidget *page = NULL;

  dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  dummy_news_set_readership (news (desk), readers);
  page = open_page (desk);
  assert_reads (page, "9 people have read it");
  gtk_menu_button_popup (GTK_MENU_BUTTON (desk_find (page, GTK_TYPE_MENU_BUTTON, 0)));
  settle (100);
  assert_reads (page, "Only those who have read it are known");
  assert_does_not_read (page, "Have not read it");
}

/* (transfer full): a PNG of so many points */
static GBytes *
make_photo (int side)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  char *bytes = NULL;
  gsize length = 0;

  gdk_pixbuf_fill (picture, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (picture, &bytes, &length, "png", NULL, NULL));

  return g_bytes_new_take (bytes, length);
}

static GdkPaintable *
get_face (DeskPostRow *row)
{
  return adw_avatar_get_custom_image (
    ADW_AVATAR (desk_find (GTK_WIDGET (row), ADW_TYPE_AVATAR, 0)));
}

static void
test_authors_have_faces_that_are_asked_for_once (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) photo = make_photo (600);
  GtkWidget *page = NULL;
  GdkPaintable *face = NULL;

  dummy_news_set_photo (news (desk), photo);
  clinic_post_set_author_id (dummy_post (desk->session, 1, "Ким Виктория", NULL, "Ключ", 1), 5);
  clinic_post_set_author_id (dummy_post (desk->session, 2, "Ким Виктория", NULL, "Касса", 2), 5);
  page = open_page (desk);
  for (int i = 0; i < 200 && get_face (first_row (page)) == NULL; i++)
    settle (20);
  face = get_face (first_row (page));
  g_assert_nonnull (face);
  /* no more points than are shown */
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (face), ==, 96);
  g_assert_cmpuint (dummy_news_n_photos (news (desk)), ==, 1);
}

static void
test_what_is_no_photo_leaves_the_initials (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("<html>", 6);
  g_autoptr (GBytes) huge = make_photo (5000);
  GBytes *each[] = { NULL, rubbish, huge };
  GtkWidget *page = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      ClinicPost *post = dummy_post (desk->session, i + 1, "Ким Виктория", NULL, "Ключ", (int) i);

      dummy_news_set_photo (news (desk), each[i]);
      clinic_post_set_author_id (post, 5 + i);
      if (page == NULL)
        page = open_page (desk);
      for (int k = 0; k < 100 && dummy_news_n_photos (news (desk)) < i + 1; k++)
        settle (20);
      settle (100);
    }
  for (int i = 0; i < 3; i++)
    g_assert_null (get_face (DESK_POST_ROW (desk_find (page, DESK_TYPE_POST_ROW, i))));
}

static void
test_every_state_says_what_it_is (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  page = open_page (desk);
  dummy_news_set_state (news (desk), CLINIC_LOAD_LOADING, 0);
  assert_does_not_read (page, "Reading the news…");
  settle (300);
  assert_reads (page, "Reading the news…");
  dummy_news_set_state (news (desk), CLINIC_LOAD_READY, DUMMY_NOW);
  assert_reads (page, "No news yet");
  dummy_news_set_state (news (desk), CLINIC_LOAD_STALE, 0);
  assert_reads (page, "No connection to the portal");
  dummy_news_set_state (news (desk), CLINIC_LOAD_MISSING, 0);
  assert_reads (page, "tick “log”");
  desk_click (page, "Try Again");
  g_assert_cmpuint (dummy_news_n_refreshed (news (desk)), ==, 1);
  g_assert_true (gtk_widget_activate_action (page, "page.reload", NULL)); /* what F5 does */
  g_assert_cmpuint (dummy_news_n_refreshed (news (desk)), ==, 2);

  dummy_add_news (desk->session);
  dummy_news_set_state (news (desk), CLINIC_LOAD_STALE, DUMMY_NOW - 3600);
  assert_reads (page, "data as of today 14:00");
  assert_reads (page, "Планёрка переносится");
}

static void
test_older_posts_are_asked_for_at_the_end (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_add_many_posts (desk->session, 60);
  dummy_news_set_has_more (news (desk), TRUE);
  page = open_page (desk);
  g_assert_cmpuint (dummy_news_n_more (news (desk)), ==, 0);
  for (int i = 0; i < 200 && dummy_news_n_more (news (desk)) == 0; i++)
    {
      press (page, GDK_KEY_Page_Down, 0);
      settle (60);
    }
  /* it asked a little before the end was reached */
  for (int i = 0; i < 5; i++)
    {
      press (page, GDK_KEY_Page_Down, 0);
      settle (60);
    }
  g_assert_cmpuint (dummy_news_n_more (news (desk)), ==, 1);
  assert_reads (page, "Сообщение № 60");
}

static void
test_every_page_says_that_something_is_to_be_read (Desk *desk, gconstpointer data)
{
  GtkWidget *notices = desk_notices_new (CLINIC_SESSION (desk->session));
  ClinicPost *post = NULL;

  gtk_box_append (GTK_BOX (desk->place), notices);
  g_assert_null (desk_notices_get_news_text (DESK_NOTICES (notices)));
  post = dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  assert_reads (notices, "New important message");
  dummy_important_post (desk->session, 8, "Отпуска", "До пятницы", 3, 9);
  assert_reads (notices, "2 important messages wait");
  clinic_post_set_state (post, CLINIC_POST_SENT);
  assert_reads (notices, "New important message");
}

static void
test_a_new_important_post_is_notified_of_without_its_content (Desk *desk, gconstpointer data)
{
  g_autoptr (DummyServices) services = dummy_services_new (CLINIC_SESSION (desk->session));
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (DeskNewsBell) bell =
    desk_news_bell_new (CLINIC_SESSION (desk->session), CLINIC_SERVICES (services), settings);
  ClinicPost *post = NULL;

  dummy_post (desk->session, 1, "Ким Виктория", NULL, "Ключ у меня", 1);
  settle (30);
  g_assert_cmpuint (dummy_services_n_notified (services), ==, 0);
  post = dummy_important_post (desk->session, 7, "Планёрка", "В 8:30", 6, 9);
  settle (30);
  g_assert_cmpuint (dummy_services_n_notified (services), ==, 1);
  g_assert_cmpstr (dummy_services_title (services), ==, "New important message");
  g_assert_null (strstr (dummy_services_body (services), "Планёрка"));

  /* neither a comment nor a refresh is something new; another text is */
  clinic_post_set_comments (post, 5);
  settle (30);
  g_assert_cmpuint (dummy_services_n_notified (services), ==, 1);
  g_settings_set_boolean (settings, "notify-names", TRUE);
  clinic_post_set_revision (post, "r2");
  settle (30);
  g_assert_cmpuint (dummy_services_n_notified (services), ==, 2);
  g_assert_cmpstr (dummy_services_body (services), ==, "Планёрка");
  g_settings_reset (settings, "notify-names");

  g_assert_cmpuint (dummy_services_n_shown (services), ==, 1);
  clinic_post_set_state (post, CLINIC_POST_SENT);
  settle (30);
  g_assert_cmpuint (dummy_services_n_shown (services), ==, 0);
}

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/news/short", test_a_short_important_post_is_acknowledged_by_one_key);
  ADD ("/news/long", test_a_long_one_is_to_be_read_to_the_end_first);
  ADD ("/news/edited", test_an_edited_post_is_asked_again);
  ADD ("/news/refused", test_a_refusal_offers_other_ways_and_no_receipt);
  ADD ("/news/poll", test_a_poll_stands_for_it_and_is_called_a_poll);
  ADD ("/news/unkept", test_what_could_not_be_kept_can_be_pressed_again);
  ADD ("/news/pinned", test_important_posts_stand_first_until_the_page_is_left);
  ADD ("/news/past", test_what_is_past_its_day_is_not_pinned);
  ADD ("/news/texts", test_texts_are_shown_as_they_were_meant);
  ADD ("/news/folded", test_long_posts_are_folded);
  ADD ("/news/files", test_a_file_is_opened_from_a_private_place);
  ADD ("/news/comment", test_a_comment_is_written_by_keys);
  ADD ("/news/readers", test_who_has_not_read_it_is_told);
  ADD ("/news/remind", test_those_who_have_not_read_it_are_reminded_once);
  ADD ("/news/proof", test_who_has_read_it_becomes_a_file);
  ADD ("/news/only-readers", test_where_only_readers_are_known_it_says_so);
  ADD ("/news/faces", test_authors_have_faces_that_are_asked_for_once);
  ADD ("/news/no-faces", test_what_is_no_photo_leaves_the_initials);
  ADD ("/news/states", test_every_state_says_what_it_is);
  ADD ("/news/older", test_older_posts_are_asked_for_at_the_end);
  ADD ("/news/bell", test_a_new_important_post_is_notified_of_without_its_content);
  ADD ("/news/banner", test_every_page_says_that_something_is_to_be_read);

  return g_test_run ();
}
