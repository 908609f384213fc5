/**
 * A model becomes text: FreeMarker is used only here, the templates lie in the top-level {@code templates} folder.
 */
@NullMarked
package org.pyflinkimage.template;

import org.jspecify.annotations.NullMarked;
