/**
 * Specs to plans: asks each street for its part and puts the answers into one lock file.
 */
@NullMarked
package org.pyflinkimage.resolve;

import org.jspecify.annotations.NullMarked;
