/**
 * A locked artifact becomes a verified file in the content-addressed {@link org.pyflinkimage.fetch.ArtifactStore}. HTTP
 * happens only here.
 */
@NullMarked
package org.pyflinkimage.fetch;

import org.jspecify.annotations.NullMarked;
