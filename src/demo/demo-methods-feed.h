/* demo-methods-feed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of methods about the feed, ended by an entry with a NULL name.
 */

#pragma once

#include "demo-feed.h"

G_BEGIN_DECLS

const DemoMethod *demo_feed_methods (void);
/* demo-methods-social.c: socialnetwork.* and im.* */
const DemoMethod *demo_social_methods (void);
const DemoMethod *demo_calendar_methods (void);
/* demo-attached.c: disk.attachedObject.get */
const DemoMethod *demo_attached_methods (void);

G_END_DECLS
