package org.pyflinkimage.spec;

import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/** One cell of the matrix: the versions that must fit together, and the platform they meet on. */
public record Combination(FlinkVersion flink, JavaVersion java, PythonMinor python, Platform platform) {

    /** The name of the folder that its results go to: {@code flink-2.2.1-java17-python3.11-linux-amd64}. */
    public String slug() {
        return slugOfAllPlatforms() + "-" + platform.slug();
    }

    /** The same for what holds the images of all its platforms: {@code flink-2.2.1-java17-python3.11}. */
    public String slugOfAllPlatforms() {
        return "flink-%s-java%s-python%s".formatted(flink, java, python);
    }

    @Override
    public String toString() {
        return "Flink %s, Java %s, Python %s, %s".formatted(flink, java, python, platform);
    }

    /** The same with another Python. */
    public Combination with(PythonMinor other) {
        return new Combination(flink, java, other, platform);
    }
}
