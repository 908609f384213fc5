/**
 * What is looked at before anything is downloaded: each {@link Rule} has one code for ever and speaks of a {@link Candidate}, a
 * {@link Subject} together with the facts that judge it. The room does not know what follows from a finding.
 */
@NullMarked
package org.pyflinkimage.rules;

import org.jspecify.annotations.NullMarked;
