/**
 * The files of a plan become a file system: {@code Preparation} checks and packs them, {@code ImageLayout} puts them into one
 * {@link org.pyflinkimage.tree.FileTree}. Knows neither where files came from nor where images go.
 */
@NullMarked
package org.pyflinkimage.build.layout;

import org.jspecify.annotations.NullMarked;
