/**
 * Python packaging: versions, specifiers, markers, tags, wheels and sdist recipes, and what they install into a
 * {@link org.pyflinkimage.tree.FileTree}. Runs no Python, knows no HTTP and nothing of Debian or Flink.
 */
@NullMarked
package org.pyflinkimage.python;

import org.jspecify.annotations.NullMarked;
