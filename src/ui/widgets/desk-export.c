/* desk-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-export"

#include "desk-export-private.h"

#include <glib/gi18n.h>

#include "desk-name.h"
#include "desk-send-dialog.h"
#include "desk-sheet-print.h"
#include "reception-config.h"

#define FOLDER_KEY "export-folder"

G_DEFINE_FINAL_TYPE (DeskExport, desk_export, ADW_TYPE_BIN)

static const struct
{
  const char *action;
  const char *ending;
  const char *name; /* untranslated: of the filter in the dialog */
} formats[] = {
  [DESK_EXPORT_XLSX] = { "export.xlsx", ".xlsx", N_ ("Excel workbook") },
  [DESK_EXPORT_CSV] = { "export.csv", ".csv", N_ ("CSV table") },
  [DESK_EXPORT_PDF] = { "export.pdf", ".pdf", N_ ("PDF document") },
  [DESK_EXPORT_PNG] = { "export.png", ".png", N_ ("PNG picture") },
  [DESK_EXPORT_SVG] = { "export.svg", ".svg", N_ ("SVG drawing") },
};

static GQuark
exporter_quark (void)
{
  return g_quark_from_static_string ("desk-exporter");
}

void
desk_export_offer (GtkWindow *window, ClinicExporter *exporter)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (CLINIC_IS_EXPORTER (exporter));

  g_object_set_qdata_full (G_OBJECT (window), exporter_quark (), g_object_ref (exporter),
                           g_object_unref);
}

static GQuark
session_quark (void)
{
  return g_quark_from_static_string ("desk-export-session");
}

void
desk_export_offer_session (GtkWindow *window, ClinicSession *session)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_set_qdata_full (G_OBJECT (window), session_quark (),
                           session != NULL ? g_object_ref (session) : NULL, g_object_unref);
}

/* (transfer none) (nullable) */
static ClinicSession *
find_session (DeskExport *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? g_object_get_qdata (G_OBJECT (root), session_quark ()) : NULL;
}

void
desk_export_offer_like (GtkWindow *window, GtkWindow *other)
{
  ClinicExporter *exporter = NULL;

  g_return_if_fail (GTK_IS_WINDOW (other));

  exporter = g_object_get_qdata (G_OBJECT (other), exporter_quark ());
  if (exporter != NULL)
    desk_export_offer (window, exporter);
  desk_export_offer_session (window, g_object_get_qdata (G_OBJECT (other), session_quark ()));
}

ClinicExporter *
desk_export_find_exporter (DeskExport *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? g_object_get_qdata (G_OBJECT (root), exporter_quark ()) : NULL;
}

/* --- the place --- */

/* (transfer full): with the ending that the format has */
static GFile *
add_ending (GFile *file, const char *ending)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autoptr (GFile) folder = NULL;
  g_autofree char *longer = NULL;

  if (g_str_has_suffix (lower, ending))
    return g_object_ref (file);
  folder = g_file_get_parent (file);
  longer = g_strconcat (name, ending, NULL);

  return folder != NULL ? g_file_get_child (folder, longer) : g_object_ref (file);
}

static void
on_chosen_cb (DeskExport *self, int response)
{
  g_autoptr (GtkFileChooserNative) dialog = g_steal_pointer (&self->dialog);
  g_autoptr (GFile) chosen = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *uri = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (chosen == NULL)
    return;

  file = add_ending (chosen, formats[self->format].ending);
  folder = g_file_get_parent (file);
  uri = folder != NULL ? g_file_get_uri (folder) : g_strdup ("");
  g_settings_set_string (self->settings, FOLDER_KEY, uri);
  desk_export_save (self, self->format, file);
}

static void
add_filter (GtkFileChooser *chooser, DeskExportFormat format)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ (formats[format].name));
  gtk_file_filter_add_suffix (filter, formats[format].ending + 1);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
choose (DeskExport *self, DeskExportFormat format)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *uri = g_settings_get_string (self->settings, FOLDER_KEY);
  g_autofree char *name = g_strconcat (self->name, formats[format].ending, NULL);

  if (self->dialog != NULL || self->busy || root == NULL)
    return;

  self->format = format;
  self->dialog = gtk_file_chooser_native_new (_ ("Save As"), GTK_WINDOW (root),
                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->dialog), name);
  add_filter (GTK_FILE_CHOOSER (self->dialog), format);
  if (*uri != '\0')
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (uri);

      /* a folder that is gone is none */
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->dialog), folder, NULL);
    }
  g_signal_connect_object (self->dialog, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->dialog));
}

/* --- actions --- */

static void
on_export_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (action, formats[i].action))
      choose (DESK_EXPORT (widget), i);
}

static void
on_printed_cb (DeskExport *self, GtkPrintOperationResult result, GtkPrintOperation *print)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (print, &error);
  words = g_strdup_printf (_ ("It was not printed: %s"), error->message);
  escaped = g_markup_escape_text (words, -1);
  desk_export_tell (self, adw_toast_new (escaped));
}

static void
on_print_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskExport *self = DESK_EXPORT (widget);
  g_autoptr (ClinicWorkbook) workbook = desk_export_make_workbook (self);
  g_autoptr (GtkPrintOperation) print = NULL;

  if (workbook == NULL)
    {
      desk_export_tell (self, adw_toast_new (_ ("There is nothing to export")));
      return;
    }
  print = desk_sheet_print_new (clinic_workbook_get_paper (workbook));
  gtk_print_operation_set_allow_async (print, TRUE);
  g_signal_connect_object (print, "done", G_CALLBACK (on_printed_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (widget)), NULL);
}

