/* playground-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: playground-invoices SCENE [PICTURE.png]
 *
 * Shows one's own invoices (mine), the registry (registry), a new one (new) or one to be fixed
 * (fix) over a clinic made of lists; with a file name, writes a picture of what was opened last and
 * ends. Not installed.
 */

#define G_LOG_DOMAIN "playground-invoices"

#include "clinic-file.h"
#include "clinic-form-option.h"
#include "dummy-eyes.h"
#include "dummy-clinic.h"
#include "dummy-scenes.h"

#include "desk-form-field.h"
#include "desk-invoice-dialog.h"
#include "desk-invoices-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>

#define N_ROWS 60

static DummySession *session; /* a program of one scene */
static const char *scene;
static const char *picture;

static const char *const categories[] = { "Медтовары и расходники", "Аренда",
                                          "Зуботехническая лаборатория", "Реклама и маркетинг",
                                          "ПО и лицензии" };
static const char *const names[] = { "ООО «ДентСнаб»", "ИП Ким Виктория Олеговна",
                                     "АО «Городская недвижимость»", "ООО «Медиа-Плюс»",
                                     "Straumann" };

static gboolean
on_ready_cb (gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GtkWidget *window = GTK_WIDGET (gtk_application_get_windows (application)->data);
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_modal (GTK_WINDOW (toplevel)))
        window = toplevel;
    }
  paintable = gtk_widget_paintable_new (window);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (window),
                                                              gtk_widget_get_height (window)));
  gdk_texture_save_to_png (texture, picture);
  g_application_quit (G_APPLICATION (application));

  return G_SOURCE_REMOVE;
}

/* (transfer full) */
static ClinicInvoice *
make (guint i, ClinicInvoiceState state)
{
  g_autofree char *id = g_strdup_printf ("list:41:%u", i);
  g_autofree char *number = g_strdup_printf ("%u", 118 + i * 7);
  g_autofree char *paid =
    state == CLINIC_INVOICE_PAID ? g_strdup_printf ("2026-11-%02u", 1 + i % 20) : NULL;
  g_autoptr (GListStore) files = g_list_store_new (CLINIC_TYPE_FILE);
  g_autoptr (GListStore) acts = g_list_store_new (CLINIC_TYPE_FILE);
  g_autoptr (ClinicFile) file =
    g_object_new (CLINIC_TYPE_FILE, "id", (gint64) i, "name", "schet-118.pdf", NULL);

  g_list_store_append (files, file);
  if (i % 3 == 0)
    g_list_store_append (acts, file);

  return g_object_new (CLINIC_TYPE_INVOICE, "id", id, "number", number, "counterparty",
                       names[i % G_N_ELEMENTS (names)], "category",
                       categories[i % G_N_ELEMENTS (categories)], "currency",
                       i % 5 == 4 ? "EUR" : "RUB", "payer", i % 2 ? "ООО «Улыбка»" : "ИП Соколова",
                       "amount", (gint64) (1860050 + i * 737300), "state", state, "paid", paid,
                       "purpose", "Перчатки, слепочная масса", "created",
                       DUMMY_NOW - 86400 * (gint64) i - 7200, "files", files, "acts", acts,
                       "address", "https://ulybka.bitrix24.ru/bizproc/processes/34/",
                       "initiator-name", "Орлова Дарья", NULL);
}

static void
fill (void)
{
  static const ClinicInvoiceState states[] = { CLINIC_INVOICE_PAID, CLINIC_INVOICE_PAID,
                                               CLINIC_INVOICE_TO_PAY, CLINIC_INVOICE_PAID,
                                               CLINIC_INVOICE_REJECTED };
  static const ClinicInvoiceState mine[] = { CLINIC_INVOICE_APPROVAL, CLINIC_INVOICE_REWORK,
                                             CLINIC_INVOICE_TO_PAY, CLINIC_INVOICE_REJECTED,
                                             CLINIC_INVOICE_PAID };
  DummyInvoices *invoices = dummy_session_invoices (session);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (ClinicInvoice) invoice = make (i, states[i % G_N_ELEMENTS (states)]);

      g_list_store_append (dummy_invoices_registry (invoices), invoice);
    }
  for (guint i = 0; i < G_N_ELEMENTS (mine); i++)
    {
      g_autoptr (ClinicInvoice) invoice = make (i, mine[i]);

      if (mine[i] == CLINIC_INVOICE_APPROVAL)
        {
          clinic_invoice_set_holder_name (invoice, "Соколова Елена");
          clinic_invoice_set_held_since (invoice, DUMMY_NOW - 26 * 3600);
        }
      clinic_invoice_set_reason (invoice, "Нет печати на счёте, приложите скан целиком");
      g_list_store_append (dummy_invoices_mine (invoices), invoice);
    }
  dummy_invoices_set_may_pay (invoices, TRUE);
}

