/**
 * Spec to plan: asks the archives and indexes, chooses versions, records sha256.
 */
@NullMarked
package org.pyflinkimage.resolve;

import org.jspecify.annotations.NullMarked;