static void
on_send_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskExport *self = DESK_EXPORT (widget);
  ClinicSession *session = find_session (self);
  ClinicExporter *exporter = desk_export_find_exporter (self);
  g_autoptr (ClinicWorkbook) workbook = desk_export_make_workbook (self);

  if (session == NULL || exporter == NULL)
    return;
  if (workbook == NULL)
    desk_export_tell (self, adw_toast_new (_ ("There is nothing to export")));
  else
    gtk_window_present (
      GTK_WINDOW (desk_send_dialog_new (widget, session, exporter, workbook, self->name)));
}

/* what cannot be done now is grey in the menu */
static void
on_menu_cb (DeskExport *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean tables = self->make != NULL;
  gboolean files = tables && desk_export_find_exporter (self) != NULL;
  gboolean pictures = self->chart != NULL && desk_chart_get_chart (self->chart) != NULL &&
                      !clinic_chart_is_empty (desk_chart_get_chart (self->chart));

  gtk_widget_action_set_enabled (widget, "export.xlsx", files);
  gtk_widget_action_set_enabled (widget, "export.csv", files);
  gtk_widget_action_set_enabled (widget, "export.pdf", tables);
  gtk_widget_action_set_enabled (widget, "export.print", tables);
  gtk_widget_action_set_enabled (widget, "export.send", files && find_session (self) != NULL);
  gtk_widget_action_set_enabled (widget, "export.png", pictures);
  gtk_widget_action_set_enabled (widget, "export.svg", pictures);
}

/* (transfer full) */
static GMenuModel *
menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) tables = g_menu_new ();
  g_autoptr (GMenu) pictures = g_menu_new ();
  g_autoptr (GMenu) paper = g_menu_new ();
  g_autoptr (GMenu) people = g_menu_new ();

  g_menu_append (tables, _ ("Excel (XLSX)…"), "export.xlsx");
  g_menu_append (tables, _ ("CSV…"), "export.csv");
  g_menu_append (tables, _ ("PDF…"), "export.pdf");
  g_menu_append (pictures, _ ("Chart as a picture (PNG)…"), "export.png");
  g_menu_append (pictures, _ ("Chart as a drawing (SVG)…"), "export.svg");
  g_menu_append (paper, _ ("Print…"), "export.print");
  g_menu_append (people, _ ("Send…"), "export.send");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (tables));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (pictures));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (paper));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (people));

  return G_MENU_MODEL (menu);
}

/* --- the object --- */

static void
forget_data (DeskExport *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  self->make = NULL;
  self->data = NULL;
  self->destroy = NULL;
}

static void
desk_export_dispose (GObject *object)
{
  DeskExport *self = DESK_EXPORT (object);

  g_cancellable_cancel (self->cancellable);
  forget_data (self);
  if (self->dialog != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->dialog));
  g_clear_object (&self->dialog);
  g_clear_weak_pointer (&self->chart);
  self->button = NULL;

  G_OBJECT_CLASS (desk_export_parent_class)->dispose (object);
}

static void
desk_export_finalize (GObject *object)
{
  DeskExport *self = DESK_EXPORT (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (desk_export_parent_class)->finalize (object);
}

static void
desk_export_class_init (DeskExportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_export_dispose;
  object_class->finalize = desk_export_finalize;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_widget_class_install_action (widget_class, formats[i].action, NULL, on_export_action_cb);
  gtk_widget_class_install_action (widget_class, "export.print", NULL, on_print_action_cb);
  gtk_widget_class_install_action (widget_class, "export.send", NULL, on_send_action_cb);
}

static void
desk_export_init (DeskExport *self)
{
  g_autoptr (GMenuModel) menu = menu_new ();

  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->name = g_strdup (_ ("Report"));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->button, _ ("_Export"));
  gtk_menu_button_set_use_underline (self->button, TRUE);
  gtk_menu_button_set_menu_model (self->button, menu);
  desk_name_menu (gtk_menu_button_get_popover (self->button));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               _ ("Save what is on the page as a file, print it, or send it"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  g_signal_connect_object (gtk_menu_button_get_popover (self->button), "map",
                           G_CALLBACK (on_menu_cb), self, G_CONNECT_SWAPPED);
  on_menu_cb (self);
}

GtkWidget *
desk_export_new (void)
{
  return g_object_new (DESK_TYPE_EXPORT, NULL);
}

void
desk_export_set_make (DeskExport *self, DeskExportMake make, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (DESK_IS_EXPORT (self));

  forget_data (self);
  self->make = make;
  self->data = data;
  self->destroy = destroy;
  on_menu_cb (self);
}

void
desk_export_set_name (DeskExport *self, const char *name)
{
  char *copy;

  g_return_if_fail (DESK_IS_EXPORT (self) && name != NULL);

  copy = g_strdup (name);
  g_clear_pointer (&self->name, g_free);
  self->name = copy;
}

void
desk_export_set_chart (DeskExport *self, DeskChart *chart)
{
  g_return_if_fail (DESK_IS_EXPORT (self));

  g_set_weak_pointer (&self->chart, chart);
  on_menu_cb (self);
}

gboolean
desk_export_is_busy (DeskExport *self)
{
  g_return_val_if_fail (DESK_IS_EXPORT (self), FALSE);

  return self->busy;
}
