package org.pyflinkimage.spec;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The package indexes that a declaration names. They come before those of the project's files and of the machine.
 *
 * @param all in the order in which they are asked
 * @param strategy which of several indexes a version may come from; empty where the project or the machine says it
 */
public record DeclaredIndexes(List<DeclaredIndex> all, Optional<IndexStrategy> strategy) {

    /**
     * One of them.
     *
     * @param address which may carry a login
     * @param server the name under which the user keeps the login for it
     * @param isDefault whether it stands in the place of the one that clients ask where nobody names one
     * @param shape what a lock file answers of it: the address without its login, and from the project's folder on where it lies there
     */
    public record DeclaredIndex(URI address, Optional<String> server, boolean isDefault, String shape) {}

    public DeclaredIndexes {
        all = List.copyOf(all);
    }

    /** None, and no strategy. */
    public static DeclaredIndexes none() {
        return new DeclaredIndexes(List.of(), Optional.empty());
    }

    /** What of them shapes a resolution, one line each. */
    List<String> shaping() {
        List<String> lines = new ArrayList<>();
        all.forEach(index -> lines.add((index.isDefault() ? "default index " : "index ") + index.shape()));
        strategy.ifPresent(chosen -> lines.add("index-strategy " + chosen));
        return lines;
    }
}
