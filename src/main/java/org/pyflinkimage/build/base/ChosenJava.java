package org.pyflinkimage.build.base;

import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.inventory.JavaHome;
import org.pyflinkimage.inspect.inventory.JavaHomes;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.UnixPath;

/** Which of a base's Javas an image runs on. */
final class ChosenJava {

    private ChosenJava() {}

    /** As {@code JAVA_HOME} says it where that is of the line; else the one that PATH finds, else the first by path. */
    static Optional<UnixPath> of(JavaHomes java, JavaVersion line) {
        Optional<UnixPath> declared = java.home()
                .filter(home -> home.line().equals(line))
                .flatMap(home -> java.declared())
                .map(UnixPath.ROOT::resolveLink);
        return declared.or(() -> Stream.concat(java.started().stream(), java.all().stream())
                        .filter(home -> home.line().equals(line))
                        .map(JavaHome::path)
                        .filter(ChosenJava::goesIntoPath)
                        .findFirst())
                .filter(ChosenJava::goesIntoPath);
    }

    private static boolean goesIntoPath(UnixPath home) {
        return home.value().codePoints().noneMatch(sign -> sign == ':' || Character.isISOControl(sign));
    }
}
