/**
 * What was declared is understood and judged, before any goal's own work: {@code DeclaredImages} is what comes out. Knows no plan and
 * no image.
 */
@NullMarked
package org.pyflinkimage.build.validation;

import org.jspecify.annotations.NullMarked;
