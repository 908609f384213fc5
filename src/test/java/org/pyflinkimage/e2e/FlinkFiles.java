package org.pyflinkimage.e2e;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.flink.DistributionFiles;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.value.ImagePaths;

/** The files of Flink's distribution, looked for in a container. */
final class FlinkFiles {

    private FlinkFiles() {}

    /** Which files an image of a release should have and has not, by the recorded ones of its line. */
    static Set<String> missingIn(Container container, String flink) {
        FlinkVersion release = FlinkVersion.parse(flink).orElseThrow();
        String home = ImagePaths.FLINK_HOME.value();
        Set<String> there = container
                .execAsRoot("find", home, "-type", "f", "-size", "+0")
                .lines()
                .map(path -> DistributionFiles.general(path.substring(home.length() + 1), release))
                .collect(Collectors.toSet());
        Set<String> missing =
                new TreeSet<>(DistributionFiles.of(release.line().toString()).inImage());
        missing.removeAll(there);
        return missing;
    }
}
