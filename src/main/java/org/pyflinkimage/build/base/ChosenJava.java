package org.pyflinkimage.build.base;

import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.inventory.JavaHome;
import org.pyflinkimage.inspect.inventory.JavaHomes;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.UnixPath;

/** Which of a base's Javas an image runs on. */
final class ChosenJava {

    private ChosenJava() {}

    /**
     * As {@code JAVA_HOME} says it where that is of the line; else the folder that it leads to, else the one that PATH finds, else the
     * first by path. One that neither PATH nor a lock file takes is passed over.
     */
    static Optional<UnixPath> of(JavaHomes java, JavaVersion line) {
        Optional<UnixPath> declared = java.home()
                .filter(home -> home.line().equals(line))
                .flatMap(home -> java.declared())
                .map(UnixPath.ROOT::resolveLink);
        Stream<UnixPath> found = Stream.of(java.home().stream(), java.started().stream(), java.all().stream())
                .flatMap(homes -> homes)
                .filter(home -> home.line().equals(line))
                .map(JavaHome::path);
        return Stream.concat(declared.stream(), found)
                .filter(LockedBase::isJavaHome)
                .findFirst();
    }
}
