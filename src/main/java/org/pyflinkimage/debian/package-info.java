/**
 * Debian packaging: versions, relations, stanzas, Release and Packages indexes, .deb files, and what they install
 * into a {@link org.pyflinkimage.tree.FileTree}. Knows no HTTP and nothing of Python or Flink.
 */
@NullMarked
package org.pyflinkimage.debian;

import org.jspecify.annotations.NullMarked;
