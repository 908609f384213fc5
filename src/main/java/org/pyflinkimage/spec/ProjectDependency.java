package org.pyflinkimage.spec;

import java.util.List;

/**
 * A jar that the project itself depends on.
 *
 * @param coordinates as a {@code <connector>} has them
 * @param scope {@code compile}, {@code runtime}, {@code provided}, {@code test}
 * @param exclusions {@code group:artifact} of what it depends on and the project leaves out
 * @param changing whether it is made anew by every build, as a module of this one or a snapshot, and so are its dependencies
 */
public record ProjectDependency(String coordinates, String scope, List<String> exclusions, boolean changing) {
    public ProjectDependency {
        exclusions = List.copyOf(exclusions);
    }
}
