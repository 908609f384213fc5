/**
 * Jars: what their bytes say of the classes that they have, that they need, and that they register as services. Runs nothing of
 * it, and knows nothing of an image.
 */
@NullMarked
package org.pyflinkimage.jar;

import org.jspecify.annotations.NullMarked;
