/**
 * Flink: release numbers, the layout of a distribution, configuration formats. Knows nothing of Debian or Python.
 */
@NullMarked
package org.pyflinkimage.flink;

import org.jspecify.annotations.NullMarked;