static ClinicTask *
add_rework (void)
{
  DummyInvoices *invoices = dummy_session_invoices (session);
  g_autoptr (ClinicInvoice) invoice =
    g_list_model_get_item (G_LIST_MODEL (dummy_invoices_mine (invoices)), 1);
  g_autoptr (GListStore) ways = g_list_store_new (CLINIC_TYPE_INVOICE_WAY);
  g_autoptr (ClinicInvoiceWay) again = g_object_new (CLINIC_TYPE_INVOICE_WAY, "id", "3", "decision",
                                                     CLINIC_DECISION_RESUBMIT, "status", 3, NULL);
  g_autoptr (ClinicInvoiceWay) withdraw =
    g_object_new (CLINIC_TYPE_INVOICE_WAY, "id", "4", "decision", CLINIC_DECISION_WITHDRAW,
                  "status", 4, NULL);
  g_autoptr (ClinicTask) task = NULL;

  g_list_store_append (ways, again);
  g_list_store_append (ways, withdraw);
  task = g_object_new (CLINIC_TYPE_TASK, "id", "task:77", "task-id", (gint64) 77, "kind",
                       CLINIC_TASK_REWORK, "invoice", invoice, "ways", ways, NULL);
  g_list_store_append (dummy_invoices_tasks (invoices), task);

  return task; /* the list keeps it */
}

static void
fill_form (void)
{
  static const struct
  {
    const char *id, *name;
    ClinicFieldKind kind;
    ClinicFieldRole role;
    gboolean required;
  } fields[] = {
    { "NAME", "Название", CLINIC_FIELD_TEXT, CLINIC_FIELD_ROLE_TITLE, TRUE },
    { "P124", "Контрагент", CLINIC_FIELD_TEXT, CLINIC_FIELD_ROLE_COUNTERPARTY, TRUE },
    { "P119", "Номер счёта", CLINIC_FIELD_TEXT, CLINIC_FIELD_ROLE_NUMBER, FALSE },
    { "P120", "Сумма", CLINIC_FIELD_MONEY, CLINIC_FIELD_ROLE_AMOUNT, TRUE },
    { "P121", "Оплатить до", CLINIC_FIELD_DATE, CLINIC_FIELD_ROLE_DUE, FALSE },
    { "P122", "Статья расхода", CLINIC_FIELD_CHOICE, CLINIC_FIELD_ROLE_CATEGORY, TRUE },
    { "P127", "Назначение", CLINIC_FIELD_LONG_TEXT, CLINIC_FIELD_ROLE_PURPOSE, FALSE },
    { "P125", "Файл счёта", CLINIC_FIELD_FILE, CLINIC_FIELD_ROLE_INVOICE_FILE, TRUE },
  };
  GListStore *form = dummy_invoices_form (dummy_session_invoices (session));
  g_autoptr (GListStore) options = g_list_store_new (CLINIC_TYPE_FORM_OPTION);

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      g_autoptr (ClinicFormOption) option =
        g_object_new (CLINIC_TYPE_FORM_OPTION, "id", categories[i], "name", categories[i], NULL);

      g_list_store_append (options, option);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (ClinicFormField) field =
        g_object_new (CLINIC_TYPE_FORM_FIELD, "id", fields[i].id, "name", fields[i].name, "kind",
                      fields[i].kind, "role", fields[i].role, "required", fields[i].required, NULL);

      if (fields[i].kind == CLINIC_FIELD_CHOICE)
        clinic_form_field_set_options (field, G_LIST_MODEL (options));
      g_list_store_append (form, field);
    }
}

static void
open_scene (GtkWidget *page)
{
  g_autoptr (GFile) file = g_getenv ("PLAYGROUND_FILE") != NULL
                             ? g_file_new_for_path (g_getenv ("PLAYGROUND_FILE"))
                             : NULL;

  desk_invoices_page_show (DESK_INVOICES_PAGE (page),
                           g_str_equal (scene, "registry") ? "registry" : "mine");
  if (g_str_equal (scene, "new"))
    desk_invoice_dialog_present_new (page, CLINIC_SESSION (session), file);
  if (g_str_equal (scene, "fix"))
    {
      GListModel *tasks = G_LIST_MODEL (dummy_invoices_tasks (dummy_session_invoices (session)));
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, 0);

      desk_invoice_dialog_present_fix (page, CLINIC_SESSION (session), task);
    }
}

static gboolean
on_opened_cb (gpointer page)
{
  GtkWidget *view = find_type (page, GTK_TYPE_COLUMN_VIEW);

  if (view != NULL && g_str_equal (scene, "registry"))
    gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)), 2, TRUE);

  return G_SOURCE_REMOVE;
}

static void
on_activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = desk_invoices_page_new (CLINIC_SESSION (session));

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 1140, 720);
  gtk_window_present (GTK_WINDOW (window));
  if (g_getenv ("PLAYGROUND_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  open_scene (page);
  g_timeout_add (2000, on_opened_cb, page);
  if (picture != NULL)
    g_timeout_add (4000, on_ready_cb, application);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  setlocale (LC_ALL, "");
  if (g_getenv ("RECEPTION_LOCALEDIR") != NULL)
    bindtextdomain ("reception", g_getenv ("RECEPTION_LOCALEDIR"));
  bind_textdomain_codeset ("reception", "UTF-8");
  textdomain ("reception");

  scene = argc > 1 ? argv[1] : "mine";
  picture = argc > 2 ? argv[2] : NULL;
  session = dummy_session_new ();
  dummy_session_set_now (session, DUMMY_NOW);
  fill ();
  add_rework ();
  fill_form ();

  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application),
                                        "/io/github/reception24/Reception");
  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
