package org.pyflinkimage.inspect.inventory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.UnixPath;

/**
 * The Javas of an image.
 *
 * @param all by path
 * @param declared what {@code JAVA_HOME} says; empty where it is not set
 * @param isThere whether a {@code java} lies where {@code JAVA_HOME} leads
 * @param home the one that {@code JAVA_HOME} leads to; empty where it leads to none of them
 * @param command the {@code java} that its PATH finds, as PATH finds it
 * @param started the one that this command is of; empty where that is not known
 */
public record JavaHomes(
        List<JavaHome> all,
        Optional<String> declared,
        boolean isThere,
        Optional<JavaHome> home,
        Optional<UnixPath> command,
        Optional<JavaHome> started) {

    private static final String RELEASE = "release";

    /** Each may be described by one and the same large file. */
    private static final int HOMES_AT_MOST = 200;

    public JavaHomes {
        all = List.copyOf(all);
    }

    /** The files that say which Javas there are. */
    static List<UnixPath> releases(ImageView view) {
        return view.named("java"::equals).stream()
                .map(UnixPath::parent)
                .filter(folder -> folder.name().equals("bin"))
                .map(UnixPath::parent)
                .map(home -> above(home, view))
                .distinct()
                .limit(HOMES_AT_MOST)
                .map(home -> home.resolve(RELEASE))
                .filter(view::isFile)
                .toList();
    }

    /** Until Java 8 a JDK had its JRE in a folder, and what says which it is lies beside that. */
    private static UnixPath above(UnixPath home, ImageView view) {
        boolean inside = home.name().equals("jre") && view.isFile(home.parent().resolve(RELEASE));
        return inside ? home.parent() : home;
    }

    /** @param files with those that {@link #releases} names */
    static JavaHomes of(ImageFiles files, SearchPath path, ContainerConfiguration configuration) {
        ImageView view = files.view();
        List<JavaHome> all = releases(view).stream()
                .flatMap(release ->
                        files.text(release).flatMap(text -> JavaHome.of(release.parent(), text, view)).stream())
                .toList();
        Optional<String> declared = configuration.variable("JAVA_HOME");
        Optional<UnixPath> led = declared.flatMap(UnixPath::ofWritten).flatMap(view::find);
        Optional<UnixPath> command = path.find("java");
        return new JavaHomes(
                all,
                declared,
                led.filter(home -> hasJava(home, view)).isPresent(),
                led.flatMap(home -> all.stream()
                        .filter(each -> each.path().equals(above(home, view)))
                        .findFirst()),
                command,
                command.flatMap(view::find).flatMap(file -> ownerOf(file, all)));
    }

    private static boolean hasJava(UnixPath home, ImageView view) {
        return Stream.of("bin/java", "jre/bin/java").map(home::resolve).anyMatch(view::isFile);
    }

    /** The innermost, should one lie in another. */
    private static Optional<JavaHome> ownerOf(UnixPath file, List<JavaHome> all) {
        return all.stream().filter(home -> file.startsWith(home.path())).reduce((outer, inner) -> inner);
    }
}
