/**
 * The operating system of an image: which suite, from which archives, and which of its packages. Carries a
 * {@link org.pyflinkimage.resolve.debian.DebianResolution}; knows nothing of Python's indexes.
 */
@NullMarked
package org.pyflinkimage.resolve.debian;

import org.jspecify.annotations.NullMarked;
