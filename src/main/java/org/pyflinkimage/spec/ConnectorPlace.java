package org.pyflinkimage.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * A folder of Flink's that a connector's jar is to lie in: {@code lib}, {@code opt}, {@code usrlib}, or {@code plugins/NAME}.
 *
 * @param name from {@code FLINK_HOME} on
 */
public record ConnectorPlace(String name) {

    /** As they are written. */
    public static final List<String> FORMS = List.of("lib", "plugins/NAME", "opt", "usrlib");

    private static final Pattern PLACE = Pattern.compile("lib|opt|usrlib|plugins/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*+");

    /** Reads it; empty where it is none of them. */
    public static Optional<ConnectorPlace> parse(String text) {
        return PLACE.matcher(text).matches() ? Optional.of(new ConnectorPlace(text)) : Optional.empty();
    }

    /** Whether a jar's usual place is Flink's own class path, where what it depends on may lie beside it. */
    public static boolean isUsuallyOnClassPath(MavenCoordinates jar) {
        return FlinkHome.placeOf(jar.artifactId()).equals(ImagePaths.LIB);
    }

    /** The folder in an image. */
    public UnixPath folder() {
        return ImagePaths.FLINK_HOME.resolve(name);
    }
}
