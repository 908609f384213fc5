/**
 * The virtual root file system: {@link org.pyflinkimage.tree.FileTree} with its nodes, merge rules, origins and slices.
 * Knows no package format and writes no tar.
 */
@NullMarked
package org.pyflinkimage.tree;

import org.jspecify.annotations.NullMarked;
