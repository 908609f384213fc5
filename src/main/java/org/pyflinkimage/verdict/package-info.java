/**
 * What the rules' findings mean for an image: a {@link Verdict}, with the declaration's changed severities and what is nearest
 * to a refused combination. The room does not know who reads it.
 */
@NullMarked
package org.pyflinkimage.verdict;

import org.jspecify.annotations.NullMarked;
