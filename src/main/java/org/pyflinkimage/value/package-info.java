/**
 * The kernel: small values that every room speaks in ({@link org.pyflinkimage.value.Sha256}, {@link
 * org.pyflinkimage.value.UnixPath}, {@link org.pyflinkimage.value.Problem}). Knows nothing but the JDK.
 */
@NullMarked
package org.pyflinkimage.value;

import org.jspecify.annotations.NullMarked;
