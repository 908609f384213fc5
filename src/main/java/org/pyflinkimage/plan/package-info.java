/**
 * The plan of an image, {@link org.pyflinkimage.plan.Plan}, and its lock file: every artifact with version, sha256 and size.
 */
@NullMarked
package org.pyflinkimage.plan;

import org.jspecify.annotations.NullMarked;
