/**
 * How a declaration becomes specs: a {@link org.pyflinkimage.spec.Declaration} in, {@link org.pyflinkimage.spec.ImageSpec}s out, or
 * every problem of it at once. A reader for each part; {@link org.pyflinkimage.spec.reader.DeclarationReader} is the door. Asks for
 * files only through {@link org.pyflinkimage.spec.ProjectFiles}.
 */
@NullMarked
package org.pyflinkimage.spec.reader;

import org.jspecify.annotations.NullMarked;
