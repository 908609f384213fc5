package org.pyflinkimage.resolve.python;

import java.util.ArrayList;
import java.util.List;

/**
 * What uv is given of the user's requirements, each line written anew: names with versions, and addresses of wheels. Nothing of a
 * user's file reaches uv as it stands there, so that no option in it can make uv run a package's code.
 *
 * @param sources options of a file of requirements that say where packages are looked for
 * @param requirements what is asked for
 * @param constraints what limits versions only
 * @param prereleases whether pre-releases count
 */
record UvInput(List<String> sources, List<String> requirements, List<String> constraints, boolean prereleases) {

    UvInput {
        sources = List.copyOf(sources);
        requirements = List.copyOf(requirements);
        constraints = List.copyOf(constraints);
    }

    /** As a file of requirements. */
    String text() {
        List<String> lines = new ArrayList<>(sources);
        lines.addAll(requirements);
        return String.join("\n", lines) + "\n";
    }

    /** Options of uv's command line. */
    List<String> options() {
        return prereleases ? List.of("--prerelease", "allow") : List.of();
    }
}
