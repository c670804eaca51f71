/* test-demo-bucket.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-bucket.h"

#define SECOND G_USEC_PER_SEC

static void
test_the_request_over_the_size_is_refused (void)
{
  g_autoptr (DemoBucket) bucket = demo_bucket_new (50, 2);

  for (guint i = 0; i < 50; i++)
    g_assert_true (demo_bucket_take (bucket, "127.0.0.1", SECOND));
  g_assert_false (demo_bucket_take (bucket, "127.0.0.1", SECOND));
}

static void
test_two_leave_each_second (void)
{
  g_autoptr (DemoBucket) bucket = demo_bucket_new (2, 2);

  g_assert_true (demo_bucket_take (bucket, "a", 10 * SECOND));
  g_assert_true (demo_bucket_take (bucket, "a", 10 * SECOND));
  g_assert_false (demo_bucket_take (bucket, "a", 10 * SECOND + SECOND / 2));
  g_assert_true (demo_bucket_take (bucket, "a", 11 * SECOND));
  g_assert_true (demo_bucket_take (bucket, "a", 11 * SECOND));
  g_assert_false (demo_bucket_take (bucket, "a", 11 * SECOND));
}

static void
test_addresses_are_counted_apart (void)
{
  g_autoptr (DemoBucket) bucket = demo_bucket_new (1, 1);

  g_assert_true (demo_bucket_take (bucket, "a", SECOND));
  g_assert_false (demo_bucket_take (bucket, "a", SECOND));
  g_assert_true (demo_bucket_take (bucket, "b", SECOND));
}

static void
test_the_quota_is_of_one_method (void)
{
  g_autoptr (DemoQuota) quota = demo_quota_new (480);
  gint64 reset_at;

  demo_quota_add (quota, "7 crm.item.list", 500, 1000, &reset_at);
  g_assert_true (demo_quota_is_spent (quota, "7 crm.item.list", 1000));
  g_assert_false (demo_quota_is_spent (quota, "7 crm.item.get", 1000));
  g_assert_cmpint (reset_at, ==, 1600);
}

static void
test_the_oldest_minute_leaves_after_ten (void)
{
  g_autoptr (DemoQuota) quota = demo_quota_new (480);
  gint64 reset_at;

  g_assert_cmpfloat_with_epsilon (demo_quota_add (quota, "m", 40, 6020, &reset_at), 40, 0.001);
  g_assert_cmpint (reset_at, ==, 6620);
  g_assert_cmpfloat_with_epsilon (demo_quota_add (quota, "m", 460, 6100, &reset_at), 500, 0.001);
  g_assert_cmpint (reset_at, ==, 6620);
  g_assert_true (demo_quota_is_spent (quota, "m", 6619));
  g_assert_false (demo_quota_is_spent (quota, "m", 6620));
  g_assert_cmpfloat_with_epsilon (demo_quota_add (quota, "m", 0, 6620, &reset_at), 460, 0.001);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/bucket/size", test_the_request_over_the_size_is_refused);
  g_test_add_func ("/demo/bucket/leak", test_two_leave_each_second);
  g_test_add_func ("/demo/bucket/addresses", test_addresses_are_counted_apart);
  g_test_add_func ("/demo/quota/method", test_the_quota_is_of_one_method);
  g_test_add_func ("/demo/quota/baskets", test_the_oldest_minute_leaves_after_ten);

  return g_test_run ();
}
