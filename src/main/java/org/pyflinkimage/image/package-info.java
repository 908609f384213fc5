/**
 * Layers and a container configuration become an image: archives, daemon, registry. Jib is used only here.
 */
@NullMarked
package org.pyflinkimage.image;

import org.jspecify.annotations.NullMarked;
