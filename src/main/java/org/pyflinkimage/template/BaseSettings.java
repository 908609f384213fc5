package org.pyflinkimage.template;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * What containers have of the image that theirs is built upon.
 *
 * @param environment its variables
 * @param ports on which it is listened
 * @param volumes folders that are kept apart from the image
 * @param javaHome the folder of the Java that the image runs on
 * @param entrypoint the program that its commands go through; may be empty
 * @param command what that gets where nobody says anything; may be empty
 * @param workingDirectory where its commands start
 */
public record BaseSettings(
        SortedMap<String, String> environment,
        SortedSet<ContainerPort> ports,
        SortedSet<UnixPath> volumes,
        UnixPath javaHome,
        List<String> entrypoint,
        List<String> command,
        UnixPath workingDirectory) {

    public BaseSettings {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        volumes = Collections.unmodifiableSortedSet(new TreeSet<>(volumes));
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
    }

    /** Of an image that is built upon nothing, or by somebody else. */
    public static BaseSettings none() {
        return new BaseSettings(
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                ImagePaths.JAVA_HOME,
                List.of(),
                List.of(),
                UnixPath.ROOT);
    }
}
