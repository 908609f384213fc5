/**
 * What the files of somebody else's image mean: its system, packages, C library, users, Javas, Pythons and Flink, as one value
 * that is read from the lists of its layers and a few files. Knows nothing of what an image is wanted for.
 */
@NullMarked
package org.pyflinkimage.inspect.inventory;

import org.jspecify.annotations.NullMarked;
