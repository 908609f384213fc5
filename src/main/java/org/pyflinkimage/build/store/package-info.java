/**
 * What a store keeps is listed, compared with its sums, and brought to its limit. What a kept file means is known where it is
 * made: its room is asked.
 */
@NullMarked
package org.pyflinkimage.build.store;

import org.jspecify.annotations.NullMarked;
