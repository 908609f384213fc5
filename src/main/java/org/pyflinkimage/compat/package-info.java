/**
 * Compatibility: facts (data with a source and a date) and the verdict on a combination. The only room that holds facts.
 */
@NullMarked
package org.pyflinkimage.compat;

import org.jspecify.annotations.NullMarked;
