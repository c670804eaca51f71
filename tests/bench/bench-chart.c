/* bench-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chart of so many bars (100; two years of days are 730): how long its first frame takes, a frame
 * of its animation, one at another size of the window, and one with other numbers. In processor
 * time of the thread that draws.
 */

#include "bench-frames.h"
#include "desk-chart.h"
#include "dummy-charts.h"

#include <adwaita.h>
#include <time.h>

#define N_BARS 100
#define N_ROUNDS 30
#define MAX_MS 32.0

static double frame_start;
static double worst;

/* ms that this thread worked: others on the machine do not count */
static double
milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
on_before_cb (GdkFrameClock *clock, gpointer data)
{
  frame_start = milliseconds ();
}

static void
on_after_cb (GdkFrameClock *clock, gpointer data)
{
  worst = MAX (worst, milliseconds () - frame_start);
}

/* the worst frame since the last time, ms */
static double
take_worst (void)
{
  double taken = worst;

  worst = 0;

  return taken;
}

int
main (int argc, char *argv[])
{
  guint n_bars = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : N_BARS;
  g_autoptr (ClinicChart) chart = dummy_chart_bars (n_bars);
  g_autoptr (ClinicChart) other = dummy_chart_months (TRUE);
  GtkWidget *window, *widget;
  GdkFrameClock *clock;
  double first, sized, changed, set = 0;
  gboolean holds;

  adw_init ();
  window = gtk_window_new ();
  widget = desk_bar_chart_new ();
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_present (GTK_WINDOW (window));
  bench_run_for (300);
  clock = gtk_widget_get_frame_clock (widget);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_cb), NULL);

  desk_chart_set_chart (DESK_CHART (widget), chart);
  bench_run_for (500);
  first = take_worst ();
  for (int i = 0; i < N_ROUNDS; i++)
    {
      gtk_widget_set_margin_end (widget, i * 7);
      bench_run_for (30);
    }
  sized = take_worst ();
  for (int i = 0; i < N_ROUNDS; i++)
    {
      double start = milliseconds ();

      desk_chart_set_chart (DESK_CHART (widget), i % 2 == 0 ? other : chart);
      set = MAX (set, milliseconds () - start);
      bench_run_for (30);
    }
  changed = take_worst ();

  holds = first <= MAX_MS && sized <= MAX_MS && changed <= MAX_MS && set <= MAX_MS;
  g_print ("{\"bars\": %u, \"first frame ms\": %.1f, \"sized ms\": %.1f, \"changed ms\": %.1f, "
           "\"set ms\": %.1f, \"holds\": %s}\n",
           n_bars, first, sized, changed, set, holds ? "true" : "false");
  gtk_window_destroy (GTK_WINDOW (window));

  return holds ? 0 : 1;
}
