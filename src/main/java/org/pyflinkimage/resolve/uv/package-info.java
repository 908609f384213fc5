/**
 * uv, the program that resolves Python packages: how it is found or fetched, what it is told, and what its failures mean. Carries a
 * {@link org.pyflinkimage.resolve.uv.UvSession}; chooses no file itself.
 */
@NullMarked
package org.pyflinkimage.resolve.uv;

import org.jspecify.annotations.NullMarked;
