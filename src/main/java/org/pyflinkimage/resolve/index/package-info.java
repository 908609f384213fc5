/**
 * Package indexes: the addresses and settings that the user's pip, uv and project have for them, and how a page of theirs is read.
 * Carries {@link org.pyflinkimage.resolve.index.PythonIndexes}; knows nothing of what is asked for there.
 */
@NullMarked
package org.pyflinkimage.resolve.index;

import org.jspecify.annotations.NullMarked;
