/**
 * The Python of an image where it is not the suite's own: which archive, from where, and what its sum is. Carries an {@link
 * org.pyflinkimage.resolve.interpreter.InterpreterResolution}; knows nothing of suites and of packages.
 */
@NullMarked
package org.pyflinkimage.resolve.interpreter;

import org.jspecify.annotations.NullMarked;
