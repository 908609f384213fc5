/**
 * What was declared: as text, a {@link org.pyflinkimage.spec.Declaration}, and as types, {@link org.pyflinkimage.spec.ImageSpec}s. Does no
 * IO, and reads nothing itself.
 */
@NullMarked
package org.pyflinkimage.spec;

import org.jspecify.annotations.NullMarked;
