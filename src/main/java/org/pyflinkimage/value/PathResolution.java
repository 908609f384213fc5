package org.pyflinkimage.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where paths lead in a tree of files that is not this machine's, as Linux finds it: links are followed, {@code ..} is the folder above
 * the one that a link has led to, and stops at the root.
 *
 * <p>Whoever made the tree may have links lead to each other as he likes: how many are followed on the way to one path has a bound, and
 * so has what they say together. Beyond either a path leads nowhere.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/path_resolution.7.html">path_resolution(7)</a>
 */
public final class PathResolution {

    /** On the way to one path, as many as Linux follows. */
    private static final int LINKS_AT_MOST = 40;

    /** Of all links on the way to one path. Linux counts none, but nobody has so many who does not want their followers' time. */
    private static final int SEGMENTS_AT_MOST = 512;

    private final Predicate<UnixPath> isThere;
    private final Function<UnixPath, Optional<String>> linkAt;

    /**
     * Resolves paths in a tree.
     *
     * @param isThere whether anything lies at a path; asked for none that has a link above it, nor for the root
     * @param linkAt what is written in the link at such a path; empty where there is none
     */
    public PathResolution(Predicate<UnixPath> isThere, Function<UnixPath, Optional<String>> linkAt) {
        this.isThere = isThere;
        this.linkAt = linkAt;
    }

    /** Where a path leads in the end, with all links followed; empty where nothing is there, or a link on the way leads nowhere. */
    public Optional<UnixPath> find(UnixPath path) {
        Walk walk = new Walk(path);
        return walk.isWhole ? Optional.of(walk.here) : Optional.empty();
    }

    /**
     * The place that a path means, with links above it followed, whether or not anything is there. Where one of them leads nowhere for
     * being one too many, the place lies below that link, where nothing can be.
     */
    public UnixPath place(UnixPath path) {
        return path.isRoot() ? path : new Walk(path.parent()).here.resolve(path.name());
    }

    /** The way to one path. */
    private final class Walk {

        private final Deque<String> ahead = new ArrayDeque<>();
        private UnixPath here = UnixPath.ROOT;
        private int links;
        private int segments;

        /** Whether all that it went through is there. */
        private boolean isWhole = true;

        /** Whether a link was one too many. */
        private boolean isStuck;

        private Walk(UnixPath path) {
            push(segmentsOf(path.relative()));
            while (!ahead.isEmpty()) {
                step(ahead.pop());
            }
        }

        private void step(String segment) {
            if (segment.equals("..")) {
                // Out of a link that is not followed there is no way either.
                here = isStuck ? here : here.parent();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                stepInto(here.resolve(segment));
            }
        }

        private void stepInto(UnixPath next) {
            Optional<String> link = isStuck ? Optional.empty() : linkAt.apply(next);
            if (link.isEmpty()) {
                isWhole = isWhole && isThere.test(next);
                here = next;
            } else if (!follow(link.get())) {
                isWhole = false;
                isStuck = true;
                here = next;
            }
        }

        /** Whether that link may still be followed. */
        private boolean follow(String target) {
            List<String> written = segmentsOf(target);
            links++;
            segments += written.size();
            if (links > LINKS_AT_MOST || segments > SEGMENTS_AT_MOST) {
                return false;
            }
            here = target.startsWith("/") ? UnixPath.ROOT : here;
            push(written);
            return true;
        }

        private void push(List<String> written) {
            for (int i = written.size() - 1; i >= 0; i--) {
                ahead.push(written.get(i));
            }
        }
    }

    private static List<String> segmentsOf(String path) {
        return List.of(path.split("/", -1));
    }
}
