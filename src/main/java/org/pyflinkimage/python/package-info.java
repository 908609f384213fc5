/**
 * Python packaging: versions, specifiers, markers, tags, wheels and sdist recipes, and what they install into a
 * {@link org.pyflinkimage.tree.FileTree}. Runs no Python, knows no HTTP and nothing of Debian or Flink.
 *
 * <p>A {@link org.pyflinkimage.python.WheelFile}, or what an {@link org.pyflinkimage.python.SdistRecipe} makes of a source
 * distribution, is installed into a {@link org.pyflinkimage.python.VirtualEnvironment} and is an {@link
 * org.pyflinkimage.python.InstalledDistribution} then; {@link org.pyflinkimage.python.Consistency} judges all of them together.
 */
@NullMarked
package org.pyflinkimage.python;

import org.jspecify.annotations.NullMarked;
