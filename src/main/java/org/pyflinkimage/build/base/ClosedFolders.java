package org.pyflinkimage.build.base;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.Rights;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** Folders of a base that are on the way to what an image runs, and that its user cannot enter. They keep their rights. */
final class ClosedFolders {

    private static final List<UnixPath> OWN =
            List.of(ImagePaths.VIRTUAL_ENVIRONMENT, ImagePaths.STANDALONE_PYTHON, ImagePaths.FLINK_HOME);

    private ClosedFolders() {}

    /**
     * The closed ones, by path.
     *
     * @param javaHome of the Java that the image runs on, where one is chosen; it is the base's own, down to its programs
     * @param user who runs it
     */
    static List<UnixPath> of(ImageView view, Optional<UnixPath> javaHome, ContainerUser user) {
        return onTheWay(
                view,
                Stream.concat(
                        // Where they lie themselves is this plugin's to say.
                        OWN.stream().map(UnixPath::parent), javaHome.map(home -> home.resolve("bin")).stream()),
                user);
    }

    /** The closed ones on the way into a folder, by path. */
    static List<UnixPath> above(ImageView view, UnixPath folder, ContainerUser user) {
        return onTheWay(view, Stream.of(folder), user);
    }

    private static List<UnixPath> onTheWay(ImageView view, Stream<UnixPath> targets, ContainerUser user) {
        if (user.isRoot()) {
            return List.of(); // Root enters any folder.
        }
        TreeSet<UnixPath> onTheWay = new TreeSet<>();
        targets.flatMap(ClosedFolders::upwards)
                .flatMap(folder -> view.find(folder).stream())
                // A link leads through other folders.
                .flatMap(ClosedFolders::upwards)
                .forEach(onTheWay::add);
        return onTheWay.stream()
                .filter(folder -> view.rightsOf(folder)
                        .filter(rights -> !lets(rights, user))
                        .isPresent())
                .collect(Collectors.toUnmodifiableList());
    }

    /** A path, and the folders that it lies in, but for the root. */
    static Stream<UnixPath> upwards(UnixPath path) {
        return Stream.iterate(path, folder -> !folder.isRoot(), UnixPath::parent);
    }

    /** Whether somebody who is not root may enter a folder, or run a program: of the bits those of the first that he is count. */
    static boolean lets(Rights rights, ContainerUser who) {
        if (rights.user() == who.uid()) {
            return (rights.mode() & 0100) != 0;
        }
        return (rights.mode() & (rights.group() == who.effectiveGid() ? 0010 : 0001)) != 0;
    }
}
