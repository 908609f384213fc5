/**
 * The Python distributions of an image: the declared requirements go to uv, and the files in its answer are chosen, compared with the
 * sums that the user fixed, and locked. Carries a {@link org.pyflinkimage.resolve.python.PythonResolution}.
 */
@NullMarked
package org.pyflinkimage.resolve.python;

import org.jspecify.annotations.NullMarked;
