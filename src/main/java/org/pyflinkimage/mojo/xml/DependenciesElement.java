package org.pyflinkimage.mojo.xml;

import org.jspecify.annotations.Nullable;

/** {@code <dependencies>}: which of the project's own dependencies images have. */
public final class DependenciesElement {

    /** {@code runtime}, {@code compile} or {@code provided}. */
    @Nullable
    String includeScope;
}
