/**
 * What was declared, parsed into types: a raw {@link org.pyflinkimage.spec.Declaration} in, {@link
 * org.pyflinkimage.spec.ImageSpec}s out. Does no IO.
 */
@NullMarked
package org.pyflinkimage.spec;

import org.jspecify.annotations.NullMarked;
