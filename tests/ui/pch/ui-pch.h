/* ui-pch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Headers of libraries, compiled once for all files of this directory.
 * With -Db_pch=false nothing of it is read: each file includes what it uses.
 */

#include <adwaita.h>
#include <glib/gi18n.h>
