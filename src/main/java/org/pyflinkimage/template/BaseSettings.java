package org.pyflinkimage.template;

import java.util.Collections;
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
 */
public record BaseSettings(
        SortedMap<String, String> environment,
        SortedSet<ContainerPort> ports,
        SortedSet<UnixPath> volumes,
        UnixPath javaHome) {

    public BaseSettings {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        volumes = Collections.unmodifiableSortedSet(new TreeSet<>(volumes));
    }

    /** Of an image that is built upon nothing, or by somebody else. */
    public static BaseSettings none() {
        return new BaseSettings(new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), ImagePaths.JAVA_HOME);
    }
}
