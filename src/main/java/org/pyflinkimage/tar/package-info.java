/** Tars that others wrote: whose names and owners they say, where what reads them for us would guess. Knows nothing of what is in them. */
@NullMarked
package org.pyflinkimage.tar;

import org.jspecify.annotations.NullMarked;
