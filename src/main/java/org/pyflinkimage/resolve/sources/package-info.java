/**
 * Folders of pure Python as the wheels that their build backends would make of them. Nothing of a folder is run: what only running it
 * could tell is a reason to refuse it. The room knows nothing of indexes, uv, or where a wheel goes.
 */
@NullMarked
package org.pyflinkimage.resolve.sources;

import org.jspecify.annotations.NullMarked;
