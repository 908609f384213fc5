/**
 * A slice of the tree becomes a deterministic tar and its compressed blob. Tar is written only here.
 */
@NullMarked
package org.pyflinkimage.layer;

import org.jspecify.annotations.NullMarked;
